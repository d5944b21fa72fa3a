// SPDX-License-Identifier: Apache-2.0
#include "core/explain/legal.h"

#include <array>

namespace etagere::explain {

namespace {

constexpr std::string_view edpb =
    "https://www.edpb.europa.eu/our-work-tools/our-documents/guidelines/"
    "guidelines-22023-technical-scope-art-53-eprivacy-directive_en";
constexpr std::string_view ePrivacy = "https://eur-lex.europa.eu/eli/dir/2002/58/oj";
constexpr std::string_view gdpr = "https://eur-lex.europa.eu/eli/reg/2016/679/oj";

constexpr std::array anchors{
    LegalAnchor{"eprivacy-5-3", LegalSubject::Storage,
                "Directive 2002/58/EC (ePrivacy), Article 5(3)", ePrivacy,
                ETAGERE_TEXT("legal",
                             "Storing information on a user's device, or gaining access to "
                             "information stored there, needs the user's consent, unless it is "
                             "only for carrying out a transmission or strictly necessary for a "
                             "service that the user asked for.")},
    LegalAnchor{"edpb-2-2023-36", LegalSubject::Storage,
                "EDPB Guidelines 2/2023, version 2.0 of 7 October 2024, paragraphs 36 and 37", edpb,
                ETAGERE_TEXT("legal",
                             "It does not matter how long information is stored or how much of it "
                             "there is: no least time and no least amount is asked for.")},
    LegalAnchor{"edpb-2-2023-43", LegalSubject::Storage,
                "EDPB Guidelines 2/2023, version 2.0, paragraph 43 and footnote 25", edpb,
                ETAGERE_TEXT("legal",
                             "Tracking that relies on what a browser stores for HTTP is within "
                             "Article 5(3); the entity tag (ETag) is named as an example.")},
    LegalAnchor{"edpb-2-2023-50", LegalSubject::Storage,
                "EDPB Guidelines 2/2023, version 2.0, paragraph 50", edpb,
                ETAGERE_TEXT("legal", "What a browser keeps in its cache is stored on the user's "
                                      "device, just as a cookie is.")},
    LegalAnchor{"edpb-2-2023-51", LegalSubject::Access,
                "EDPB Guidelines 2/2023, version 2.0, paragraph 51", edpb,
                ETAGERE_TEXT("legal",
                             "A server that makes the browser send back what it stored gains "
                             "access to it. With a tag that happens in If-None-Match.")},
    LegalAnchor{"edpb-2-2023-40", LegalSubject::Consent,
                "EDPB Guidelines 2/2023, version 2.0, paragraphs 40 and 56", edpb,
                ETAGERE_TEXT("legal",
                             "That a technique is within Article 5(3) does not yet say that "
                             "consent is needed: whether an exemption applies is a question of "
                             "its own, answered by the purpose.")},
    LegalAnchor{"gdpr-4-1", LegalSubject::Identity,
                "Regulation (EU) 2016/679 (GDPR), Article 4(1) and recital 30", gdpr,
                ETAGERE_TEXT("legal",
                             "An online identifier can make a person identifiable, in particular "
                             "together with other information that servers receive. What relates "
                             "to such a person is personal data.")},
    LegalAnchor{
        "rfc-9110-17-14", LegalSubject::Standard, "RFC 9110, section 17.14, Validator Retention",
        "https://www.rfc-editor.org/rfc/rfc9110#section-17.14",
        ETAGERE_TEXT("legal", "The standard that defines entity tags knows that they can be used "
                              "to follow users, and asks that cached validators be cleared when a "
                              "user clears other identifiers, such as cookies.")},
    LegalAnchor{"fr-lil-82",
                LegalSubject::National,
                "France: Loi Informatique et Libert\u00e9s, Article 82",
                {},
                ETAGERE_TEXT("legal", "This is how French law writes Article 5(3).")},
    LegalAnchor{"de-tdddg-25",
                LegalSubject::National,
                "Germany: TDDDG, \u00a7 25",
                {},
                ETAGERE_TEXT("legal", "This is how German law writes Article 5(3).")},
    LegalAnchor{"uk-pecr-6",
                LegalSubject::National,
                "United Kingdom: Privacy and Electronic Communications Regulations 2003, "
                "regulation 6",
                {},
                ETAGERE_TEXT("legal", "This is how the law of the United Kingdom writes the same "
                                      "rule on storage and access.")},
};

} // namespace

std::span<const LegalAnchor> legalAnchors() noexcept { return anchors; }

std::string legalCaveat() {
    return text(ETAGERE_TEXT(
        "legal", "This report states technical facts: what was stored, sent back and recognised. "
                 "Whether that is lawful depends on its purpose, on consent and on the country, "
                 "and is not decided here. The passages are summed up in our words; read them at "
                 "their source."));
}

} // namespace etagere::explain
