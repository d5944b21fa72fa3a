// SPDX-License-Identifier: Apache-2.0
#include "core/live/page_reader.h"

#include <QByteArray>

#include <chrono>
#include <utility>

namespace etagere::live {

namespace {

constexpr std::chrono::milliseconds patience = std::chrono::seconds(5);
constexpr std::size_t mostFrames = 100;
constexpr int deepestFrame = 20;

} // namespace

void PageReader::read(Wanted wanted, std::function<void(PageSight)> done) {
    m_done = std::move(done);
    ask({{},
         "Storage.getCookies",
         JsonParams().text("browserContextId", m_page.context()),
         patience},
        [this](simdjson::dom::element answer) { m_sight.cookies = readCookieList(answer); });
    if (!wanted.document)
        return;
    for (const std::string &session : m_page.frameSessions())
        readFrames(session);
    if (!wanted.screenshot)
        return;
    ask({m_page.session(), "Page.captureScreenshot", JsonParams().text("format", "png"), patience},
        [this](simdjson::dom::element answer) {
            const std::string_view text = textOf(answer, "data");
            m_sight.screenshot =
                QByteArray::fromBase64(QByteArray(text.data(), static_cast<qsizetype>(text.size())))
                    .toStdString();
        });
}

void PageReader::ask(DevtoolsCall call, Taker take) {
    ++m_awaited;
    m_client.call(std::move(call), m_alive.only([this, take = std::move(take)](const auto &answer) {
        if (answer)
            take(*answer);
        --m_awaited;
        settle();
    }));
}

void PageReader::readFrames(const std::string &session) {
    ask({session, "Page.getFrameTree", {}, patience},
        [this, session](simdjson::dom::element answer) {
            simdjson::dom::element tree;
            if (answer["frameTree"].get(tree) == simdjson::SUCCESS)
                readTree(session, tree, 0);
        });
}

void PageReader::readTree(const std::string &session, simdjson::dom::element tree, int depth) {
    const std::string frame(textAt(tree, "/frame/id"));
    if (frame.empty() || depth > deepestFrame || ++m_frames > mostFrames)
        return;
    readFrame(session, frame);
    simdjson::dom::array children;
    if (tree["childFrames"].get(children) != simdjson::SUCCESS)
        return;
    for (const simdjson::dom::element child : children)
        readTree(session, child, depth + 1);
}

/// In a world of its own, where the page's scripts cannot have changed what ours uses.
void PageReader::readFrame(const std::string &session, const std::string &frame) {
    const JsonParams world = JsonParams().text("frameId", frame).text("worldName", "etagere");
    ask({session, "Page.createIsolatedWorld", world, patience},
        [this, session, frame](simdjson::dom::element answer) {
            std::int64_t context = 0;
            if (answer["executionContextId"].get(context) == simdjson::SUCCESS)
                readWorld(session, frame, context);
        });
}

void PageReader::readWorld(const std::string &session, const std::string &frame,
                           std::int64_t context) {
    const JsonParams reading = JsonParams()
                                   .text("expression", pageScript())
                                   .number("contextId", context)
                                   .flag("returnByValue", true);
    ask({session, "Runtime.evaluate", reading, patience},
        [this, frame](simdjson::dom::element answer) {
            takeReading(frame, readPage(textAt(answer, "/result/value")));
        });
}

void PageReader::takeReading(const std::string &frame, PageReading read) {
    m_storage.add(std::exchange(read.storage, {}));
    if (frame == m_page.target())
        m_sight.page = std::move(read);
}

void PageReader::settle() {
    if (m_awaited > 0 || !m_done)
        return;
    m_sight.page.storage = m_storage.take();
    std::exchange(m_done, {})(std::move(m_sight));
}

} // namespace etagere::live
