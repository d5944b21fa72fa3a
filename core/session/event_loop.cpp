// SPDX-License-Identifier: Apache-2.0
#include "core/session/event_loop.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <stop_token>

namespace etagere::session {

namespace {

/// Qt's own dispatcher: GLib's costs a request a tenth more.
void chooseDispatcher() {
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", "1");
}

} // namespace

EventLoop::EventLoop() {
    if (QCoreApplication::instance() == nullptr) {
        chooseDispatcher();
        m_arguments = {m_name.data(), nullptr};
        m_application = std::make_unique<QCoreApplication>(m_count, m_arguments.data());
    }
    m_loop = std::make_unique<QEventLoop>();
}

EventLoop::~EventLoop() = default;

void EventLoop::run(const StopToken &stop) {
    const std::stop_callback quit(stop, [this] { end(); });
    m_loop->exec();
}

void EventLoop::end() {
    QMetaObject::invokeMethod(m_loop.get(), &QEventLoop::quit, Qt::QueuedConnection);
}

} // namespace etagere::session
