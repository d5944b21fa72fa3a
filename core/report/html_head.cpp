// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_head.h"

#include "core/report/html.h"
#include "core/report/html_style.h"

namespace etagere::report {

std::string htmlHead(const std::string &title, std::string_view language,
                     std::string_view moreStyle) {
    return "<!DOCTYPE html>\n<html lang=\"" + htmlText(language) +
           "\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
           "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"referrer\" content=\"no-referrer\">\n" +
           htmlElement("title", {}, title) + "\n<style>" + std::string(htmlStyle) +
           std::string(moreStyle) + "</style>\n</head>\n<body>\n";
}

} // namespace etagere::report
