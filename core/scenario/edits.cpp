// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/document.h"
#include "core/scenario/findings.h"
#include "core/scenario/json_tree.h"

#include <optional>
#include <utility>

namespace etagere::scenario {

namespace {

Problem problemOf(const JsonFault &fault, std::string_view json, const std::string &pointer) {
    Findings findings;
    findings.addAt({fault.isTooLarge ? Fault::TooLarge : Fault::NotJson, pointer, 0, 0, fault.says},
                   fault.offset);
    return std::move(findings).inOrder(json).front();
}

/// The tree below this one is changed in place.
Json &changeable(Json &root, const std::vector<std::size_t> &way) {
    Json *json = &root;
    for (const std::size_t place : way)
        json = &json->values[place];
    return *json;
}

void remove(Json &root, std::vector<std::size_t> way) {
    if (way.empty()) {
        root = Json{};
        return;
    }
    const auto last = static_cast<std::ptrdiff_t>(way.back());
    way.pop_back();
    Json &holder = changeable(root, way);
    holder.values.erase(holder.values.begin() + last);
    if (holder.kind == Json::Kind::Object)
        holder.keys.erase(holder.keys.begin() + last);
}

void put(Json &root, const Located &found, Json value) {
    Json *there = &changeable(root, found.way);
    if (found.isThere) {
        *there = std::move(value);
        return;
    }
    if (found.needsFields) {
        there->keys.push_back({"fields", 0});
        there = &there->values.emplace_back(Json{Json::Kind::Object});
    }
    there->values.push_back(std::move(value));
    if (there->kind == Json::Kind::Object)
        there->keys.push_back({found.last, 0});
}

std::optional<Problem> make(Json &root, const Edit &edit) {
    const Located found = locate(root, edit.pointer);
    if (!found.isThere && (edit.json.empty() || !found.canBeAdded))
        return Problem{Fault::NoSuchPlace, edit.pointer, 0, 0, edit.pointer, found.near};
    if (edit.json.empty()) {
        remove(root, found.way);
        return std::nullopt;
    }
    auto value = parseJson(edit.json);
    if (!value)
        return problemOf(value.error(), edit.json, edit.pointer);
    put(root, found, std::move(*value));
    return std::nullopt;
}

} // namespace

Result<std::string, Problem> edited(std::string_view json, std::span<const Edit> edits) {
    auto root = parseJson(json);
    if (!root)
        return Failure<Problem>(problemOf(root.error(), json, ""));
    for (const Edit &edit : edits) {
        if (auto problem = make(*root, edit))
            return Failure<Problem>(std::move(*problem));
    }
    return writeJson(*root, Layout::Indented) + '\n';
}

std::string valueAt(std::string_view json, std::string_view pointer) {
    const auto root = parseJson(json);
    if (!root)
        return {};
    const Located found = locate(*root, pointer);
    return found.isThere ? writeJson(at(*root, found.way), Layout::OneLine) : std::string();
}

} // namespace etagere::scenario
