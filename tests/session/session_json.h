// SPDX-License-Identifier: Apache-2.0
#pragma once

// A header of its own because moc 6.4 stumbles over raw strings.

#include <array>

namespace etagere::tests {

/// An attachment of a capture with two exchanges of https://px.test/id, and what is left of it.
struct SessionRow {
    const char *name;
    const char *json;
    int flushes = 0;
    int notes = 0;
    const char *filter = "";
};

inline constexpr std::array sessionRows{
    SessionRow{"nothing", ""},
    SessionRow{"no JSON", "hello"},
    SessionRow{"a list", "[1,2]"},
    SessionRow{"another schema", R"({"schema":"etagere.session/2","filter":"x","notes":[]})"},
    SessionRow{"no schema", R"({"filter":"x"})"},
    SessionRow{
        "members of other types",
        R"({"schema":"etagere.session/1","clock_us":"x","flushes":{"a":1},"notes":7,"filter":[]})"},
    SessionRow{"a clock beyond all time",
               R"({"schema":"etagere.session/1","clock_us":9223372036854775807,"filter":"x"})", 0,
               0, "x"},
    SessionRow{"a clock with a fraction",
               R"({"schema":"etagere.session/1","clock_us":1e300,"filter":"x"})", 0, 0, "x"},
    SessionRow{"a clock before the capture",
               R"({"schema":"etagere.session/1","clock_us":-62135596800000000})"},
    SessionRow{"flushes, some of them odd",
               R"({"schema":"etagere.session/1","flushes":[7,null,{},{"at_us":1},
                   {"at_us":1,"by":"moon"},{"at_us":1e30,"by":"site"},{"at_us":1,"by":"everything"},
                   {"at_us":2,"by":"entry","names":["stored-by-99999999999","",7,{"base64":"/w=="}],"visitor":5},
                   {"at_us":3,"by":"url","names":"x"}]})",
               3},
    SessionRow{
        "notes, some of them odd",
        R"({"schema":"etagere.session/1","notes":[7,{},{"exchange":-1,"url":"https://px.test/id","text":"a"},
                   {"exchange":2,"url":"https://px.test/id","text":"a"},
                   {"exchange":4294967296,"url":"https://px.test/id","text":"a"},
                   {"exchange":0.5,"url":"https://px.test/id","text":"a"},
                   {"exchange":0,"url":"https://px.test/id","text":""},
                   {"exchange":0,"url":"https://other.test/","text":"of another capture"},
                   {"exchange":1,"url":"https://px.test/id","text":"kept"},
                   {"exchange":1,"url":"https://px.test/id","text":"kept again"}]})",
        0, 1},
    SessionRow{"everything in order",
               R"({"schema":"etagere.session/1","clock_us":1772359300000000,
                   "flushes":[{"at_us":1772359203000000,"by":"origin","names":["https://px.test"],"visitor":""}],
                   "notes":[{"exchange":0,"url":"https://px.test/id","text":"a"}],"filter":"px"})",
               1, 1, "px"},
};

struct RecoveryRow {
    const char *name;
    const char *json;
};

inline constexpr std::array recoveryRows{
    RecoveryRow{"an empty file", ""},
    RecoveryRow{"no JSON", "hello"},
    RecoveryRow{"another schema", R"({"schema":"x","inputs":[{"path":"/a"}]})"},
    RecoveryRow{"inputs of another type", R"({"schema":"etagere.recovery/1","inputs":"/a"})"},
    RecoveryRow{
        "paths that are none",
        R"({"schema":"etagere.recovery/1","inputs":[7,{},{"path":""},{"path":"relative"},{"path":["/a"]}]})"},
};

} // namespace etagere::tests
