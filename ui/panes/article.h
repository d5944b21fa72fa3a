// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QColor>
#include <QtGui/QTextCursor>
#include <QtWidgets/QTextBrowser>

#include <cstdint>

namespace etagere::ui {

/// A text that a pane writes piece by piece: headings, paragraphs and links, to be read, searched
/// and copied. Every piece is plain text whatever stands in it; nothing is ever read as markup, and
/// nothing is loaded. Links are reached by Tab and announced by anchorClicked(). Long words break.
class Article : public QTextBrowser {
    Q_OBJECT
public:
    enum class Look : std::uint8_t {
        Text,
        Strong,
        Muted, ///< steps back, in a smaller size
        Value  ///< recorded, in the fixed font
    };
    explicit Article(QWidget *parent = nullptr);

    /// Empties it; what is written from here on is shown by finish().
    void start();
    /// The first line: what the article says, in large letters.
    void writeTitle(const QString &text, const QColor &colour);
    void writeHeading(const QString &text);
    /// A new paragraph, `depth` steps to the right; `apart` keeps it at a distance from the one
    /// before.
    void beginParagraph(int depth = 0, bool apart = true);
    /// A paragraph that hangs on a sign, "+" or a bullet.
    void beginPoint(QChar sign, int depth = 1);
    void write(const QString &text, Look look = Look::Text);
    void write(const QString &text, const QColor &colour);
    void writeLink(const QString &text, const QString &target);
    /// Shows it, from its beginning unless it is the same subject again.
    void finish(bool sameSubject);

    [[nodiscard]] QVariant loadResource(int type, const QUrl &name) override;

protected:
    [[nodiscard]] QMimeData *createMimeDataFromSelection() const override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void addBlock(const QTextBlockFormat &block);
    [[nodiscard]] double indentOf(int depth) const;
    [[nodiscard]] QTextCharFormat formatOf(Look look) const;
    QTextCursor m_cursor;
    bool m_begun = false; ///< the first paragraph has been written
    int m_place = 0;      ///< where it was scrolled to
};

} // namespace etagere::ui
