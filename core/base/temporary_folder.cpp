// SPDX-License-Identifier: Apache-2.0
#include "core/base/temporary_folder.h"

#include <cstdlib>
#include <string>
#include <system_error>

namespace etagere {

std::unique_ptr<TemporaryFolder> TemporaryFolder::make() {
    std::error_code error;
    std::string name = (std::filesystem::temp_directory_path(error) / "etagere-XXXXXX").string();
    if (error || ::mkdtemp(name.data()) == nullptr)
        return nullptr;
    return std::make_unique<TemporaryFolder>(name);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

} // namespace etagere
