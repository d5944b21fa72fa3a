// SPDX-License-Identifier: Apache-2.0
#pragma once

// A header of its own because moc 6.4 stumbles over raw strings.

#include <QByteArray>

namespace etagere::tests {

inline QByteArray entry(const QByteArray &second, const QByteArray &etag,
                        const QByteArray &cookie) {
    return R"({"startedDateTime":"2026-03-01T10:00:)" + second +
           R"(.000Z","time":1,"request":{"method":"GET","url":"https://px.test/id","httpVersion":"HTTP/1.1",)"
           R"("headers":[{"name":"Cookie","value":"uid=)" +
           cookie +
           R"("}],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":0},"response":{"status":200,)"
           R"("statusText":"OK","httpVersion":"HTTP/1.1","headers":[{"name":"ETag","value":"\")" +
           etag +
           R"(\""}],"cookies":[],"content":{"size":5,"mimeType":"text/plain","text":"pixel"},)"
           R"("redirectURL":"","headersSize":-1,"bodySize":5},"cache":{},"timings":{"send":0,"wait":1,"receive":0}})";
}

inline QByteArray har(const QByteArray &entries) {
    return R"({"log":{"version":"1.2","creator":{"name":"test","version":"1"},"entries":[)" +
           entries + "]}}";
}

} // namespace etagere::tests
