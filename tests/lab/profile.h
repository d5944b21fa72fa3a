// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/field.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::tests {

/// A response as it came off the wire.
struct Got {
    std::uint16_t status = 0;
    std::vector<std::pair<std::string, std::string>> fields;
    std::string body;
    [[nodiscard]] std::string_view value(http::FieldName name) const;
};

/// One visitor's browser, as far as validators and cookies go: it revalidates whatever it holds.
struct Profile {
    struct Stored {
        std::string etag;
        std::string lastModified;
    };
    std::string name;
    std::string address;
    std::string userAgent;
    bool acceptsGzip = true;
    std::map<std::string, std::string> cookies;
    std::map<std::string, Stored> cache; ///< by path

    /// What it sends for a path. With `plain` neither cookies nor validators.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>>
    fieldsFor(const std::string &host, const std::string &path, bool plain) const;
    /// Keeps cookies and validators of a response.
    void take(const std::string &path, const Got &got);
};

} // namespace etagere::tests
