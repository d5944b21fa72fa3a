// SPDX-License-Identifier: Apache-2.0
#include "core/live/devtools_cache.h"

#include <QByteArray>
#include <QTimer>

#include "core/http/field.h"
#include "core/http/text.h"
#include "core/url/partition.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace etagere::live {

namespace {

using http::FieldName;

/// As Chromium waits for whoever has its cache's lock (net/http/http_cache_transaction.cc).
constexpr std::chrono::seconds lockPatience{20};
/// A page that asks without end; what is beyond goes past the cache.
constexpr std::size_t mostPauses = 5000;
constexpr std::size_t mostDocuments = 10'000;
constexpr std::size_t mostAdded = 20'000;

bool isWeb(std::string_view url) { return url.starts_with("http:") || url.starts_with("https:"); }

bool isNamed(const FieldLine &line, FieldName name) {
    return http::fieldNameFrom(line.name) == name;
}

std::string valueOf(const std::vector<FieldLine> &fields, FieldName name) {
    for (const FieldLine &line : fields) {
        if (isNamed(line, name))
            return line.value;
    }
    return {};
}

/// The conditions in a request, to be known again.
std::string conditionsOf(const std::vector<FieldLine> &fields) {
    return valueOf(fields, FieldName::IfNoneMatch) + '\n' +
           valueOf(fields, FieldName::IfModifiedSince);
}

std::string base64Of(std::string_view bytes) {
    return QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()))
        .toBase64()
        .toStdString();
}

std::string bytesOf(simdjson::dom::element answer) {
    const std::string_view text = textOf(answer, "body");
    if (!flagOf(answer, "base64Encoded"))
        return std::string(text);
    return QByteArray::fromBase64(
               QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())))
        .toStdString();
}

bool isRedirect(const PathOrder &order) {
    return order.status >= 300 && order.status < 400 && order.status != 304 &&
           !valueOf(order.fields, FieldName::Location).empty();
}

} // namespace

DevtoolsCache::DevtoolsCache(DevtoolsClient &client, CachePath &path, std::string mainFrame,
                             bool emptiesOther)
    : m_client(client)
    , m_path(path)
    , m_mainFrame(std::move(mainFrame))
    , m_emptiesOther(emptiesOther) {
    m_frames.setMain(m_mainFrame);
}

DevtoolsCache::~DevtoolsCache() {
    for (const auto &[id, pause] : m_pauses)
        m_path.cancel(pause.ticket);
    for (const Renewal &renewal : m_renewals)
        m_path.cancel(renewal.ticket);
}

void DevtoolsCache::begin(const std::string &session) {
    static constexpr std::string_view everyRequest =
        R"([{"urlPattern":"*","requestStage":"Request"}])";
    m_client.call({session, "Fetch.enable",
                   JsonParams().json("patterns", everyRequest).flag("handleAuthRequests", true)});
}

void DevtoolsCache::take(const std::string &session, std::string_view method,
                         simdjson::dom::element params) {
    if (method == "Fetch.requestPaused")
        takePaused(session, readPausedMessage(params));
    else if (method == "Fetch.authRequired")
        // Nobody is asked for a password; Chromium would wait for one for ever.
        m_client.call({session, "Fetch.continueWithAuth",
                       JsonParams()
                           .text("requestId", textOf(params, "requestId"))
                           .json("authChallengeResponse", R"({"response":"CancelAuth"})")});
    else if (method == "Page.frameAttached")
        m_frames.takeAttached(EventObject(params));
    else if (method == "Page.frameNavigated")
        m_frames.takeNavigated(EventObject(params));
    else if (method == "Network.loadingFailed")
        takeCancelled(textOf(params, "requestId"));
    else if (method == "Network.loadingFinished")
        m_added.erase(std::string(textOf(params, "requestId")));
}

void DevtoolsCache::drop(const std::string &session) {
    for (auto at = m_pauses.begin(); at != m_pauses.end();) {
        const CachePath::Ticket ticket = at->second.session == session ? at->second.ticket : 0;
        at = ticket != 0 ? m_pauses.erase(at) : std::next(at);
        m_path.cancel(ticket);
    }
}

/// The page wants it no more; the network's side may never be heard of again.
void DevtoolsCache::takeCancelled(std::string_view network) {
    m_added.erase(std::string(network));
    const auto found = std::find_if(m_pauses.begin(), m_pauses.end(), [network](const auto &entry) {
        return !network.empty() && entry.second.network == network;
    });
    if (found == m_pauses.end())
        return;
    const CachePath::Ticket ticket = found->second.ticket;
    m_pauses.erase(found);
    m_path.cancel(ticket);
}

void DevtoolsCache::letGo(const std::string &session, const std::string &id) {
    m_client.call({session, "Fetch.continueRequest", JsonParams().text("requestId", id)});
}

void DevtoolsCache::takePaused(const std::string &session, PausedMessage message) {
    if (message.stage == PausedMessage::Stage::Request) {
        const bool isPage = message.type == "Document" && message.frame == m_mainFrame;
        if (m_emptiesOther && isPage)
            m_client.call({session, "Network.clearBrowserCache", {}},
                          m_alive.only([this, session, message](const auto &) {
                              takeRequest(session, message);
                          }));
        else
            takeRequest(session, std::move(message));
        return;
    }
    const auto found = m_pauses.find(message.id);
    if (found == m_pauses.end()) {
        letGo(session, message.id);
        return;
    }
    const CachePath::Ticket ticket = found->second.ticket;
    if (message.stage == PausedMessage::Stage::Response) {
        m_path.received(ticket, message.response);
    } else if (message.wasCancelled) {
        m_pauses.erase(found);
        m_path.cancel(ticket);
        letGo(session, message.id);
    } else {
        m_path.failed(ticket);
    }
}

void DevtoolsCache::takeRequest(const std::string &session, PausedMessage message) {
    if (message.type == "Document" && m_documents.size() < mostDocuments)
        m_documents[message.frame] = message.url;
    // A preflight is the network's own affair, and has a cache of its own there.
    if (!isWeb(message.url) || message.method == "OPTIONS" || m_pauses.size() >= mostPauses ||
        m_pauses.contains(message.id)) {
        letGo(session, message.id);
        return;
    }
    const std::string id = message.id;
    const HeldRequest held = heldOf(message);
    Pause &pause = m_pauses[id];
    pause.session = session;
    pause.network = message.networkId;
    pause.frame = message.frame;
    pause.isDocument = message.type == "Document";
    pause.fields = std::move(message.fields);
    const auto renewal =
        std::find_if(m_renewals.begin(), m_renewals.end(), [&](const Renewal &asked) {
            return asked.url == message.url && asked.frame == message.frame &&
                   (message.type == "XHR" || message.type == "Fetch");
        });
    if (renewal != m_renewals.end()) {
        pause.ticket = renewal->ticket;
        m_renewals.erase(renewal);
        if (m_path.beginRenewal(pause.ticket, ordersFor(id)))
            return;
    }
    const CachePath::Ticket ticket = m_path.begin(held, ordersFor(id));
    if (const auto found = m_pauses.find(id); found != m_pauses.end())
        found->second.ticket = ticket;
}

CachePath::Orders DevtoolsCache::ordersFor(const std::string &id) {
    return m_alive.only([this, id](const PathOrder &order) { follow(id, order); });
}

/// What the cache is asked. A redirect inherits our conditions from the request before it.
HeldRequest DevtoolsCache::heldOf(const PausedMessage &message) {
    HeldRequest held;
    held.method = message.method;
    held.url = message.url;
    held.fields = message.fields;
    held.partition = partitionOf(message);
    const auto added = m_added.find(message.networkId);
    if (added != m_added.end() && added->second == conditionsOf(held.fields))
        std::erase_if(held.fields, [](const FieldLine &line) {
            return isNamed(line, FieldName::IfNoneMatch) ||
                   isNamed(line, FieldName::IfModifiedSince);
        });
    const bool isDocument = message.type == "Document" && message.frame == m_mainFrame;
    if (m_load == Load::Reload)
        held.mode = cache::modeOf(cache::Navigation::Reload, isDocument);
    else if (m_load == Load::HardReload)
        held.mode = cache::modeOf(cache::Navigation::HardReload, isDocument);
    return held;
}

/// Of the document in the frame: the one that was asked for last, which comes before its
/// subresources ask. Documents without a place of their own are where their parent is.
std::string DevtoolsCache::documentOf(const std::string &frame) const {
    if (const auto asked = m_documents.find(frame); asked != m_documents.end())
        return asked->second;
    const std::string url = m_frames.urlOf(frame);
    return isWeb(url) ? url : m_frames.parentUrl(frame);
}

std::string DevtoolsCache::partitionOf(const PausedMessage &message) const {
    const bool isDocument = message.type == "Document";
    const bool isMain = message.frame == m_mainFrame;
    const std::string site = url::schemefulSiteOf(message.url);
    const std::string referer = url::schemefulSiteOf(valueOf(message.fields, FieldName::Referer));
    std::string frame = site;
    if (!isDocument) {
        frame = url::schemefulSiteOf(documentOf(message.frame));
        if (frame.empty())
            frame = referer.empty() ? site : referer;
    }
    std::string top = isDocument && isMain ? site : url::schemefulSiteOf(documentOf(m_mainFrame));
    // A worker that several pages share, or none: it is its own top.
    if (message.frame.empty() || top.empty())
        top = frame;
    url::Embedding embedding;
    embedding.topSite = top;
    embedding.frameSite = frame;
    embedding.crossSiteNavigation = isDocument && isMain && !referer.empty() && referer != site;
    const std::string parent = url::schemefulSiteOf(m_frames.parentUrl(message.frame));
    embedding.crossSiteAncestor = frame != top || (!isMain && isWeb(parent) && parent != top);
    return url::partitionOf(m_path.cache().model().partitioning, embedding);
}

void DevtoolsCache::follow(const std::string &id, const PathOrder &order) {
    const auto found = m_pauses.find(id);
    if (found == m_pauses.end())
        return;
    const Pause &pause = found->second;
    switch (order.kind) {
    case PathOrder::Kind::Wait:
        // The ticket is known once the call that led here is over.
        QTimer::singleShot(lockPatience, m_alive.only([this, id] {
            if (const auto waiting = m_pauses.find(id); waiting != m_pauses.end())
                m_path.stopWaiting(waiting->second.ticket);
        }));
        return;
    case PathOrder::Kind::Send:
        return send(id, pause, order);
    case PathOrder::Kind::ReadBody:
        return readBody(id, pause);
    case PathOrder::Kind::Pass:
        pass(id, pause, order);
        break;
    case PathOrder::Kind::Answer:
        answer(id, pause, order);
        break;
    }
    m_pauses.erase(id);
}

void DevtoolsCache::send(const std::string &id, const Pause &pause, const PathOrder &order) {
    JsonParams params;
    params.text("requestId", id).flag("interceptResponse", true);
    if (order.fields != pause.fields) {
        std::vector<FieldLine> fields = order.fields;
        // The network puts in its own.
        std::erase_if(fields,
                      [](const FieldLine &line) { return isNamed(line, FieldName::Cookie); });
        params.json("headers", fieldEntries(fields));
        if (!pause.network.empty() && m_added.size() < mostAdded)
            m_added[pause.network] = conditionsOf(fields);
    }
    m_client.call({pause.session, "Fetch.continueRequest", std::move(params)});
}

void DevtoolsCache::readBody(const std::string &id, const Pause &pause) {
    m_client.call({pause.session, "Fetch.getResponseBody", JsonParams().text("requestId", id)},
                  m_alive.only([this, id](const auto &answer) {
                      const auto found = m_pauses.find(id);
                      if (found == m_pauses.end())
                          return;
                      const CachePath::Ticket ticket = found->second.ticket;
                      if (answer)
                          m_path.readBody(ticket, bytesOf(*answer));
                      else
                          m_path.lostBody(ticket);
                  }));
}

void DevtoolsCache::pass(const std::string &id, const Pause &pause, const PathOrder &order) {
    // Redirects and failures go on as they are, or not at all.
    if (order.status == 0 || isRedirect(order)) {
        letGo(pause.session, id);
        return;
    }
    m_client.call({pause.session, "Fetch.continueResponse",
                   JsonParams()
                       .text("requestId", id)
                       .number("responseCode", order.status)
                       .json("responseHeaders", fieldEntries(order.fields))});
}

void DevtoolsCache::answer(const std::string &id, const Pause &pause, const PathOrder &order) {
    m_client.call({pause.session, "Fetch.fulfillRequest",
                   JsonParams()
                       .text("requestId", id)
                       .number("responseCode", order.status)
                       .json("responseHeaders", fieldEntries(order.fields))
                       .text("body", base64Of(order.body))});
    if (order.renewal)
        renew(pause, {*order.renewal, order.url, pause.frame});
}

/// The frame asks for it once more, by a script that the page knows nothing of; when that request
/// is held, it is the renewal's. Documents have no such frame yet, and workers none at all.
void DevtoolsCache::renew(const Pause &pause, const Renewal &renewal) {
    if (pause.isDocument || renewal.frame.empty()) {
        m_path.cancel(renewal.ticket);
        return;
    }
    m_renewals.push_back(renewal);
    const auto over = m_alive.only([this, ticket = renewal.ticket](const auto &) {
        const auto left =
            std::find_if(m_renewals.begin(), m_renewals.end(),
                         [ticket](const Renewal &each) { return each.ticket == ticket; });
        if (left == m_renewals.end())
            return;
        m_renewals.erase(left);
        m_path.cancel(ticket);
    });
    const JsonParams world =
        JsonParams().text("frameId", renewal.frame).text("worldName", "etagere");
    m_client.call(
        {pause.session, "Page.createIsolatedWorld", world},
        m_alive.only([this, session = pause.session, url = renewal.url, over](const auto &made) {
            std::int64_t context = 0;
            if (!made || (*made)["executionContextId"].get(context) != simdjson::SUCCESS) {
                over(0);
                return;
            }
            const std::string script =
                "fetch(" + jsonString(url) +
                ", {mode: 'no-cors', credentials: 'include'}).then(() => 0, () => 0)";
            m_client.call({session, "Runtime.evaluate",
                           JsonParams()
                               .text("expression", script)
                               .number("contextId", context)
                               .flag("awaitPromise", true)},
                          over);
        }));
}

} // namespace etagere::live
