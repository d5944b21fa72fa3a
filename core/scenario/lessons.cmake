# SPDX-License-Identifier: Apache-2.0
# cmake -DFOLDER=resources/lessons -DOUT=lessons.cpp -P lessons.cmake: the lessons of the folder as a table in C++, by file.
cmake_minimum_required(VERSION 3.25)
file(GLOB lessons "${FOLDER}/*.json")
set(rows "")
set(count 0)
foreach(lesson IN LISTS lessons)
    cmake_path(GET lesson FILENAME name)
    list(APPEND names ${name})
endforeach()
list(SORT names COMPARE STRING)
foreach(name IN LISTS names)
    file(READ "${FOLDER}/${name}" text)
    # What is no JSON has neither; a test says where it is wrong.
    foreach(member IN ITEMS id number)
        string(JSON ${member} ERROR_VARIABLE error GET "${text}" ${member})
        if(error)
            set(${member} "")
        endif()
    endforeach()
    string(APPEND rows "    Row{\"${id}\", \"${number}\"},\n")
    string(APPEND texts "    Lesson{\"${name}\", R\"lesson(${text})lesson\"},\n")
    math(EXPR count "${count} + 1")
endforeach()
file(WRITE "${OUT}" "// SPDX-License-Identifier: Apache-2.0
#include \"core/scenario/lessons.h\"

#include <array>

namespace etagere::scenario {

namespace {

constexpr std::array<Lesson, ${count}> lessons{
${texts}};

struct Row {
    std::string_view id;
    std::string_view number;
};
constexpr std::array<Row, ${count}> rows{
${rows}};

} // namespace

std::span<const Lesson> allLessons() noexcept { return lessons; }

const Lesson *lessonOf(std::string_view idOrNumber) noexcept {
    for (std::size_t i = 0; i < rows.size() && !idOrNumber.empty(); ++i) {
        if (rows[i].id == idOrNumber || rows[i].number == idOrNumber)
            return &lessons[i];
    }
    return nullptr;
}

} // namespace etagere::scenario
")
