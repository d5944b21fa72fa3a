// SPDX-License-Identifier: Apache-2.0
#include "core/explain/grades.h"

#include "core/explain/message.h"

#include <array>

namespace etagere::explain {

namespace {

constexpr std::array names{
    ETAGERE_TEXT("grades", "Explained"),
    ETAGERE_TEXT("grades", "Unexplained"),
    ETAGERE_TEXT("grades", "Varies"),
    ETAGERE_TEXT("grades", "Identifier-capable"),
    ETAGERE_TEXT("grades", "Visitor recognition"),
    ETAGERE_TEXT("grades", "Respawn or linkage proven"),
};

constexpr std::array meanings{
    ETAGERE_TEXT("grades", "The value can be recomputed from its response, or the servers of a "
                           "cluster make it."),
    ETAGERE_TEXT("grades", "Nothing known derives the value; it stood still, or was seen too "
                           "seldom to vary."),
    ETAGERE_TEXT("grades", "The value varies, but not enough was recorded to tell a cluster of "
                           "servers from an identifier."),
    ETAGERE_TEXT("grades", "The value can identify a visitor: every visitor gets another one, or "
                           "a part of it is an identifier elsewhere."),
    ETAGERE_TEXT("grades", "The value identifies visitors: it differs between them and comes back "
                           "when they return."),
    ETAGERE_TEXT("grades", "The value brought an identifier back after it was deleted, or carried "
                           "it to another site; controls exclude other causes."),
};

constexpr std::array tagTitles{
    ETAGERE_TEXT("grades", "Tag that nothing explains"),
    ETAGERE_TEXT("grades", "Tag that varies"),
    ETAGERE_TEXT("grades", "Tag of its own for each visitor"),
    ETAGERE_TEXT("grades", "Tag that carries an identifier"),
    ETAGERE_TEXT("grades", "Tag that restores a deleted identifier"),
    ETAGERE_TEXT("grades", "Tag that the server takes over from whoever sends it"),
};
static_assert(tagTitles.size() == static_cast<std::size_t>(analysis::Kind::Count));

constexpr std::array dateTitles{
    ETAGERE_TEXT("grades", "Last-Modified that nothing explains"),
    ETAGERE_TEXT("grades", "Last-Modified that varies"),
    ETAGERE_TEXT("grades", "Last-Modified of its own for each visitor"),
    ETAGERE_TEXT("grades", "Last-Modified that carries an identifier"),
    ETAGERE_TEXT("grades", "Last-Modified that restores a deleted identifier"),
    ETAGERE_TEXT("grades", "Last-Modified that the server takes over from whoever sends it"),
};
static_assert(dateTitles.size() == tagTitles.size());

} // namespace

std::string nameOf(analysis::Grade grade) { return text(names[static_cast<std::size_t>(grade)]); }

std::string meaningOf(analysis::Grade grade) {
    return text(meanings[static_cast<std::size_t>(grade)]);
}

std::string titleOf(analysis::Kind kind, tags::Validator validator) {
    const auto &titles = validator == tags::Validator::LastModified ? dateTitles : tagTitles;
    return text(titles[static_cast<std::size_t>(kind)]);
}

} // namespace etagere::explain
