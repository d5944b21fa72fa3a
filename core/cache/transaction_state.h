// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/cache.h"
#include "core/cache/memory.h"
#include "core/cache/reuse.h"
#include "core/cache/transaction.h"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace etagere::cache {

/// What a cache is made of. Private to the room.
struct Cache::Impl {
    explicit Impl(Options given)
        : options(std::move(given))
        , memory(options.limits) {}

    Options options;
    Memory memory;
    std::uint64_t nextNumber = 1; ///< of stored responses
    std::uint64_t nextTransaction = 1;
    std::unordered_map<std::string, std::uint64_t> leaders;  ///< by key: who fetches it now
    std::unordered_map<std::string, std::uint64_t> renewals; ///< by key: who renews it behind

    std::unordered_set<std::string> spoiled; ///< keys whose next response is not kept
    DistrustedOrigins distrusted;

    [[nodiscard]] const Model &model() const noexcept { return options.model; }
};

/// What the network was asked, so that its answer can be understood.
enum class Question : std::uint8_t {
    Pass,     ///< the request as it was; the cache keeps nothing
    Fetch,    ///< the request as it was; the answer may be kept
    Renew,    ///< the request as it was; a 304 to its own validators renews what is stored
    Validate, ///< with the stored validators
    Fill      ///< a part, on condition that the representation is the stored one
};

/// One request on its way. Private to the room.
struct Transaction::State {
    explicit State(Cache::Impl &impl)
        : cache(impl) {}

    Cache::Impl &cache;
    std::uint64_t number = 0;
    std::string method;
    std::string url;
    std::string partition;
    std::string key; ///< of GET; or of HEAD where it has stored responses of its own
    http::FieldBlock requestFields;
    RequestFacts facts;
    http::RequestedRanges ranges;
    bool background = false;
    bool hasWaited = false;

    Step step = Step::Answer;
    std::uint64_t leader = 0; ///< whom it waits for
    bool leads = false;       ///< it is in `leaders`
    bool collapsed = false;
    bool wantsBackground = false;

    Decision decision;
    std::shared_ptr<const StoredResponse> considered;
    std::optional<Slot> slot;                   ///< where `considered` is, while it is still there
    std::shared_ptr<const StoredResponse> kept; ///< what lay in `slot` when it was looked at
    bool variant = false;                       ///< `considered` is another variant than asked for
    bool probing = false; ///< one byte is asked for, to see whether the server gives parts
    bool checked = false; ///< the first stored run of a part has been validated
    bool audits = false;  ///< it is asked whole to see whether the server changes its validators
    Question question = Question::Pass;
    http::FieldBlock outgoing;
    std::optional<http::ByteRange> wanted; ///< of a Fill: what the request asks for
    http::ByteRange wantedBefore{};        ///< of a Fill that failed: what was wanted
    std::optional<http::ByteRange> gap;    ///< of a Fill: what is missing of it
    bool goesOn = false;    ///< of a Fill: the head has been told, another part follows
    std::uint64_t told = 0; ///< of a Fill: the first byte that the answer does not have yet

    Instant requestTime{};
    std::uint16_t forwardStatus = 0;
    Answer answer;
    bool reading = false; ///< the network's body is to come
    bool stored = false;

    /// What is being stored; null: nothing.
    std::unique_ptr<StoredResponse> incoming;
    std::uint64_t incomingOffset = 0; ///< where the network's body begins in the representation
    std::optional<std::uint64_t> expected; ///< how long it is to be, where it is known
    std::uint64_t received = 0;
    std::string buffer;

    [[nodiscard]] const Model &model() const noexcept { return cache.model(); }
    [[nodiscard]] Reasons &reasons() noexcept { return decision.reasons; }

    /// Looks at what lies in the slot.
    void pick(Slot place);
    /// What was considered may have gone while the network was asked: then `slot` is no more.
    void checkSlot();

    // transaction_begin.cpp: from the request to a question or an answer
    void begin(Instant now);
    [[nodiscard]] bool answersWrite() const;
    void look(Instant now);
    void lookForRenewal();
    void decide(Instant now);
    void answerStored(Instant now);
    void answerRange(Duration age);
    void askForRange();
    void send(Question asked);
    void sendValidation();
    void sendFill(const http::ByteRange &wantedBytes, const http::ByteRange &missing, Rule rule);
    void fetchOrFill();
    [[nodiscard]] bool beyondStored() const;
    [[nodiscard]] std::string askedRange() const;
    void refuse();
    void lookForOtherSearch();
    [[nodiscard]] bool waits();
    void lead();

    // transaction_audit.cpp: whether the server's validators are believed
    [[nodiscard]] bool distrusts() const;
    [[nodiscard]] bool asksWhole();
    [[nodiscard]] http::FieldBlock passedOn();
    void sendWhole();
    [[nodiscard]] bool sharesTag() const;
    void compareWith(const StoredResponse &came, Instant now);

    // transaction_receive.cpp: from the network's head to an answer
    void receive(std::uint16_t status, http::Fields fields, Instant now);
    void fail(Instant now);
    [[nodiscard]] bool hidesError(std::uint16_t status, Instant now);
    void hearValidation(std::uint16_t status, http::Fields fields, Instant now);
    void combine(http::Fields fields, Instant now);
    void goOn();
    void breakOff();
    void tellBeginning(Instant now);
    [[nodiscard]] bool belongs(const ResponseFacts &response, http::Fields fields) const;
    void giveUpPart(bool again, std::uint16_t status, http::Fields fields);
    [[nodiscard]] std::vector<http::ByteRange> askedParts() const;
    void tellParts(const std::vector<http::ByteRange> &parts, Duration age);
    void hearFill(std::uint16_t status, http::Fields fields, Instant now);
    [[nodiscard]] bool hearRangeValidation(std::uint16_t status, http::Fields fields);
    [[nodiscard]] bool reachesEnd() const;
    void hearRenewal(std::uint16_t status, http::Fields fields, Instant now);
    void renew(http::Fields fields, Instant now);
    void tellConsidered(Duration age);
    [[nodiscard]] std::shared_ptr<const StoredResponse>
    renewedBy(http::Fields fields, http::Fields merged, Instant now) const;
    void hearHead(const ResponseFacts &response, http::Fields fields, Instant now);
    void invalidate(const ResponseFacts &response, http::Fields fields);
    void invalidateNamed(http::Fields fields);
    void relay(std::uint16_t status, http::Fields fields);

    // transaction_store.cpp: from the network's body to the memory
    void keep(std::uint16_t status, http::Fields fields, Instant now);
    void keepPart(const ResponseFacts &response, http::Fields fields, Instant now);
    [[nodiscard]] bool isPart(std::uint16_t status) const noexcept;
    void noteKept(bool keeps);
    void joinStored();
    void makeWay(bool names);
    [[nodiscard]] bool liesInTheWay(const ResponseFacts &response) const;
    void spoil();
    [[nodiscard]] bool isAboutItself(http::Fields fields) const;
    void append(std::string_view bytes);
    void finish(End end, Instant now);
    void store(End end, Instant now);
    void giveUp(Rule rule);
    void release();
    [[nodiscard]] std::vector<http::Field> storedFields(http::Fields fields) const;
    [[nodiscard]] std::unique_ptr<StoredResponse>
    makeStored(const ResponseFacts &response, http::Fields fields, Instant now) const;
};

/// The request's fields without those of the names, and with others behind them.
[[nodiscard]] http::FieldBlock rewritten(http::Fields fields,
                                         std::initializer_list<http::FieldName> without,
                                         const std::vector<http::Field> &added);
/// The key under which a URL is stored: partition and URL without its fragment.
[[nodiscard]] std::string keyOf(std::string_view partition, std::string_view url, bool head);

} // namespace etagere::cache
