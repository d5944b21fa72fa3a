// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/body/digest.h"
#include "core/body/text_code.h"
#include "core/lab/file_server.h"
#include "core/lab/message.h"
#include "core/lab/random.h"
#include "core/lab/server.h"
#include "core/lab/tracker.h"
#include "core/wire/loop.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace etagere::tests {

/// An honest file server with a page that shows its file.
class HonestSite final : public lab::Origin {
public:
    explicit HonestSite(recipe::RecipeId recipe)
        : m_files({lab::sampleScript()}, optionsOf(recipe))
        , m_path(lab::sampleScript().path) {}

    [[nodiscard]] lab::Response answer(const lab::Request &request) override {
        if (request.target != "/")
            return m_files.answer(request);
        lab::Response response;
        response.add("Content-Type", "text/html; charset=utf-8");
        response.add("Cache-Control", "no-store");
        response.body = "<!doctype html><title>Honest</title><link rel=icon href='data:,'>"
                        "<script src='" +
                        m_path + "'></script>";
        return response;
    }

private:
    static lab::FileServerOptions optionsOf(recipe::RecipeId recipe) {
        lab::FileServerOptions options;
        options.recipe = recipe;
        return options;
    }
    lab::FileServer m_files;
    std::string m_path;
};

/// An honest script with an honest tag, and a cookie that returns without it: by another script's
/// text, which the cache keeps for a year.
class OtherMeansSite final : public lab::Origin {
public:
    [[nodiscard]] lab::Response answer(const lab::Request &request) override {
        if (request.target == "/id.js") {
            lab::Response response;
            response.add("Content-Type", "text/javascript");
            response.add("Cache-Control", "max-age=31536000, immutable");
            response.body = "document.cookie = 'uid=" + m_random.text(16, lab::hexDigits) +
                            "; max-age=86400; path=/';\n";
            return response;
        }
        lab::Response response = m_honest.answer(request);
        if (request.target == "/")
            response.body += "<script src='/id.js'></script>";
        return response;
    }

private:
    HonestSite m_honest{recipe::RecipeId::Nginx};
    lab::Random m_random{7};
};

/// An honest script, and a page that makes a cookie of the address and the browser's name.
class AddressSite final : public lab::Origin {
public:
    [[nodiscard]] lab::Response answer(const lab::Request &request) override {
        lab::Response response = m_honest.answer(request);
        if (request.target == "/") {
            const std::string who = std::string(request.client) +
                                    std::string(lab::fieldOf(request, http::FieldName::UserAgent));
            const std::string digest =
                body::encodeHex(body::digestOf(body::Algorithm::Md5, who).bytes());
            response.add("Set-Cookie", "uid=" + digest + "; Max-Age=86400; Path=/");
        }
        return response;
    }

private:
    HonestSite m_honest{recipe::RecipeId::Nginx};
};

/// Origins of the lab on one loopback port, each under a name that browsers resolve by themselves.
/// Lives in the test's event loop.
class LiveLab {
public:
    LiveLab() {
        auto server = lab::Server::open(m_loop, {});
        if (server)
            m_server = std::move(*server);
    }
    [[nodiscard]] bool isOpen() const { return m_server != nullptr; }

    /// The page's URL.
    std::string serve(const std::string &name, std::shared_ptr<lab::Origin> origin) {
        const std::string host = name + ".localhost";
        m_server->serve(host, std::move(origin));
        return "http://" + host + ":" + std::to_string(m_server->address().port) + "/";
    }
    std::string serve(lab::TrackerKind kind) {
        return serve(std::string(lab::rowOf(kind).id), lab::makeTracker(kind, 7));
    }
    std::string serve(recipe::RecipeId recipe) {
        return serve("honest-" + std::to_string(static_cast<unsigned>(recipe)),
                     std::make_shared<HonestSite>(recipe));
    }

private:
    wire::Loop m_loop;
    std::unique_ptr<lab::Server> m_server;
};

} // namespace etagere::tests
