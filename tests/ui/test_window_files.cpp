// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtGui/QDragEnterEvent>
#include <QtGui/QDragLeaveEvent>
#include <QtGui/QDropEvent>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QToolButton>

#include "tests/ui/window_fixture.h"
#include "ui/models/text.h"
#include "ui/window/actions.h"
#include "ui/window/preferences.h"

using namespace etagere;
using namespace etagere::tests;

/// How files come into the window and leave it.
class TestWindowFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aSecondFileIsAskedAbout_data();
    void aSecondFileIsAskedAbout();
    void cancellingTheQuestionChangesNothing();
    void filesAreDropped();
    void textIsNoFile();
    void aFileThatIsNoHarIsSaid();
    void aDamagedFileIsOpenedAndSaid();
    void oneBadFileLosesNoOther();
    void openedFilesAreRemembered();
    void theSampleIsNotRemembered();
    void rememberingCanBeTurnedOff();
    void unsavedWorkIsAskedAbout_data();
    void unsavedWorkIsAskedAbout();
    void savingBeforeClosingSaves();
    void aSavedCaptureComesBackWhole();
    void aCrashLosesNothing();
    void reportsAreExported_data();
    void reportsAreExported();
    void anExportThatFailsIsSaid();
    void filesAreChosenInADialog();

private:
    [[nodiscard]] bool openShop() { return m_desktop->isReady() && m_desktop->open({shopHar}); }
    [[nodiscard]] std::size_t visitors() {
        return (*m_desktop)->workspace().traffic()->visitorCount();
    }
    void answer(QDialog *dialog, QDialogButtonBox::StandardButton button) {
        m_desktop->click(dialog->findChild<QDialogButtonBox *>()->button(button));
    }
    /// Something that would be lost.
    void makeANote() { (*m_desktop)->workspace().setNote(traffic::ExchangeId(3), "look here"); }
    /// Drags files over the window and lets them go.
    void drop(const QList<QUrl> &urls);
    std::unique_ptr<Home> m_home;
    std::unique_ptr<Desktop> m_desktop;
};

namespace {

/// A HAR of its own: one page, one exchange.
QByteArray otherHar() {
    const QJsonObject request{{QStringLiteral("method"), QStringLiteral("GET")},
                              {QStringLiteral("url"), QStringLiteral("https://other.example/")},
                              {QStringLiteral("headers"), QJsonArray()}};
    const QJsonObject response{{QStringLiteral("status"), 200},
                               {QStringLiteral("headers"), QJsonArray()}};
    const QJsonObject entry{
        {QStringLiteral("startedDateTime"), QStringLiteral("2026-03-04T10:00:00.000Z")},
        {QStringLiteral("request"), request},
        {QStringLiteral("response"), response}};
    const QJsonObject log{{QStringLiteral("version"), QStringLiteral("1.2")},
                          {QStringLiteral("entries"), QJsonArray{entry}}};
    return QJsonDocument(QJsonObject{{QStringLiteral("log"), log}}).toJson();
}

} // namespace

void TestWindowFiles::init() {
    m_home = std::make_unique<Home>();
    m_desktop = std::make_unique<Desktop>();
}

void TestWindowFiles::cleanup() {
    m_desktop.reset();
    m_home.reset();
}

void TestWindowFiles::drop(const QList<QUrl> &urls) {
    QMimeData data;
    data.setUrls(urls);
    const QPoint at(200, 200);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&**m_desktop, &enter);
    if (!enter.isAccepted())
        return;
    QVERIFY(m_desktop->find("dropHint")->isVisible());
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&**m_desktop, &event);
}

void TestWindowFiles::aSecondFileIsAskedAbout_data() {
    QTest::addColumn<int>("choice");
    QTest::addColumn<int>("exchanges");
    QTest::addColumn<int>("visitorCount");
    QTest::newRow("something new takes the place of what is open") << 0 << 1 << 1;
    QTest::newRow("a later visit is added to the same visitor") << 1 << 22 << 2;
    QTest::newRow("a visit of another visitor is added") << 2 << 22 << 3;
}

void TestWindowFiles::aSecondFileIsAskedAbout() {
    QFETCH(int, choice);
    QFETCH(int, exchanges);
    QFETCH(int, visitorCount);
    QVERIFY(openShop());
    auto &workspace = (*m_desktop)->workspace();
    (*m_desktop)->openFiles({m_home->write(QStringLiteral("other.har"), otherHar())});
    auto *dialog = m_desktop->dialog("secondFile");
    QVERIFY(dialog != nullptr);
    auto *radio = dialog->findChild<QRadioButton *>(QStringLiteral("answer%1").arg(choice));
    QTest::mouseClick(radio, Qt::LeftButton, {}, QPoint(8, radio->height() / 2));
    QVERIFY(radio->isChecked());
    answer(dialog, QDialogButtonBox::Ok);
    QTRY_COMPARE(workspace.traffic()->exchangeCount(), static_cast<std::size_t>(exchanges));
    QCOMPARE(visitors(), static_cast<std::size_t>(visitorCount));
    QVERIFY(m_desktop->isJudged());
    if (choice == 2) {
        const auto traffic = workspace.traffic();
        QCOMPARE(std::string(traffic->visitor(traffic::VisitorId(2)).name),
                 std::string("Visitor 3"));
    }
}

void TestWindowFiles::cancellingTheQuestionChangesNothing() {
    QVERIFY(openShop());
    (*m_desktop)->openFiles({m_home->write(QStringLiteral("other.har"), otherHar())});
    auto *dialog = m_desktop->dialog("secondFile");
    QVERIFY(dialog != nullptr);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!(*m_desktop)->workspace().isBusy());
    QCOMPARE((*m_desktop)->workspace().traffic()->exchangeCount(), std::size_t{21});
    // And it can be asked again.
    (*m_desktop)->openFiles({m_home->file(QStringLiteral("other.har"))});
    QVERIFY(m_desktop->dialog("secondFile") != nullptr);
}

void TestWindowFiles::filesAreDropped() {
    QVERIFY(m_desktop->isReady());
    drop({QUrl::fromLocalFile(shopHar)});
    QVERIFY(!m_desktop->find("dropHint")->isVisible());
    QVERIFY(m_desktop->isJudged());
    QCOMPARE((*m_desktop)->workspace().traffic()->exchangeCount(), std::size_t{21});
    for (const QWidget *widget : (*m_desktop)->findChildren<QWidget *>())
        QVERIFY2(!widget->acceptDrops(), widget->metaObject()->className());
    drop({QUrl::fromLocalFile(m_home->write(QStringLiteral("other.har"), otherHar()))});
    QVERIFY(m_desktop->dialog("secondFile") != nullptr);
}

void TestWindowFiles::textIsNoFile() {
    QVERIFY(m_desktop->isReady());
    drop({QUrl(QStringLiteral("https://example.org/"))});
    QVERIFY(!m_desktop->find("dropHint")->isVisible());
    QVERIFY((*m_desktop)->workspace().isEmpty());
}

void TestWindowFiles::aFileThatIsNoHarIsSaid() {
    QVERIFY(m_desktop->isReady());
    const QString file = m_home->write(QStringLiteral("<b>bold.har"), "{\"log\": 1}");
    (*m_desktop)->openFiles({file});
    QTRY_VERIFY(m_desktop->messages()->isVisible());
    const QString said = m_desktop->messages()->sentence();
    QVERIFY2(said.contains(QStringLiteral("<b>bold.har was not opened.")), qPrintable(said));
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    QVERIFY(m_desktop->find("startPage")->isVisible());
    m_desktop->click(m_desktop->find("messageMore"));
    QVERIFY(m_desktop->messages()->findChild<QPlainTextEdit *>()->isVisible());
    m_desktop->press(Qt::Key_Escape);
    QVERIFY(!m_desktop->messages()->isVisible());
}

void TestWindowFiles::aDamagedFileIsOpenedAndSaid() {
    QVERIFY(m_desktop->isReady());
    QFile shop(shopHar);
    QVERIFY(shop.open(QIODevice::ReadOnly));
    const QByteArray half = shop.readAll();
    QVERIFY(
        m_desktop->open({m_home->write(QStringLiteral("cut.har"), half.left(half.size() / 2))}));
    QTRY_VERIFY(m_desktop->messages()->isVisible());
    QVERIFY2(m_desktop->messages()->sentence().startsWith(QStringLiteral("cut.har is damaged")),
             qPrintable(m_desktop->messages()->sentence()));
    QVERIFY(m_desktop->table()->model()->rowCount() > 0);
}

void TestWindowFiles::oneBadFileLosesNoOther() {
    QVERIFY(m_desktop->isReady());
    QVERIFY(m_desktop->open({shopHar, m_home->file(QStringLiteral("missing.har"))}));
    QCOMPARE((*m_desktop)->workspace().traffic()->exchangeCount(), std::size_t{21});
    QTRY_VERIFY(m_desktop->messages()->sentence().contains(QStringLiteral("missing.har")));
}

void TestWindowFiles::openedFilesAreRemembered() {
    QVERIFY(openShop());
    QCOMPARE(ui::recentFiles(), QStringList{shopHar});
    (*m_desktop)->actions()[ui::Act::CloseCapture]->trigger();
    QTRY_VERIFY(m_desktop->find("startPage")->isVisible());
    auto *recent = m_desktop->find<QListWidget>("recentFiles");
    QCOMPARE(recent->count(), 1);
    const QRect place = recent->visualItemRect(recent->item(0));
    QTest::mouseClick(recent->viewport(), Qt::LeftButton, {}, place.center());
    QTest::mouseDClick(recent->viewport(), Qt::LeftButton, {}, place.center());
    QVERIFY(m_desktop->isJudged());
    QVERIFY(QApplication::activeModalWidget() == nullptr); // opened once, not twice
}

void TestWindowFiles::theSampleIsNotRemembered() {
    QVERIFY(m_desktop->isReady());
    m_desktop->click(m_desktop->find("sample"));
    QVERIFY(m_desktop->isJudged());
    QVERIFY(ui::recentFiles().isEmpty());
}

void TestWindowFiles::rememberingCanBeTurnedOff() {
    ui::Preferences preferences = ui::loadPreferences();
    preferences.recentFiles = 0;
    ui::savePreferences(preferences);
    QVERIFY(openShop());
    QVERIFY(ui::recentFiles().isEmpty());
}

void TestWindowFiles::unsavedWorkIsAskedAbout_data() {
    QTest::addColumn<int>("button");
    QTest::addColumn<bool>("closes");
    QTest::newRow("cancel keeps the window") << static_cast<int>(QMessageBox::Cancel) << false;
    QTest::newRow("discard closes it") << static_cast<int>(QMessageBox::Discard) << true;
}

void TestWindowFiles::unsavedWorkIsAskedAbout() {
    QFETCH(int, button);
    QFETCH(bool, closes);
    QVERIFY(openShop());
    (*m_desktop)->close();
    QVERIFY(!(*m_desktop)->isVisible()); // nothing to lose: nothing asked
    (*m_desktop)->show();
    QVERIFY(m_desktop->open({shopHar}));
    makeANote();
    (*m_desktop)->close();
    QVERIFY((*m_desktop)->isVisible());
    auto *box = m_desktop->dialog<QMessageBox>("unsaved");
    QVERIFY(box != nullptr);
    m_desktop->click(box->button(static_cast<QMessageBox::StandardButton>(button)));
    QTRY_COMPARE((*m_desktop)->isVisible(), !closes);
}

void TestWindowFiles::savingBeforeClosingSaves() {
    QVERIFY(openShop());
    const QString file = m_home->file(QStringLiteral("work.etagere"));
    (*m_desktop)->workspace().save(file);
    QTRY_COMPARE((*m_desktop)->workspace().path(), file);
    QVERIFY(m_desktop->isJudged());
    const QDateTime before = QFileInfo(file).lastModified();
    makeANote();
    (*m_desktop)->close();
    auto *box = m_desktop->dialog<QMessageBox>("unsaved");
    QVERIFY(box != nullptr);
    m_desktop->click(box->button(QMessageBox::Save));
    QTRY_VERIFY(!(*m_desktop)->isVisible());
    QVERIFY(QFileInfo(file).lastModified() > before);
}

void TestWindowFiles::aSavedCaptureComesBackWhole() {
    QVERIFY(openShop());
    auto &workspace = (*m_desktop)->workspace();
    makeANote();
    m_desktop->filter()->setText(QStringLiteral("is:noted"));
    QTRY_COMPARE(workspace.filter(), QStringLiteral("is:noted"));
    const QString file = m_home->file(QStringLiteral("work.etagere"));
    workspace.save(file);
    QTRY_VERIFY(!workspace.isModified());
    QVERIFY(!(*m_desktop)->isWindowModified());
    QVERIFY((*m_desktop)->windowTitle().contains(QStringLiteral("work.etagere")));
    Desktop other;
    QVERIFY(other.isReady());
    QVERIFY(other.open({file}));
    QCOMPARE(other->workspace().notes().size(), std::size_t{1});
    QTRY_COMPARE(other.filter()->text(), QStringLiteral("is:noted"));
    QTRY_COMPARE(other.table()->model()->rowCount(), 1);
}

void TestWindowFiles::aCrashLosesNothing() {
    QVERIFY(openShop());
    makeANote();
    QTRY_VERIFY((*m_desktop)->workspace().isModified());
    auto &first = (*m_desktop)->workspace();
    QTRY_VERIFY(!first.isBusy());
    m_desktop->crash();
    Desktop next;
    QVERIFY(next.isReady());
    auto *restore = next.find("restore");
    QVERIFY(restore->isVisible());
    next.click(restore);
    QVERIFY(next.isJudged());
    QCOMPARE(next->workspace().notes().size(), std::size_t{1});
    QVERIFY(next->isWindowModified());
}

void TestWindowFiles::reportsAreExported_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<bool>("redacted");
    QTest::addColumn<QByteArray>("begins");
    QTest::addColumn<QByteArray>("has"); ///< the tracker's value, unless redacted
    const QByteArray tag("k7f2q9zx4mvb1");
    QTest::newRow("a page") << 0 << false << QByteArray("<!DOCTYPE html>") << tag;
    QTest::newRow("a page without identifiers")
        << 0 << true << QByteArray("<!DOCTYPE html>") << QByteArray();
    QTest::newRow("a document") << 1 << true << QByteArray("%PDF-") << QByteArray();
    QTest::newRow("data") << 2 << false << QByteArray("{") << tag;
    QTest::newRow("a table") << 3 << false << QByteArray("grade,") << tag;
    QTest::newRow("text") << 4 << false << QByteArray() << tag;
    QTest::newRow("exchanges") << 5 << false << QByteArray("{") << tag;
}

void TestWindowFiles::reportsAreExported() {
    QFETCH(int, format);
    QFETCH(bool, redacted);
    QFETCH(QByteArray, begins);
    QFETCH(QByteArray, has);
    QVERIFY(openShop());
    m_desktop->press(Qt::Key_E, Qt::ControlModifier);
    auto *dialog = m_desktop->dialog("export");
    QVERIFY(dialog != nullptr);
    dialog->findChild<QComboBox *>(QStringLiteral("format"))->setCurrentIndex(format);
    dialog->findChild<QCheckBox *>(QStringLiteral("redact"))->setChecked(redacted);
    auto *path = dialog->findChild<QLineEdit *>(QStringLiteral("path"));
    const QString ending = QFileInfo(path->text()).suffix();
    const QString file = m_home->file(QStringLiteral("report.") + ending);
    path->setText(file);
    QTest::keyClick(path, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(file), 30'000);
    QTRY_VERIFY(m_desktop->messages()->isVisible());
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray bytes = written.readAll();
    QVERIFY2(bytes.startsWith(begins), bytes.left(80).constData());
    QCOMPARE(bytes.contains("k7f2q9zx4mvb1"), !has.isEmpty());
}

void TestWindowFiles::anExportThatFailsIsSaid() {
    QVERIFY(openShop());
    (*m_desktop)
        ->workspace()
        .exportReport(QStringLiteral("/nowhere/at/all.html"), session::ReportFormat::Html, false);
    QTRY_VERIFY(m_desktop->messages()->isVisible());
    QVERIFY(m_desktop->messages()->sentence().contains(QStringLiteral("/nowhere/at/all.html")));
}

void TestWindowFiles::filesAreChosenInADialog() {
    QVERIFY(m_desktop->isReady());
    m_desktop->press(Qt::Key_O, Qt::ControlModifier);
    auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
    QVERIFY(dialog != nullptr);
    Q_EMIT dialog->filesSelected({shopHar});
    dialog->reject();
    QVERIFY(m_desktop->isJudged());
}

QTEST_MAIN(TestWindowFiles)
#include "test_window_files.moc"
