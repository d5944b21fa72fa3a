// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/content.h"
#include "core/cache/decision.h"
#include "core/cache/facts.h"
#include "core/cache/mode.h"
#include "core/cache/stored_response.h"
#include "core/http/field_block.h"
#include "core/http/range.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::cache {

class Cache;

/// A request as it reaches the cache. Borrowed during Cache::begin only.
struct Request {
    std::string_view method = "GET";
    std::string_view url;       ///< absolute; a fragment is not looked at
    std::string_view partition; ///< of the cache key, as url/partition.h makes it
    http::Fields fields;
    Mode mode = Mode::Default;
};

/// What is told to the one who asked. The body is `before`, then what the network brings if
/// `network`, then `after`. Nothing of it follows a HEAD, 204 or 304.
struct Answer {
    std::uint16_t status = 0;
    http::FieldBlock fields; ///< connection fields aside; with Age where the model writes it
    Slices before;
    bool network = false;
    Slices after;
    bool broken = false;                 ///< the body that was begun cannot be told to its end
    std::optional<std::uint64_t> length; ///< of the whole body, where it is known
};

/// One request on its way through a cache, without any input or output: the driver sends what is to
/// be sent and tells what came.
///
///     auto t = cache.begin(request, now);
///     if (t.step() == Step::Wait)   when the transaction t.waitsFor() is awaited no longer:
///                                   t.resume(now)
///     if (t.step() == Step::Send)   send the method and t.outgoing(); then t.receive(head, now),
///     or
///                                   t.fail(now) when no response came; then step() is Answer or
///                                   Send again
///     if (t.step() == Step::Answer) answer with t.answer(); while its body comes from the network
///                                   (or t.wantsBody()) give it to t.append(), at its end
///                                   t.finish()
///     if (t.step() == Step::Send)   after finish(): the body goes on. Send t.outgoing() again, and
///                                   behind what has been told comes t.answer()'s body once more
///
/// A transaction that is destroyed early stores nothing but what makes a resumable part.
class Transaction {
public:
    enum class Step : std::uint8_t { Wait, Send, Answer };
    /// How a body ended.
    enum class End : std::uint8_t {
        Complete,
        Truncated, ///< the connection ended before the length that was promised, or in a chunk
        Abandoned  ///< nobody wants it any more
    };

    Transaction(Transaction &&) noexcept;
    Transaction &operator=(Transaction &&) noexcept;
    ~Transaction();

    [[nodiscard]] Step step() const noexcept;
    /// The number of the transaction whose response this one waits for (request collapsing).
    [[nodiscard]] std::uint64_t waitsFor() const noexcept;
    [[nodiscard]] std::uint64_t number() const noexcept;
    /// After Wait: looks again. `patient` false: it waits for nobody any more.
    void resume(Instant now, bool patient = true);

    /// The request's fields as they go out: with the cache's own conditions in place of the
    /// request's where it asks on its own account. Valid until the next call.
    [[nodiscard]] http::Fields outgoing() const noexcept;
    /// The URL that it goes to: the request's, or the one under which what No-Vary-Search makes
    /// equal is stored. Valid until the next call.
    [[nodiscard]] std::string_view outgoingUrl() const noexcept;
    /// The head of the origin's final response; interim ones (1xx) are for the driver to pass on.
    void receive(std::uint16_t status, http::Fields fields, Instant now);
    /// No response came, or one that could not be understood: a stale answer where that is allowed,
    /// else 504.
    void fail(Instant now);

    /// Valid from Step::Answer on.
    [[nodiscard]] const Answer &answer() const noexcept;
    /// The network's body is to be read and given to append(), also where the answer does not show
    /// it.
    [[nodiscard]] bool wantsBody() const noexcept;
    void append(std::string_view bytes);
    /// Also to be called when there is no body. Afterwards what is stored can be found.
    void finish(End end, Instant now);

    /// Outcome and reasons so far; whole after finish().
    [[nodiscard]] const Decision &decision() const noexcept;
    /// The response that was selected, as it was then; null without one.
    [[nodiscard]] const StoredResponse *considered() const noexcept;
    /// Whether it (or what renewed it) is in the cache now.
    [[nodiscard]] bool isStored() const noexcept;
    /// What the origin answered; 0 when it was not asked.
    [[nodiscard]] std::uint16_t forwardStatus() const noexcept;
    /// It waited for another's response and was answered with it.
    [[nodiscard]] bool isCollapsed() const noexcept;
    /// Others for the same key wait for it. False from the moment when they need not any more: its
    /// response has been stored, or is seen not to be; the driver then resumes those that wait.
    [[nodiscard]] bool isAwaited() const noexcept;
    /// A stale answer is to be renewed behind the back (RFC 5861 §3): the driver calls
    /// Cache::beginBackground with this transaction once.
    [[nodiscard]] bool wantsBackground() const noexcept;

private:
    friend class Cache;
    struct State;
    explicit Transaction(std::unique_ptr<State> state) noexcept;
    std::unique_ptr<State> m_state;
};

} // namespace etagere::cache
