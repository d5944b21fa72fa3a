// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QString>
#include <QWidget>

#include "core/high/high.h"
