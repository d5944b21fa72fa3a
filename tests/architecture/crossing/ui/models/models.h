// SPDX-License-Identifier: Apache-2.0
#include <QtWidgets/QWidget>

#include "ui/panes/panes.h"
