// SPDX-License-Identifier: Apache-2.0
// An audit from the window, by mouse and keys, in a browser that is installed.
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>

#include "core/live/chromium.h"
#include "core/live/firefox.h"
#include "tests/live/site.h"
#include "tests/ui/accessible_names.h"
#include "ui/models/audit_model.h"
#include "ui/panes/audit_pane.h"
#include "ui/panes/picture_view.h"

#include <algorithm>
#include <memory>

using namespace etagere;
using namespace etagere::ui;

class TestAuditPane final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_site = std::make_unique<tests::Site>();
        m_pane = std::make_unique<AuditPane>();
        m_pane->setFolder(m_folder->path().toStdString());
        m_pane->setWaits(false);
        m_pane->resize(900, 500);
        m_pane->show();
        m_pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
    }
    void cleanup() {
        m_pane.reset();
        m_site.reset();
        m_folder.reset();
    }

    void nothingBeginsWithoutAnAddress() {
        QVERIFY(!button("Audit this site")->isEnabled());
        QVERIFY(!button("Stop")->isVisible());
        QTest::keyClick(address(), Qt::Key_Return);
        QVERIFY(!m_pane->isRunning());
        QTest::keyClicks(address(), QStringLiteral("x"));
        QVERIFY(button("Audit this site")->isEnabled());
        QTest::keyClick(address(), Qt::Key_Backspace);
        QVERIFY(!button("Audit this site")->isEnabled());
    }

    void whatIsNoAddressIsSaid_data() {
        QTest::addColumn<QString>("typed");
        for (const char *typed :
             {"ftp://a.test/", "https://", "http://a b/", "file:///etc/passwd", "http://[::1"})
            QTest::newRow(typed) << QString::fromLatin1(typed);
    }
    void whatIsNoAddressIsSaid() {
        QFETCH(QString, typed);
        QTest::keyClicks(address(), typed);
        QTest::keyClick(address(), Qt::Key_Return);
        QVERIFY(!m_pane->isRunning());
        QVERIFY2(says("no address of a page"), qPrintable(sentences()));
    }

    void noBrowserIsSaid() {
        const QByteArray path = qgetenv("PATH");
        qputenv("PATH", "/nonexistent");
        begin(QStringLiteral("http://a.test/"), live::Engine::Firefox);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pane->isRunning(), 30'000);
        qputenv("PATH", path);
        QVERIFY2(says("firefox"), qPrintable(sentences()));
        QVERIFY(button("Audit this site")->isEnabled());
        QVERIFY(address()->isEnabled());
    }

    /// From the address typed to the capture opened, with a tick for every step.
    void aSiteIsAudited() {
        const auto engine = installed();
        if (!engine)
            QSKIP("neither Chromium nor Firefox is installed");
        QSignalSpy made(m_pane.get(), &AuditPane::captureMade);
        begin(QString::fromStdString(m_site->url("/third-party.html")), *engine);
        QVERIFY(m_pane->isRunning());
        QVERIFY(!address()->isEnabled());
        QVERIFY(!button("Audit this site")->isEnabled());
        QVERIFY(button("Stop")->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(steps()->stateAt(0) == AuditModel::State::UnderWay, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(steps()->stateAt(0) == AuditModel::State::Done, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pane->isRunning(), 240'000);
        QVERIFY2(sentences().isEmpty(), qPrintable(sentences()));
        for (int row = 0; row < steps()->rowCount(); ++row)
            QCOMPARE(steps()->stateAt(row), AuditModel::State::Done);
        QCOMPARE(made.size(), 1);
        const QFileInfo file(made.at(0).at(0).toString());
        QVERIFY(file.exists());
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QVERIFY(address()->isEnabled());
        // The picture follows the selection.
        QVERIFY(!picture()->picture().isNull());
        auto *table = m_pane->findChild<QTableView *>();
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(steps()->index(0, 1)).center());
        QCOMPARE(table->currentIndex().row(), 0);
        QVERIFY(!picture()->picture().isNull());
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(table->currentIndex().row(), 1);
    }

    /// Whoever has no cookies is asked: A three times, B and C. The strip is there as long as a
    /// page is in hand, and the audit waits.
    void pagesAreAnsweredByHand() {
        const auto engine = installed();
        if (!engine)
            QSKIP("neither Chromium nor Firefox is installed");
        QSignalSpy made(m_pane.get(), &AuditPane::captureMade);
        auto *byHand = named<QCheckBox>("I answer consent banners");
        QTest::mouseClick(byHand, Qt::LeftButton, {}, {8, byHand->height() / 2});
        QVERIFY(byHand->isChecked());
        begin(QString::fromStdString(m_site->url("/one.html")), *engine);
        QVERIFY(!byHand->isEnabled());
        QStringList asked;
        while (m_pane->isRunning()) {
            QTRY_VERIFY_WITH_TIMEOUT(button("Go on")->isVisible() || !m_pane->isRunning(), 120'000);
            if (!m_pane->isRunning())
                break;
            asked.append(sentences().section(QStringLiteral("visitor "), 1).left(1));
            QVERIFY(button("Go on")->hasFocus());
            QTest::keyClick(button("Go on"), Qt::Key_Space);
            QVERIFY(!button("Go on")->isVisible());
        }
        QCOMPARE(asked.join(QString()), QStringLiteral("ABCAA"));
        QCOMPARE(made.size(), 1);
        QVERIFY2(sentences().isEmpty(), qPrintable(sentences()));
    }

    void anAuditIsStopped() {
        const auto engine = installed();
        if (!engine)
            QSKIP("neither Chromium nor Firefox is installed");
        QSignalSpy made(m_pane.get(), &AuditPane::captureMade);
        begin(QString::fromStdString(m_site->url("/busy.html")), *engine);
        QTRY_VERIFY_WITH_TIMEOUT(m_site->countOf("/no-store.gif") > 2, 60'000);
        QTest::mouseClick(button("Stop"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pane->isRunning(), 60'000);
        QVERIFY2(says("Stopped"), qPrintable(sentences()));
        QCOMPARE(made.size(), 1);
        QVERIFY(steps()->stateAt(steps()->rowCount() - 1) != AuditModel::State::Done);
        QVERIFY(address()->isEnabled());
        QVERIFY(!button("Stop")->isVisible());
    }

    void aPageThatDoesNotComeIsSaid() {
        const auto engine = installed();
        if (!engine)
            QSKIP("neither Chromium nor Firefox is installed");
        QSignalSpy made(m_pane.get(), &AuditPane::captureMade);
        begin(QStringLiteral("http://127.0.0.1:9/"), *engine);
        QTRY_VERIFY_WITH_TIMEOUT(!m_pane->isRunning(), 60'000);
        QVERIFY2(says("No page came"), qPrintable(sentences()));
        QCOMPARE(made.size(), 0);
        QCOMPARE(steps()->stateAt(0), AuditModel::State::Failed);
    }

    void pagesAreCountedInEnglish() {
        // Without the window's translator the plural is raw, but never without its number.
        auto *pages = m_pane->findChild<QSpinBox *>();
        QTest::keyClick(pages, Qt::Key_Up);
        QVERIFY2(pages->text().startsWith(QStringLiteral("2 page")), qPrintable(pages->text()));
    }

    void everyControlHasAName() { QCOMPARE(tests::namelessControls(*m_pane), QStringList()); }

private:
    static std::optional<live::Engine> installed() {
        if (live::findChromium({}))
            return live::Engine::Chromium;
        return live::findFirefox({}) ? std::optional(live::Engine::Firefox) : std::nullopt;
    }
    [[nodiscard]] QPushButton *button(const char *text) const { return named<QPushButton>(text); }
    template <class Widget>
    [[nodiscard]] Widget *named(const char *text) const {
        for (auto *one : m_pane->findChildren<Widget *>()) {
            if (one->text().remove(QLatin1Char('&')) == QLatin1String(text))
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] QLineEdit *address() const {
        return qobject_cast<QLineEdit *>(m_pane->focusProxy());
    }
    [[nodiscard]] AuditModel *steps() const { return m_pane->findChild<AuditModel *>(); }
    [[nodiscard]] PictureView *picture() const { return m_pane->findChild<PictureView *>(); }
    /// What is said in the pane's sentences that are in view.
    [[nodiscard]] QString sentences() const {
        QString all;
        for (const auto *label : m_pane->findChildren<QLabel *>()) {
            if (label->isVisible() && label->buddy() == nullptr)
                all += label->text();
        }
        return all;
    }
    [[nodiscard]] bool says(const char *words) const {
        return sentences().contains(QLatin1String(words), Qt::CaseInsensitive);
    }
    /// As somebody does it: chooses the browser by its first letters, types, presses Return.
    void begin(const QString &url, live::Engine engine) const {
        auto *browser = m_pane->findChild<QComboBox *>();
        browser->setFocus();
        QTest::keyClicks(browser, engine == live::Engine::Firefox ? QStringLiteral("Firef")
                                                                  : QStringLiteral("Chrom"));
        QCOMPARE(browser->currentData().toInt(), static_cast<int>(engine));
        auto *probes = m_pane->findChild<QCheckBox *>();
        if (probes->isChecked())
            QTest::keyClick(probes, Qt::Key_Space);
        QTest::mouseClick(address(), Qt::LeftButton);
        QTest::keyClicks(address(), url);
        QTest::keyClick(address(), Qt::Key_Return);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<tests::Site> m_site;
    std::unique_ptr<AuditPane> m_pane;
};

QTEST_MAIN(TestAuditPane)
#include "test_audit_pane.moc"
