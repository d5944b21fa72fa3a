// SPDX-License-Identifier: Apache-2.0
#include "ui/models/models.h"

inline void shownRaw() {
    tr("page(s)");
    tr("%1 visit(s), "
       "some of them long");
    tr("site(s)", "linked by a tag");
}

inline void shownWell(int n) {
    tr("%n page(s)", nullptr, n);
    tr("page(s)", "after their number", n);
    tr("%n visit(s), %1", nullptr, n).arg(tr("long"));
    tr("a parameter (x)");
}
