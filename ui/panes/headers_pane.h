// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/session/workspace.h"
#include "ui/models/focus.h"

#include <cstdint>
#include <memory>
#include <string_view>

class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;

namespace etagere::ui {

class EmptyState;
class FieldTable;
class TextView;
class WhenShown;

/// Request and response fields of the exchange in focus, as recorded, and what the model would have
/// sent. The chosen line's whole value and meaning stand below.
class HeadersPane final : public QWidget {
    Q_OBJECT
public:
    HeadersPane(session::Workspace &workspace, Focus &focus, QWidget *parent = nullptr);

private:
    /// A message: what it is, its first line, its fields.
    struct Message {
        QLabel *heading = nullptr;
        QLineEdit *line = nullptr;
        FieldTable *table = nullptr;
        QWidget *whole = nullptr;
    };
    [[nodiscard]] Message makeMessage(const QString &heading, const QString &lineName,
                                      const QString &tableName);
    [[nodiscard]] QWidget *makeModelPart();
    [[nodiscard]] QWidget *makeValuePart();
    void refresh();
    void showMessages(const std::shared_ptr<const traffic::Traffic> &traffic,
                      const traffic::Exchange &exchange);
    void showModel(const std::shared_ptr<const traffic::Traffic> &traffic,
                   traffic::ExchangeId exchange);
    void showValue(const FieldTable &table);
    void showAllOfValue();
    void hideValue();
    void shareHeight(); ///< by the number of lines, until the user shares it otherwise
    session::Workspace &m_workspace;
    Focus &m_focus;
    EmptyState *m_empty = nullptr;
    QLineEdit *m_search = nullptr;
    QSplitter *m_parts = nullptr;
    bool m_sharedByUser = false;
    Message m_request, m_response;
    QLabel *m_modelSays = nullptr;
    FieldTable *m_modelFields = nullptr;
    QWidget *m_valuePart = nullptr;
    QLabel *m_valueSays = nullptr;
    TextView *m_value = nullptr;
    QPushButton *m_more = nullptr;
    session::Job *m_reading = nullptr;
    std::uint32_t m_chosen = 0; ///< counts what was chosen, so that a late answer is known as such
    std::string_view m_whole;   ///< the chosen value; of the traffic that the tables hold on to
    WhenShown *m_shown = nullptr;
};

} // namespace etagere::ui
