// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/high/high.h"
#include <QWidget>
#include <QString>
