// SPDX-License-Identifier: Apache-2.0
#include "core/live/firefox_scripts.h"

#include "core/live/json_params.h"

namespace etagere::live {

namespace {

/// The text with each `%1`, `%2` replaced.
std::string filled(std::string_view text, const std::vector<std::string> &values) {
    std::string whole;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%' || at + 1 >= text.size() || text[at + 1] < '1' || text[at + 1] > '9') {
            whole.push_back(text[at]);
            continue;
        }
        whole += values.at(static_cast<std::size_t>(text[at + 1] - '1'));
        ++at;
    }
    return whole;
}

// The observer of HTTP activity tells the request's bytes as they are sent, the notification of a
// response comes before the cache merges a 304. What the browser asks for itself is left out.
constexpr std::string_view observer = R"js(tell => {
const transaction = 1, sent = 0x5001;
const isPages = channel => {
  const info = channel.loadInfo;
  const policy = info.externalContentPolicyType;
  return policy == 6 || !info.loadingPrincipal || !info.loadingPrincipal.isSystemPrincipal;
};
const send = (channel, told) =>
  tell(channel.loadInfo.originAttributes.userContextId + " " + JSON.stringify(told));
const note = (channel, kind) => ({kind, channel: ChannelWrapper.get(channel).id,
  url: channel.URI.spec, method: channel.requestMethod, policy: channel.loadInfo.externalContentPolicyType,
  time: Date.now()});
const fields = (channel, visit) => {
  const lines = [];
  try { channel[visit]({visitHeader(name, value) { lines.push([name, value]); }}); } catch (error) {}
  return lines;
};
// Under which key of the cache a response is kept. What is still open, as images are while a page
// shows them, stands in no list of entries.
const mostKeys = 20000;
const remember = channel => {
  const attributes = Object.assign({}, channel.loadInfo.originAttributes,
    {partitionKey: channel.loadInfo.cookieJarSettings.partitionKey});
  const key = {spec: channel.URI.specIgnoringRef, attributes,
    isAnonymous: (channel.loadFlags & Ci.nsIRequest.LOAD_ANONYMOUS) != 0};
  const keys = observer.keys[attributes.userContextId] ||= new Map();
  if (keys.size < mostKeys) keys.set(key.isAnonymous + attributes.partitionKey + key.spec, key);
};
const observer = {
  agents: {},
  keys: {},
  observeActivity(subject, type, subtype, time, size, text) {
    if (type != transaction || subtype != sent) return;
    let channel;
    try { channel = subject.QueryInterface(Ci.nsIHttpChannel); } catch (error) { return; }
    if (!isPages(channel)) return;
    const told = note(channel, "asked");
    told.asked = text.split("\r\n").slice(1).filter(line => line.indexOf(":", 1) > 0).map(line => {
      const colon = line.indexOf(":", 1);
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
    send(channel, told);
  },
  observe(subject, topic) {
    let channel;
    try { channel = subject.QueryInterface(Ci.nsIHttpChannel); } catch (error) { return; }
    if (!isPages(channel)) return;
    if (topic == "http-on-modify-request") {
      const agent = this.agents[channel.loadInfo.originAttributes.userContextId];
      if (agent) channel.setRequestHeader("User-Agent", agent, false);
      return;
    }
    const isAnswer = topic == "http-on-examine-response";
    const told = note(channel, isAnswer ? "answered" : "ended");
    if (isAnswer) {
      told.status = channel.responseStatus;
      try { told.address = channel.QueryInterface(Ci.nsIHttpChannelInternal).remoteAddress; }
      catch (error) {}
      told.asked = fields(channel, "visitRequestHeaders");
      told.answered = fields(channel, "visitOriginalResponseHeaders");
      remember(channel);
    }
    send(channel, told);
  }
};
for (const topic of ["modify-request", "examine-response", "stop-request"])
  Services.obs.addObserver(observer, "http-on-" + topic);
Cc["@mozilla.org/network/http-activity-distributor;1"]
  .getService(Ci.nsIHttpActivityDistributor).addObserver(observer);
globalThis.etagereObserver = observer;
return "";
})js";

constexpr std::string_view agent = R"js((() => {
globalThis.etagereObserver.agents[%1] = %2;
return "";
})())js";

constexpr std::string_view number = R"js(String(ChromeUtils.importESModule(
"chrome://remote/content/shared/UserContextManager.sys.mjs")
.UserContextManager.getInternalIdById(%1)))js";

constexpr std::string_view cookies = R"js(JSON.stringify(Services.cookies.cookies
.filter(cookie => cookie.originAttributes.userContextId == %1)
.map(cookie => ({name: cookie.name, value: cookie.value, domain: cookie.host, path: cookie.path,
  isHttpOnly: cookie.isHttpOnly, isSecure: cookie.isSecure, isSession: cookie.isSession,
  expires: cookie.expiry}))))js";

constexpr std::string_view forget = R"js((async () => {
const pattern = JSON.stringify({userContextId: %1});
Services.cookies.removeCookiesWithOriginAttributes(pattern);
Services.perms.removePermissionsWithAttributes(pattern, [], []);
const {ServiceWorkerCleanUp} =
  ChromeUtils.importESModule("resource://gre/modules/ServiceWorkerCleanUp.sys.mjs");
await ServiceWorkerCleanUp.removeFromOriginAttributes(pattern);
await new Promise((resolve, reject) => {
  const request = Services.qms.clearStoragesForOriginAttributesPattern(pattern);
  request.callback = () => request.resultCode == Cr.NS_OK ? resolve()
    : reject(new Error("storage: " + request.resultCode));
});
return "";
})())js";

constexpr std::string_view listCache = R"js((async () => {
const found = [];
await new Promise(resolve => Services.cache2.asyncVisitAllStorages({
  onCacheStorageInfo() {},
  onCacheEntryInfo(uri, idExtension, size, other, count, modified, expires, pinned, info) {
    if (info.originAttributes.userContextId == %1) found.push({uri, idExtension, info});
  },
  onCacheEntryVisitCompleted: resolve
}, true));
const named = (isAnonymous, partition, spec) => isAnonymous + partition + spec;
const listed = new Set(found.filter(entry => !entry.idExtension).map(entry => named(
  entry.info.isAnonymous, entry.info.originAttributes.partitionKey, entry.uri.specIgnoringRef)));
for (const [name, key] of globalThis.etagereObserver.keys[%1] || []) {
  if (!listed.has(name)) found.push({uri: Services.io.newURI(key.spec), idExtension: "",
    info: Services.loadContextInfo.custom(key.isAnonymous, key.attributes)});
}
globalThis.etagereEntries = globalThis.etagereEntries || {};
globalThis.etagereEntries[%1] = found;
return JSON.stringify(found.map(entry => entry.uri.specIgnoringRef));
})())js";

constexpr std::string_view deleteEntries = R"js((async () => {
const listed = globalThis.etagereEntries[%1];
const chosen = %2;
delete globalThis.etagereEntries[%1];
let deleted = 0;
await Promise.all(chosen.map(index => new Promise(resolve => {
  const {uri, idExtension, info} = listed[index];
  Services.cache2.diskCacheStorage(info).asyncDoomURI(uri, idExtension, {
    onCacheEntryDoomed(result) {
      deleted += Components.isSuccessCode(result) ? 1 : 0;
      resolve();
    }
  });
})));
ChromeUtils.clearResourceCache({types: ["image", "script", "stylesheet"]});
return String(deleted);
})())js";

} // namespace

std::string_view observeInBrowser() noexcept { return observer; }

std::string numberInBrowser(std::string_view userContext) {
    return filled(number, {jsonString(userContext)});
}

std::string renameInBrowser(std::int64_t userContext, std::string_view userAgent) {
    return filled(agent, {std::to_string(userContext), jsonString(userAgent)});
}

std::string cookiesInBrowser(std::int64_t userContext) {
    return filled(cookies, {std::to_string(userContext)});
}

std::string forgetInBrowser(std::int64_t userContext) {
    return filled(forget, {std::to_string(userContext)});
}

std::string listCacheInBrowser(std::int64_t userContext) {
    return filled(listCache, {std::to_string(userContext)});
}

std::string deleteInBrowser(std::int64_t userContext, const std::vector<std::size_t> &entries) {
    std::string list = "[";
    for (const std::size_t entry : entries)
        list += (list.size() > 1 ? "," : "") + std::to_string(entry);
    return filled(deleteEntries, {std::to_string(userContext), list + "]"});
}

std::string emptyCacheInBrowser(std::int64_t userContext) {
    const std::string context = std::to_string(userContext);
    return "(async () => { await " + filled(listCache, {context}) + "; return await " +
           filled(deleteEntries, {context, "globalThis.etagereEntries[" + context +
                                               "].map((entry, index) => index)"}) +
           "; })()";
}

} // namespace etagere::live
