// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/id.h"

namespace etagere::traffic {

using ExchangeId = Id<struct ExchangeTag>;
using UrlId = Id<struct UrlTag>;
using OriginId = Id<struct OriginTag>;
using VisitId = Id<struct VisitTag>;
using VisitorId = Id<struct VisitorTag>;
using SourceId = Id<struct SourceTag>;

} // namespace etagere::traffic
