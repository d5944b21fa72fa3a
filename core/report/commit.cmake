# SPDX-License-Identifier: Apache-2.0
# cmake -DSOURCE=folder -DOUT=commit.h -P commit.cmake: the commit that is checked out, as a macro.
cmake_minimum_required(VERSION 3.25)
set(commit unknown)
find_program(GIT git)
if(GIT AND EXISTS "${SOURCE}/.git")
    execute_process(COMMAND ${GIT} -C "${SOURCE}" describe --always --dirty --abbrev=40 --exclude=*
        OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
    if(NOT failed AND described MATCHES "^[0-9a-f]+(-dirty)?$")
        set(commit ${described})
    endif()
endif()
file(CONFIGURE OUTPUT "${OUT}" CONTENT "// SPDX-License-Identifier: Apache-2.0
#pragma once
#define ETAGERE_COMMIT \"@commit@\"
" @ONLY)
