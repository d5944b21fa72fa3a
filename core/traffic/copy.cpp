// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/copy.h"

#include <cstddef>

namespace etagere::traffic {

void catchUp(Traffic &copy, const Traffic &original) {
    for (std::size_t i = copy.sourceCount(); i < original.sourceCount(); ++i) {
        const SourceId id = SourceId::fromSize(i);
        copy.addSource(original.sourceInfo(id), original.source(id));
    }
    for (std::size_t i = copy.visitorCount(); i < original.visitorCount(); ++i)
        copy.visitor(original.visitor(VisitorId::fromSize(i)).name);
    for (std::size_t i = copy.urlCount(); i < original.urlCount(); ++i)
        copy.internUrl(original.urlText(UrlId::fromSize(i)));
    for (std::size_t i = 0; i < original.visitCount(); ++i) {
        const VisitId id = VisitId::fromSize(i);
        if (i < copy.visitCount())
            copy.assignVisit(id, original.visit(id).visitor);
        else
            copy.addVisit(original.visit(id));
    }
    for (std::size_t i = copy.exchangeCount(); i < original.exchangeCount(); ++i)
        copy.append(original.exchange(ExchangeId::fromSize(i)));
}

} // namespace etagere::traffic
