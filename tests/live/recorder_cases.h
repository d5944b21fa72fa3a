// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

/// What DevTools tells of one request in each case, event by event, and the exchanges that it
/// makes.
namespace etagere::tests {

using Lines = std::vector<std::string>;

inline const std::string url = "http://a.test/x";

inline std::string sent(const std::string &id, const std::string &target = url,
                        const std::string &more = "'type':'Image'") {
    return "Network.requestWillBeSent {'requestId':'" + id +
           "','timestamp':10,'wallTime':1000,'documentURL':'http://a.test/','loaderId':'l',"
           "'request':{'url':'" +
           target + "','method':'GET','headers':{'Accept':'all'}}," + more + "}";
}
inline std::string asked(const std::string &id, const std::string &fields) {
    return "Network.requestWillBeSentExtraInfo {'requestId':'" + id + "','headers':{" + fields +
           "}}";
}
inline std::string answered(const std::string &id, const std::string &status,
                            const std::string &fields = "'ETag':'x'") {
    return "Network.responseReceivedExtraInfo {'requestId':'" + id + "','statusCode':" + status +
           ",'headers':{" + fields + "}}";
}
inline std::string response(const std::string &id, const std::string &status,
                            const std::string &more = "'encodedDataLength':100",
                            const std::string &beside = "'hasExtraInfo':true") {
    return "Network.responseReceived {'requestId':'" + id + "'," + beside +
           ",'response':{'status':" + status + ",'headers':{'ETag':'x'}," + more + "}}";
}
inline std::string data(const std::string &id, const std::string &length,
                        const std::string &encoded) {
    return "Network.dataReceived {'requestId':'" + id + "','dataLength':" + length +
           ",'encodedDataLength':" + encoded + "}";
}
inline std::string finished(const std::string &id, const std::string &bytes) {
    return "Network.loadingFinished {'requestId':'" + id +
           "','timestamp':12.5,'encodedDataLength':" + bytes + "}";
}
inline std::string redirected(const std::string &id, const std::string &to,
                              const std::string &status, const std::string &more) {
    return sent(id, to,
                "'type':'Image','redirectResponse':{'status':" + status +
                    ",'headers':{},'encodedDataLength':90" + more + "}");
}

struct Case {
    const char *name;
    Lines events;
    Lines expected;
};

inline const std::vector<Case> &cases() {
    static const Lines network{
        "GET http://a.test/x 200 network sent transferred=143 whole Cookie=a ETag=x"};
    static const std::vector<Case> all{
        {"a response from the network",
         {sent("r1"), asked("r1", "'Cookie':'a'"), answered("r1", "200"), response("r1", "200"),
          data("r1", "43", "43"), finished("r1", "143")},
         network},
        {"both ExtraInfo events come first",
         {asked("r1", "'Cookie':'a'"), answered("r1", "200"), sent("r1"), response("r1", "200"),
          finished("r1", "143")},
         network},
        {"both ExtraInfo events come last",
         {sent("r1"), response("r1", "200"), finished("r1", "143"), answered("r1", "200"),
          asked("r1", "'Cookie':'a'")},
         network},
        {"a second session tells the same",
         {sent("r1"), "s2 " + sent("r1"), asked("r1", "'Cookie':'a'"),
          "s2 " + asked("r1", "'Cookie':'a'"), answered("r1", "200"), response("r1", "200"),
          "s2 " + response("r1", "200"), finished("r1", "143")},
         network},
        {"a 304 of the HTTP cache is shown as 200",
         {sent("r1"), asked("r1", "'If-None-Match':'x'"), answered("r1", "304"),
          response("r1", "200"), data("r1", "43", "0"), finished("r1", "100")},
         {"GET http://a.test/x 304 validated sent transferred=100 absent If-None-Match=x ETag=x"}},
        {"a 304 whose ExtraInfo is late has no body either",
         {sent("r1"), response("r1", "200"), data("r1", "43", "0"), finished("r1", "100"),
          asked("r1", "'If-None-Match':'x'"), answered("r1", "304")},
         {"GET http://a.test/x 304 validated sent transferred=100 absent If-None-Match=x ETag=x"}},
        {"a 304 of the renderer's memory cache is shown as 304",
         {sent("r1"), asked("r1", "'If-None-Match':'x'"), answered("r1", "304"),
          response("r1", "304"), finished("r1", "100")},
         {"GET http://a.test/x 304 validated sent transferred=100 absent If-None-Match=x ETag=x"}},
        {"a hit of the memory cache awaits no ExtraInfo",
         {sent("r1"), "Network.requestServedFromCache {'requestId':'r1'}", response("r1", "200"),
          finished("r1", "0")},
         {"GET http://a.test/x 200 memory transferred=0 whole ETag=x"}},
        {"a hit of the disk cache with empty ExtraInfo",
         {sent("r1"), asked("r1", ""), answered("r1", "200"),
          response("r1", "200", "'fromDiskCache':true,'encodedDataLength':0"), finished("r1", "0")},
         {"GET http://a.test/x 200 disk transferred=0 whole ETag=x"}},
        {"a hit of the disk cache without ExtraInfo",
         {sent("r1"),
          response("r1", "200", "'fromDiskCache':true,'encodedDataLength':0",
                   "'hasExtraInfo':false"),
          finished("r1", "0")},
         {"GET http://a.test/x 200 disk transferred=0 whole ETag=x"}},
        {"a 304 that is withheld is inferred",
         {sent("r1"), asked("r1", "'If-None-Match':'x'"), answered("r1", "200"),
          response("r1", "200"), data("r1", "43", "0"), finished("r1", "100")},
         {"GET http://a.test/x 200 validated-as-200 sent inferred transferred=100 whole "
          "If-None-Match=x ETag=x"}},
        {"a changed response to a conditional request is none",
         {sent("r1"), asked("r1", "'If-None-Match':'w'"), answered("r1", "200"),
          response("r1", "200"), data("r1", "43", "43"), finished("r1", "143")},
         {"GET http://a.test/x 200 network sent transferred=143 whole If-None-Match=w ETag=x"}},
        {"nor is one whose transfer is only told in the end",
         {sent("r1"), asked("r1", "'If-None-Match':'w'"), answered("r1", "200"),
          response("r1", "200"), data("r1", "43", "0"), finished("r1", "143")},
         {"GET http://a.test/x 200 network sent transferred=143 whole If-None-Match=w ETag=x"}},
        {"nor is one whose head was seen",
         {sent("r1"), asked("r1", "'If-None-Match':'w'"),
          "Network.responseReceivedExtraInfo {'requestId':'r1','statusCode':200,"
          "'headersText':'HTTP/1.1 200 OK\\r\\nETag: y\\r\\n\\r\\n'}",
          response("r1", "200"), finished("r1", "100")},
         {"GET http://a.test/x 200 network sent transferred=100 whole If-None-Match=w ETag=y"}},
        {"the length of the body alone is added to the head's",
         {sent("r1"), asked("r1", "'Cookie':'a'"), answered("r1", "200"), response("r1", "200"),
          finished("r1", "43")},
         network},
        {"stale while revalidate: a hit, and a second exchange that is never said to end",
         {sent("r1", url, "'type':'Fetch'"),
          response("r1", "200", "'fromDiskCache':true", "'hasExtraInfo':false"),
          finished("r1", "0"), sent("r2", url, "'type':'Other'"),
          asked("r2", "'If-None-Match':'x'"), answered("r2", "304"), response("r2", "200"),
          data("r2", "8", "0")},
         {"GET http://a.test/x 200 disk transferred=0 whole ETag=x",
          "GET http://a.test/x 304 validated sent transferred=100 absent If-None-Match=x ETag=x"}},
        {"redirects: the ExtraInfo of all hops come before the second is told",
         {sent("r1"), asked("r1", "'Cookie':'1'"), answered("r1", "302", ""),
          asked("r1", "'Cookie':'2'"), answered("r1", "307", ""),
          redirected("r1", "http://a.test/y", "302", ""),
          redirected("r1", "http://b.test/z", "307", ""), asked("r1", "'Cookie':'3'"),
          answered("r1", "200"), response("r1", "200"), finished("r1", "143")},
         {"GET http://a.test/x 302 network sent transferred=90 absent Cookie=1",
          "GET http://a.test/y 307 network sent transferred=90 absent Cookie=2",
          "GET http://b.test/z 200 network sent transferred=143 whole Cookie=3 ETag=x"}},
        {"a redirect out of the cache leaves the ExtraInfo to the next hop",
         {sent("r1"), asked("r1", "'Cookie':'2'"), answered("r1", "200"),
          redirected("r1", "http://a.test/y", "301",
                     ",'fromDiskCache':true},'redirectHasExtraInfo':false,'x':{"),
          response("r1", "200"), finished("r1", "143")},
         {"GET http://a.test/x 301 disk transferred=0 absent",
          "GET http://a.test/y 200 network sent transferred=143 whole Cookie=2 ETag=x"}},
        {"a service worker answers the page and asks in its own session",
         {sent("r1", url, "'type':'Fetch'"), "s2 " + sent("r2", url, "'type':'Fetch'"),
          "s2 " + asked("r2", "'Cookie':'a'"), "s2 " + answered("r2", "200"),
          "s2 " + response("r2", "200"), "s2 " + finished("r2", "143"),
          response("r1", "200", "'fromServiceWorker':true", "'hasExtraInfo':false"),
          finished("r1", "0")},
         {"GET http://a.test/x 200 network sent transferred=143 whole Cookie=a ETag=x",
          "GET http://a.test/x 200 worker transferred=0 whole ETag=x"}},
        {"a preflight has no body",
         {sent("r1", url, "'type':'Other','initiator':{'type':'preflight'}"),
          asked("r1", "'Origin':'b'"), answered("r1", "204"), response("r1", "204"),
          finished("r1", "0")},
         {"GET http://a.test/x 204 network sent transferred=100 absent ETag=x"}},
        {"a failure that was never sent",
         {sent("r1"), "Network.loadingFailed {'requestId':'r1','errorText':'net::ERR_BLOCKED',"
                      "'blockedReason':'csp'}"},
         {"GET http://a.test/x 0 unknown transferred=-1 absent net::ERR_BLOCKED"}},
        {"a failure on the wire waits for what was sent",
         {sent("r1"), "Network.loadingFailed {'requestId':'r1','errorText':'net::ERR_EMPTY'}",
          asked("r1", "'Cookie':'a'")},
         {"GET http://a.test/x 0 network sent transferred=-1 absent net::ERR_EMPTY Cookie=a"}},
        {"a failure for want of CORS keeps the status of the wire",
         {sent("r1"), asked("r1", "'Cookie':'a'"), answered("r1", "200"),
          "Network.loadingFailed {'requestId':'r1','errorText':'net::ERR_FAILED'}"},
         {"GET http://a.test/x 200 network sent transferred=-1 absent net::ERR_FAILED Cookie=a "
          "ETag=x"}},
        {"a body that is given up is lost",
         {sent("r1", url, "'type':'Fetch'"), asked("r1", "'Cookie':'a'"), answered("r1", "200"),
          response("r1", "200"), data("r1", "4", "4"),
          "Network.loadingFailed {'requestId':'r1','errorText':'net::ERR_ABORTED'}"},
         {"GET http://a.test/x 200 network sent transferred=104 lost net::ERR_ABORTED Cookie=a "
          "ETag=x"}},
        {"a WebSocket's handshake",
         {"Network.webSocketCreated {'requestId':'r1','url':'ws://a.test/s'}",
          "Network.webSocketWillSendHandshakeRequest {'requestId':'r1','timestamp':10,"
          "'wallTime':1000,'request':{'headers':{'Cookie':'a'}}}",
          "Network.webSocketHandshakeResponseReceived {'requestId':'r1','timestamp':11,"
          "'response':{'status':101,'headers':{'Upgrade':'websocket'}}}",
          "Network.webSocketClosed {'requestId':'r1','timestamp':12}"},
         {"GET ws://a.test/s 101 network sent transferred=0 absent Cookie=a"}},
        {"a WebSocket that is refused",
         {"Network.webSocketCreated {'requestId':'r1','url':'ws://a.test/s'}",
          "Network.webSocketFrameError {'requestId':'r1','errorMessage':'refused'}"},
         {"GET ws://a.test/s 0 unknown transferred=-1 absent refused"}},
        {"what goes over no network is no exchange",
         {sent("r1", "data:,x"), response("r1", "200"), finished("r1", "0"),
          sent("r2", "blob:http://a.test/1"), sent("r3", "chrome-extension://x/")},
         {}},
        {"what nobody asked for is no exchange",
         {response("r1", "200"), data("r1", "4", "4"), finished("r1", "104"),
          "Network.requestServedFromCache {'requestId':'r2'}", asked("r3", "'Cookie':'a'")},
         {}},
    };
    return all;
}

} // namespace etagere::tests
