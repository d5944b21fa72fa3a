// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace etagere::traffic {

/// What a reader had to mend so that an entry, or the file around it, could be read. What each
/// means in words: core/explain.
enum class Repair : std::uint8_t {
    ByteOrderMark,
    WrappedInCall,        ///< JSONP: inputData({...})
    NoLogObject,          ///< the log's members stand at the top
    Truncated,            ///< the file ends early; read up to the cut
    InvalidUtf8,          ///< replaced by U+FFFD
    BareControlCharacter, ///< inside a string; escaped
    TrailingText,
    MissingPages,
    MissingPageReference,
    UnknownPageReference,
    MissingStartTime,
    OddTime, ///< not ISO 8601, but readable
    UnreadableTime,
    OddNumber, ///< a string or null where a number belongs, or below -1
    OddStatus,
    MissingMethod,
    MissingResponse,
    FieldsAsPairs,  ///< [name, value] lists
    FieldsAsObject, ///< {name: value}
    FieldWithoutName,
    LinesJoined,  ///< several field lines joined by newlines; split again
    PseudoFields, ///< :status and its kin; left out
    BodyIsNoString,
    BodyElsewhere, ///< in a file beside the HAR, which is not read
    BodyCut,       ///< shorter than its stated size
    BadBase64,
    InvalidAddress,
    DuplicateMember, ///< the last one counts
    TrailingComma,   ///< before a closing bracket; dropped
    CompressedFile,  ///< gzip around the HAR
    Count
};

/// Why an entry could not be imported at all.
enum class Skip : std::uint8_t {
    NotAnObject,
    NoRequest,
    NoUrl,
    BadJson,
    TooLarge,
    TooDeep,
    CutOff,
    Damaged,
    Count
};

struct RepairedEntry {
    static constexpr std::uint32_t wholeFile = 0xffff'ffff;
    Repair what{};
    std::uint32_t entry = wholeFile; ///< index in the file, or wholeFile
    friend bool operator==(const RepairedEntry &, const RepairedEntry &) = default;
};

struct SkippedEntry {
    Skip why{};
    std::uint32_t entry = 0;
    std::uint64_t byteOffset = 0;
    friend bool operator==(const SkippedEntry &, const SkippedEntry &) = default;
};

/// What became of the entries of one input: `imported` + skipped.size() == `entries`, always.
struct ImportLog {
    std::uint32_t entries = 0;
    std::uint32_t imported = 0;
    std::vector<RepairedEntry> repaired;
    std::vector<SkippedEntry> skipped;
};

} // namespace etagere::traffic
