// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

#include "core/analysis/linkability.h"

#include <optional>
#include <vector>

class QPainter;

namespace etagere::ui {

/// The tags of a tracker on the left, the sites that embed it on the right, and a line where a site
/// was seen with a tag. Lines to sites that a cache lets the tracker link are thick and their sites
/// filled; the others are dashed. What it shows stands in its accessible description too.
class LinkGraph final : public QWidget {
    Q_OBJECT
public:
    explicit LinkGraph(QWidget *parent = nullptr);
    void setLinkability(std::optional<analysis::Linkability> linkability);
    /// Which sites are linked: groups of indices into its sites.
    void setLinked(const std::vector<std::vector<std::uint32_t>> &groups);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int rows() const;
    [[nodiscard]] double yOf(std::size_t row, std::size_t of) const;
    [[nodiscard]] bool isLinked(std::size_t site) const;
    void paintEdges(QPainter &painter) const;
    void paintTokens(QPainter &painter) const;
    void paintSites(QPainter &painter) const;
    void describe();
    std::optional<analysis::Linkability> m_linkability;
    std::vector<int> m_groups; ///< by site: the group it is in, or -1
};

} // namespace etagere::ui
