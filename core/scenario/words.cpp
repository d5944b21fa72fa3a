// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/words.h"

#include "core/cache/model.h"
#include "core/cache/outcome.h"
#include "core/cache/rule.h"
#include "core/lab/file_server.h"
#include "core/lab/random.h"
#include "core/lab/tracker.h"
#include "core/recipe/recipe.h"

#include <cstdint>

namespace etagere::scenario {

const std::vector<std::string_view> &tagWords() {
    static const std::vector<std::string_view> words = [] {
        std::vector<std::string_view> all{"none",     "content-hash",  "mtime", "size",
                                          "revision", "weak-checksum", "crc32", "random"};
        for (const lab::Family &family : lab::allFamilies())
            all.push_back(recipe::rowOf(family.recipe).id);
        return all;
    }();
    return words;
}

const std::vector<std::string_view> &modelWords() {
    static const std::vector<std::string_view> words = [] {
        std::vector<std::string_view> all;
        for (const cache::Model &model : cache::models())
            all.push_back(model.name);
        return all;
    }();
    return words;
}

const std::vector<std::string_view> &trackerWords() {
    static const std::vector<std::string_view> words = [] {
        std::vector<std::string_view> all;
        for (const lab::TrackerRow &row : lab::allTrackers())
            all.push_back(row.id);
        return all;
    }();
    return words;
}

const std::vector<std::string_view> &outcomeWords() {
    static const std::vector<std::string_view> words = [] {
        std::vector<std::string_view> all;
        for (std::size_t i = 0; i < static_cast<std::size_t>(cache::Outcome::Count); ++i)
            all.push_back(cache::nameOf(static_cast<cache::Outcome>(i)));
        return all;
    }();
    return words;
}

const std::vector<std::string_view> &ruleWords() {
    static const std::vector<std::string_view> words = [] {
        std::vector<std::string_view> all;
        for (std::size_t i = 0; i < static_cast<std::size_t>(cache::Rule::Count); ++i)
            all.push_back(cache::rowOf(static_cast<cache::Rule>(i)).id);
        return all;
    }();
    return words;
}

std::string generatedBody(std::size_t bytes, std::string_view name, std::size_t number) {
    std::uint64_t seed = 0xcbf29ce484222325ULL; // FNV-1a
    for (const char c : name)
        seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    lab::Random random(seed ^ (number + 1) * 0x9e3779b97f4a7c15ULL);
    constexpr std::size_t lineLength = 64;
    std::string body = random.text(bytes, lab::base36Digits);
    for (std::size_t i = lineLength - 1; i < bytes; i += lineLength)
        body[i] = '\n';
    return body;
}

} // namespace etagere::scenario
