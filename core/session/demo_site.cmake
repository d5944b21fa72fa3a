# SPDX-License-Identifier: Apache-2.0
# cmake -DDOCUMENT=demo.json -DOUT=demo_site.cpp -P demo_site.cmake: the demo site's document as a text in C++.
cmake_minimum_required(VERSION 3.25)
file(READ "${DOCUMENT}" text)
file(WRITE "${OUT}" "// SPDX-License-Identifier: Apache-2.0
#include \"core/session/demo_site.h\"

namespace etagere::session {

std::string_view demoDocument() noexcept { return R\"demo(${text})demo\"; }

} // namespace etagere::session
")
