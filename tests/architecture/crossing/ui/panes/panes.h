// SPDX-License-Identifier: Apache-2.0
#include "core/high/high.h"
#include "core/low/low.h"
#include "ui/models/models.h"
