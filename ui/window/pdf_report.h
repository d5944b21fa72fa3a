// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include "core/session/workspace.h"

#include <memory>

namespace etagere::ui {

/// Prints the HTML report as PDF beside the event loop. Nothing that the HTML names is loaded.
class PdfReport final : public QObject {
    Q_OBJECT
public:
    explicit PdfReport(QObject *parent = nullptr);
    void write(std::shared_ptr<const audit::Report> report, const QString &path, bool redacted);
    void cancel();
    [[nodiscard]] bool isRunning() const noexcept { return m_job.isRunning(); }

Q_SIGNALS:
    void begun();
    void written(const QString &path);
    void failed(const QString &sentence);
    void finished(); ///< after either, and after a cancellation

private:
    session::Job m_job;
};

} // namespace etagere::ui
