// SPDX-License-Identifier: Apache-2.0
#include "core/session/lab_pages.h"

#include "core/explain/cache_rule_text.h"
#include "core/explain/lab_site_text.h"
#include "core/http/http_date.h"
#include "core/http/text.h"
#include "core/lab/message.h"
#include "core/lab/server.h"
#include "core/report/html.h"
#include "core/report/json.h"
#include "core/scenario/time_text.h"
#include "core/scenario/words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace etagere::session {

namespace {

namespace words = explain::lab_site_text;
using explain::text;
using lab::Request;
using lab::Response;
using report::htmlElement;
using report::htmlText;

constexpr std::string_view clockPath = "/.etagere/clock";
constexpr Duration furthest = std::chrono::hours(24 * 3653);
constexpr std::array<int, words::turns.size()> turnSeconds{10, 60, 3600, 86400};

/// Asks for the tracked resource as a page would, validating what the cache holds, then shows whom
/// the tracker took that for. Texts go in as texts.
constexpr std::string_view knowsScript = R"script((async () => {
  const row = document.getElementById("you");
  await fetch(row.dataset.path, {cache: "no-cache"});
  const told = await (await fetch("/.etagere/knows.json", {cache: "no-store"})).json();
  const one = told.you;
  row.textContent = one ? one.name + " (" + one.by_text + ")" : row.dataset.nobody;
  const body = document.getElementById("all");
  body.replaceChildren();
  for (const visitor of told.visitors) {
    const line = body.insertRow();
    for (const text of [visitor.name, visitor.by_text, visitor.visits, visitor.first, visitor.last])
      line.insertCell().textContent = text;
  }
})();
)script";

constexpr std::string_view style =
    "<style>:root{color-scheme:light dark;font-family:sans-serif}body{max-width:50rem;margin:2rem "
    "auto;padding:0 1rem;line-height:1.5}td,th{text-align:left;padding:.2rem "
    ".8rem .2rem 0;overflow-wrap:anywhere}code{overflow-wrap:anywhere}</style>";

Response answerOf(const Request &request, std::string type, std::string body) {
    Response response = lab::begin(request, 200);
    response.add("Content-Type", std::move(type));
    response.add("Cache-Control", "no-store");
    response.add("Content-Security-Policy",
                 "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src "
                 "'self'; img-src data:; form-action 'self'; frame-ancestors 'none'");
    response.add("Cross-Origin-Resource-Policy", "same-origin");
    response.add("X-Content-Type-Options", "nosniff");
    response.body = std::move(body);
    return response;
}

std::string pageOf(const std::string &title, const std::string &body) {
    std::string page = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                       "<meta name=\"viewport\" content=\"width=device-width\">"
                       "<link rel=\"icon\" href=\"data:,\">";
    page.append(htmlElement("title", "", title)).append(style).append("</head><body>\n");
    return page.append(htmlElement("h1", "", title)).append(body).append("</body></html>\n");
}

std::string_view valueOf(const Request &request, std::string_view name) {
    const http::Field *field = http::find(request.fields, name);
    return field == nullptr ? std::string_view() : field->value;
}

/// No page of another site made the request. A browser always says where a POST comes from; who
/// says nothing is no browser.
bool isFromHere(const Request &request) {
    const std::string_view origin = valueOf(request, "Origin");
    const std::string_view site = valueOf(request, "Sec-Fetch-Site");
    const std::string own = "http://" + std::string(lab::fieldOf(request, http::FieldName::Host));
    return (origin.empty() || http::equalsIgnoringCase(origin, own)) &&
           (site.empty() || site == "same-origin" || site == "none");
}

std::string link(const std::string &url, const std::string &name) {
    return "<a href=\"" + htmlText(url) + "\">" + htmlText(name) + "</a>";
}

class StartPage final : public lab::Origin {
public:
    StartPage(LabListing listing, LabClock &clock)
        : m_listing(std::move(listing))
        , m_clock(clock) {}

    [[nodiscard]] Response answer(const Request &request) override {
        const std::string_view path = lab::pathOf(request);
        if (path == "/" && lab::isReading(request))
            return answerOf(request, "text/html; charset=utf-8", page());
        if (path == clockPath && lab::isReading(request))
            return answerOf(request, "application/json", clockJson());
        if (path == clockPath && request.method == "POST")
            return turned(request);
        return lab::plainAnswer(request, 404, text(words::nothingHere));
    }

private:
    [[nodiscard]] std::string page() const {
        std::string body = m_listing.intro.empty() ? "" : htmlElement("p", "", m_listing.intro);
        body += htmlElement("p", "", text(words::whatThisIs));
        body += htmlElement("h2", "", text(words::servers)) + "<ul>\n";
        for (const LabListing::Line &line : m_listing.lines) {
            body += "<li>" + htmlText(line.name) + ": " + link(line.url, line.url);
            if (!line.knows.empty())
                body += " (" + link(line.knows, text(words::whatItKnows)) + ")";
            body += "</li>\n";
        }
        body += "</ul>\n" + htmlElement("h2", "", text(words::clock));
        body += htmlElement("p", "",
                            text(words::clockStands, http::formatHttpDate(m_clock.now()),
                                 explain::exactDuration(m_clock.turned())));
        body.append("<form method=\"post\" action=\"").append(clockPath).append("\">");
        for (std::size_t i = 0; i < turnSeconds.size(); ++i)
            body += "<button name=\"turn\" value=\"" + std::to_string(turnSeconds[i]) + "\">" +
                    htmlText(text(words::turns[i])) + "</button> ";
        return pageOf(text(words::title, m_listing.title), body + "</form>\n");
    }
    [[nodiscard]] std::string clockJson() const {
        report::JsonWriter json;
        json.beginObject();
        json.key("schema").text("etagere.lab-clock/1");
        json.key("now").text(http::formatHttpDate(m_clock.now()));
        json.key("turned_s").seconds(m_clock.turned());
        json.endObject();
        return json.finish();
    }
    [[nodiscard]] Response turned(const Request &request) {
        constexpr std::string_view name = "turn=";
        if (!isFromHere(request))
            return lab::plainAnswer(request, 403, text(words::notYours));
        const auto by = request.body.starts_with(name)
                            ? scenario::secondsIn(request.body.substr(name.size()))
                            : std::nullopt;
        if (!by || !m_clock.turn(*by))
            return lab::plainAnswer(request, 400, text(words::badTurn));
        Response response = lab::begin(request, 303);
        response.add("Location", "/");
        response.add("Cache-Control", "no-store");
        return response;
    }

    LabListing m_listing;
    LabClock &m_clock;
};

class WithKnowsPage final : public lab::Origin {
public:
    WithKnowsPage(std::shared_ptr<lab::Origin> origin, std::shared_ptr<const lab::Tracker> tracker)
        : m_origin(std::move(origin))
        , m_tracker(std::move(tracker)) {}

    [[nodiscard]] Response answer(const Request &request) override {
        const std::string_view path = lab::pathOf(request);
        if (!path.starts_with(knowsPath) || !lab::isReading(request))
            return tracked(request);
        if (path == knowsPath)
            return answerOf(request, "text/html; charset=utf-8", page());
        if (path == "/.etagere/knows.js")
            return answerOf(request, "text/javascript", std::string(knowsScript));
        if (path == "/.etagere/knows.json")
            return answerOf(request, "application/json", json());
        return lab::plainAnswer(request, 404, text(words::nothingHere));
    }

private:
    static constexpr std::size_t mostShown = 200;

    /// Notes whom the tracker took the visitor for: whoever it saw at this very instant.
    [[nodiscard]] Response tracked(const Request &request) {
        Response response = m_origin->answer(request);
        if (lab::pathOf(request) != rowOf(m_tracker->kind()).path)
            return response;
        const auto all = m_tracker->knows();
        const auto seen = std::find_if(all.begin(), all.end(), [&request](const auto &one) {
            return one.last == request.now;
        });
        m_taken = seen == all.end() ? std::nullopt : std::optional(*seen);
        return response;
    }

    /// The latest come first; not all of them where they are many.
    [[nodiscard]] std::vector<lab::KnownVisitor> latest() const {
        const auto all = m_tracker->knows();
        std::vector<lab::KnownVisitor> shown(std::min(all.size(), mostShown));
        std::partial_sort_copy(all.begin(), all.end(), shown.begin(), shown.end(),
                               [](const auto &a, const auto &b) { return a.last > b.last; });
        return shown;
    }
    static std::string meansOf(const lab::KnownVisitor &visitor) {
        return text(words::means[static_cast<std::size_t>(visitor.lastBy)]);
    }
    [[nodiscard]] std::string page() const {
        const lab::TrackerRow &row = rowOf(m_tracker->kind());
        std::string body = htmlElement("p", "", text(words::knowsIntro, row.path));
        body += "<noscript>" + htmlElement("p", "", text(words::needsScript)) + "</noscript>";
        body += "<p>" + htmlText(text(words::youAre)) + ": <strong id=\"you\" data-path=\"" +
                htmlText(row.path) + "\" data-nobody=\"" + htmlText(text(words::nobodyYet)) +
                "\">…</strong></p>\n";
        body += htmlElement("h2", "", text(words::everybody)) + "<table><thead><tr>";
        for (const auto &head :
             {words::name, words::byWhat, words::visits, words::first, words::last})
            body += htmlElement("th", "", text(head));
        body += "</tr></thead><tbody id=\"all\">\n";
        for (const lab::KnownVisitor &visitor : latest()) {
            body += "<tr>" + htmlElement("td", "", visitor.id) +
                    htmlElement("td", "", meansOf(visitor)) +
                    htmlElement("td", "", std::to_string(visitor.visits)) +
                    htmlElement("td", "", http::formatHttpDate(visitor.first)) +
                    htmlElement("td", "", http::formatHttpDate(visitor.last)) + "</tr>\n";
        }
        body += "</tbody></table><script src=\"/.etagere/knows.js\"></script>\n";
        return pageOf(text(words::knowsTitle, row.id), body);
    }
    static void write(report::JsonWriter &json, const lab::KnownVisitor &visitor) {
        json.beginObject();
        json.key("name").text(visitor.id);
        json.key("by").text(scenario::knownBy[static_cast<std::size_t>(visitor.lastBy)]);
        json.key("by_text").text(meansOf(visitor));
        json.key("visits").whole(visitor.visits);
        json.key("first").text(http::formatHttpDate(visitor.first));
        json.key("last").text(http::formatHttpDate(visitor.last));
        json.endObject();
    }
    [[nodiscard]] std::string json() const {
        const std::vector<lab::KnownVisitor> visitors = latest();
        report::JsonWriter json;
        json.beginObject();
        json.key("schema").text("etagere.lab-knows/1");
        json.key("you");
        if (m_taken)
            write(json, *m_taken);
        else
            json.null();
        json.key("visitors").beginArray();
        for (const lab::KnownVisitor &visitor : visitors)
            write(json, visitor);
        json.endArray();
        json.endObject();
        return json.finish();
    }

    std::shared_ptr<lab::Origin> m_origin;
    std::shared_ptr<const lab::Tracker> m_tracker;
    std::optional<lab::KnownVisitor> m_taken; ///< by the last request for what it tracks
};

} // namespace

Instant LabClock::now() const { return lab::systemTime() + m_turned; }

bool LabClock::turn(Duration by) noexcept {
    if (by > furthest || by < -furthest || m_turned + by > furthest || m_turned + by < -furthest)
        return false;
    m_turned += by;
    return true;
}

std::shared_ptr<lab::Origin> makeStartPage(LabListing listing, LabClock &clock) {
    return std::make_shared<StartPage>(std::move(listing), clock);
}

std::shared_ptr<lab::Origin> withKnowsPage(std::shared_ptr<lab::Origin> origin,
                                           std::shared_ptr<const lab::Tracker> tracker) {
    return std::make_shared<WithKnowsPage>(std::move(origin), std::move(tracker));
}

} // namespace etagere::session
