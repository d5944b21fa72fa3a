# SPDX-License-Identifier: Apache-2.0
# Etagere::flags: how our own code is compiled. Nothing is set globally but the sanitizers, which must cover every object.
add_library(etagere_flags INTERFACE)
add_library(Etagere::flags ALIAS etagere_flags)
target_compile_options(etagere_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
    -Woverloaded-virtual -Wformat=2 -Wimplicit-fallthrough $<$<BOOL:${ETAGERE_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # g++ 12 sees overlaps in optimised string concatenations that are none (GCC bug 105651).
    target_compile_options(etagere_flags INTERFACE -Wno-restrict)
endif()
target_compile_definitions(etagere_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH)
target_include_directories(etagere_flags INTERFACE ${PROJECT_SOURCE_DIR})

# Over a hundred test programs are linked; lld takes a sixth of the time for each.
find_program(LLD ld.lld)
if(LLD)
    add_link_options(-fuse-ld=lld)
endif()

if(ETAGERE_SANITIZE)
    add_compile_options(-fsanitize=${ETAGERE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${ETAGERE_SANITIZE})
endif()
if(ETAGERE_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
