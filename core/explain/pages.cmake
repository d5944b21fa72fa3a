# SPDX-License-Identifier: Apache-2.0
# cmake -DFOLDER=resources/explain -DOUT=pages.cpp -P pages.cmake: the pages of the folder as a table in C++, by id.
cmake_minimum_required(VERSION 3.25)
file(GLOB pages "${FOLDER}/*.md")
set(rows "")
set(count 0)
foreach(page IN LISTS pages)
    cmake_path(GET page STEM LAST_ONLY id)
    list(APPEND ids ${id})
endforeach()
list(SORT ids COMPARE STRING)
foreach(id IN LISTS ids)
    file(READ "${FOLDER}/${id}.md" text)
    string(APPEND rows "    Page{\"${id}\", R\"page(${text})page\"},\n")
    math(EXPR count "${count} + 1")
endforeach()
file(WRITE "${OUT}" "// SPDX-License-Identifier: Apache-2.0
#include \"core/explain/page_table.h\"

#include <array>

namespace etagere::explain {

namespace {

constexpr std::array<Page, ${count}> table{
${rows}};

} // namespace

std::span<const Page> allPages() noexcept { return table; }

} // namespace etagere::explain
")
