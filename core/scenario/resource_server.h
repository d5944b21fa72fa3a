// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/file_server.h"
#include "core/scenario/scenario.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// "keep", "weaken", …; nothing for another word.
[[nodiscard]] std::optional<std::uint8_t> markPlace(std::string_view word) noexcept;

/// An origin of a scenario: the resources that name it, each with its versions over virtual time,
/// and what clients write to them.
class ResourceServer final : public lab::Origin {
public:
    ResourceServer(const Scenario &scenario, const Actor &self);
    [[nodiscard]] lab::Response answer(const lab::Request &request) override;

    [[nodiscard]] bool has(std::string_view path) const noexcept;
    /// The number of the first version with that body, from 1; what a variant shows counts as the
    /// version of that time. 0: none.
    [[nodiscard]] std::uint32_t versionOf(std::string_view path, std::string_view body,
                                          Instant now) const;
    /// The number of the version of that time; 0 when there is none.
    [[nodiscard]] std::uint32_t currentOf(std::string_view path, Instant now) const;
    /// Its text; empty when there is none.
    [[nodiscard]] std::string_view textOf(std::string_view path, Instant now) const;

private:
    struct Document {
        const Resource *resource = nullptr;
        std::vector<const ResourceVersion *> versions{}; ///< by time: the author's and `written`
        std::deque<ResourceVersion> written{};           ///< by clients
        bool isDeleted = false;
    };
    [[nodiscard]] static Document documentOf(const Resource &resource);
    [[nodiscard]] const Document *find(std::string_view path) const noexcept;
    [[nodiscard]] std::size_t placeOf(const Document &document, Instant now) const noexcept;
    [[nodiscard]] lab::FileServerOptions optionsFor(const Document &document,
                                                    std::size_t place) const;
    /// A server of that version only, as the request is shown it.
    [[nodiscard]] lab::FileServer serverOf(const Document &document, std::size_t place,
                                           const lab::Request &request) const;
    [[nodiscard]] lab::Validators validatorsOf(const Document &document, std::size_t place,
                                               const lab::Request &request) const;
    [[nodiscard]] lab::Response read(const Document &document, const lab::Request &request) const;
    [[nodiscard]] lab::Response fixed(const Document &document, const lab::Request &request) const;
    [[nodiscard]] lab::Response write(Document &document, const lab::Request &request);
    [[nodiscard]] std::string bodyFor(const Document &document, std::size_t version,
                                      const lab::Request &request) const;
    [[nodiscard]] std::string tagFor(const Document &document, std::size_t version,
                                     std::string_view body) const;
    [[nodiscard]] std::vector<FieldLine> fieldsFor(const Document &document,
                                                   std::size_t version) const;

    Instant m_start;
    Duration m_shift;
    std::vector<Document> m_documents;
    std::size_t m_writtenBytes = 0;    ///< of the versions that clients wrote
    mutable std::uint64_t m_drawn = 0; ///< of tags that are another one each time
};

} // namespace etagere::scenario
