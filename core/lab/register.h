// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/tracker.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::lab {

/// The most visitors, tags and addresses that a model remembers; those who come later are nobody.
inline constexpr std::size_t mostRemembered = 100'000;

/// What a tracker remembers of its visitors: the part that all models share.
class Register {
public:
    [[nodiscard]] bool has(std::string_view id) const { return m_places.contains(id); }
    /// Counts a visit; an unknown visitor is entered while there is room.
    void note(std::string_view id, RecognisedBy by, Instant now);
    [[nodiscard]] std::span<const KnownVisitor> all() const noexcept { return m_visitors; }

private:
    std::vector<KnownVisitor> m_visitors;
    std::map<std::string, std::size_t, std::less<>> m_places;
};

/// The part of a tracker that all kinds share: its page, its register, its resource.
class TrackerBase : public Tracker {
public:
    explicit TrackerBase(TrackerKind kind)
        : m_kind(kind) {}
    [[nodiscard]] std::span<const KnownVisitor> knows() const noexcept final {
        return m_register.all();
    }
    [[nodiscard]] TrackerKind kind() const noexcept final { return m_kind; }
    [[nodiscard]] Response answer(const Request &request) final;

protected:
    /// A GET or HEAD of the tracked resource.
    [[nodiscard]] virtual Response track(const Request &request) = 0;
    /// A page that makes a browser ask for the resource.
    [[nodiscard]] virtual Response page(const Request &request);
    [[nodiscard]] Register &visitors() noexcept { return m_register; }

private:
    TrackerKind m_kind;
    Register m_register;
};

/// A picture of one transparent pixel, 43 bytes.
[[nodiscard]] std::string_view pixel() noexcept;
/// 200 with the pixel.
[[nodiscard]] Response pixelAnswer(const Request &request);
/// If-None-Match without `W/` and quotes; empty when there is none.
[[nodiscard]] std::string_view askedTag(const Request &request);

/// The kinds by how they are made; null for those of another function.
[[nodiscard]] std::unique_ptr<Tracker> makeEchoTracker(TrackerKind kind, std::uint64_t seed);
[[nodiscard]] std::unique_ptr<Tracker> makeDigitTracker(TrackerKind kind, std::uint64_t seed);
[[nodiscard]] std::unique_ptr<Tracker> makeCookieTracker(TrackerKind kind, std::uint64_t seed);

} // namespace etagere::lab
