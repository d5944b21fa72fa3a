// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/file_server.h"
#include "core/lab/origin.h"

#include <cstdint>
#include <memory>

namespace etagere::lab {

/// A proxy in front of an origin that compresses what the client accepts compressed.
struct CodingProxyOptions {
    CodingMark mark = CodingMark::Weaken;
    bool undoesMark = true; ///< takes its own suffix off again before it asks the origin
};

class CodingProxy final : public Origin {
public:
    CodingProxy(std::unique_ptr<Origin> origin, const CodingProxyOptions &options);
    [[nodiscard]] Response answer(const Request &request) override;

private:
    /// Of a client that accepts it.
    [[nodiscard]] Response coded(const Request &request);

    std::unique_ptr<Origin> m_origin;
    CodingProxyOptions m_options;
};

/// A network of caches in front of an origin that weakens every tag, as those do which transform
/// content on the way; some of its places do not (`share` of every hundred do, by address).
class WeakeningNetwork final : public Origin {
public:
    explicit WeakeningNetwork(std::unique_ptr<Origin> origin, unsigned share = 100);
    [[nodiscard]] Response answer(const Request &request) override;

private:
    std::unique_ptr<Origin> m_origin;
    unsigned m_share;
};

/// One origin until a moment, another one from then on: a new configuration, a move.
class Changeover final : public Origin {
public:
    Changeover(std::unique_ptr<Origin> before, std::unique_ptr<Origin> after, Instant when);
    [[nodiscard]] Response answer(const Request &request) override;

private:
    std::unique_ptr<Origin> m_before;
    std::unique_ptr<Origin> m_after;
    Instant m_when;
};

/// Takes a field off every response: a configuration that hides Last-Modified or the tag.
class FieldRemover final : public Origin {
public:
    FieldRemover(std::unique_ptr<Origin> origin, http::FieldName field);
    [[nodiscard]] Response answer(const Request &request) override;

private:
    std::unique_ptr<Origin> m_origin;
    http::FieldName m_field;
};

} // namespace etagere::lab
