// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/traffic/document_pack.h"
#include "core/traffic/traffic.h"

#include <tsl/robin_map.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::traffic {

/// The first failure of a part that is being written; what comes after it does nothing.
class Failing {
public:
    [[nodiscard]] const std::optional<store::StoreError> &failure() const noexcept {
        return m_failure;
    }

protected:
    void note(const Result<void, store::StoreError> &done) {
        if (!done && !m_failure)
            m_failure = done.error();
    }

private:
    std::optional<store::StoreError> m_failure;
};

/// Writes each different text once. Texts are borrowed while it lives.
class TextWriter : public Failing {
public:
    explicit TextWriter(store::Statement insert)
        : m_insert(std::move(insert)) {}
    /// Its row; 0, which is no row, for the empty text.
    [[nodiscard]] std::uint32_t rowOf(std::string_view text);
    /// The lines of a message as the columns of fields hold them; valid until the next call.
    [[nodiscard]] std::string_view pack(http::Fields fields);

private:
    store::Statement m_insert;
    tsl::robin_map<std::string_view, std::uint32_t> m_rows;
    std::string m_packed;
};

/// Writes each different body once: known again by its place, else by digest and then byte by byte,
/// because XXH3 withstands no forger.
class BodyWriter : public Failing {
public:
    BodyWriter(const Traffic &traffic, store::Statement insert, store::Statement find)
        : m_traffic(traffic)
        , m_insert(std::move(insert))
        , m_find(std::move(find)) {}
    /// Its row; 0 when its source cannot give it.
    [[nodiscard]] std::int64_t rowOf(const BodyRef &body);
    [[nodiscard]] std::uint32_t lost() const noexcept { return m_lost; }

private:
    struct Place {
        SourceId source;
        BodyForm form{};
        std::uint64_t offset = 0;
        friend bool operator==(const Place &, const Place &) = default;
    };
    struct HashPlace {
        std::size_t operator()(const Place &place) const noexcept {
            return std::hash<std::uint64_t>{}(place.offset * 0x9e37'79b9'7f4a'7c15U) ^
                   std::hash<SourceId>{}(place.source);
        }
    };
    struct HashDigest {
        std::size_t operator()(const Digest &digest) const noexcept {
            return std::hash<std::string_view>{}(viewOf(digest));
        }
    };
    [[nodiscard]] std::int64_t store(std::string_view bytes);
    [[nodiscard]] bool isIn(std::int64_t row, std::string_view bytes);

    const Traffic &m_traffic;
    store::Statement m_insert;
    store::Statement m_find;
    Packer m_packer;
    tsl::robin_map<Place, std::int64_t, HashPlace> m_places;
    tsl::robin_map<Digest, std::int64_t, HashDigest> m_digests;
    std::int64_t m_newest = 0;
    std::uint32_t m_lost = 0;
};

/// Gathers raw records into blocks.
class RawWriter : public Failing {
public:
    RawWriter(const Traffic &traffic, store::Statement insert)
        : m_traffic(traffic)
        , m_insert(std::move(insert)) {}
    /// Its offset in the document; 0, which is in no block, when its source cannot give it.
    [[nodiscard]] std::uint64_t offsetOf(const RawRef &raw);
    /// Writes the last block.
    void finish();
    [[nodiscard]] std::uint32_t lost() const noexcept { return m_lost; }

private:
    const Traffic &m_traffic;
    store::Statement m_insert;
    Packer m_packer;
    std::string m_block;
    std::int64_t m_row = 1; ///< of the block that is being filled
    std::uint32_t m_lost = 0;
};

} // namespace etagere::traffic
