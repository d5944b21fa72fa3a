// SPDX-License-Identifier: Apache-2.0
#include "app/cli/completion_scripts.h"

namespace etagere::cli {

namespace {

std::string joined(const std::vector<std::string> &words, std::string_view separator = " ") {
    std::string all;
    for (const std::string &word : words) {
        if (!all.empty())
            all += separator;
        all += word;
    }
    return all;
}

std::string allNames(const CompletedCommand &command) {
    std::vector<std::string> names = command.subcommands;
    for (const CompletedOption &option : command.options) {
        if (option.names.empty())
            names.insert(names.end(), option.choices.begin(), option.choices.end());
        names.insert(names.end(), option.names.begin(), option.names.end());
    }
    return joined(names);
}

/// For inside single quotes, in a shell.
std::string quoted(std::string_view text) {
    std::string out;
    for (const char character : text) {
        if (character == '\'')
            out += "'\\''";
        else
            out += character;
    }
    return out;
}

/// For an _arguments specification, which gives [ ] : a meaning.
std::string zshText(std::string_view text) {
    std::string out;
    for (const char character : text) {
        if (character == '[' || character == ']' || character == ':' || character == '\\')
            out += '\\';
        out += character;
    }
    return quoted(out);
}

std::string zshAction(const CompletedOption &option) {
    if (!option.choices.empty())
        return ":value:(" + joined(option.choices) + ")";
    return option.takesFile ? ":file:_files" : ":value: ";
}

std::string zshOption(const CompletedOption &option) {
    if (option.names.empty())
        return " '*" + (option.choices.empty() ? ":file:_files" : zshAction(option)) + "'";
    std::string lines;
    for (const std::string &name : option.names) {
        lines += " '*" + name + "[" + zshText(option.description) + "]";
        lines += (option.takesValue ? zshAction(option) : "") + "'";
    }
    return lines;
}

std::string fishCondition(const CompletedCommand &command) {
    if (command.path.empty())
        return "__fish_use_subcommand";
    std::string condition;
    for (std::size_t begin = 0; begin < command.path.size();) {
        const std::size_t end = std::min(command.path.find(' ', begin), command.path.size());
        condition += condition.empty() ? "" : "; and ";
        condition += "__fish_seen_subcommand_from " + command.path.substr(begin, end - begin);
        begin = end + 1;
    }
    return condition;
}

std::string fishOption(const CompletedOption &option) {
    std::string line;
    for (const std::string &name : option.names)
        line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (!option.choices.empty())
        line += " -x -a '" + joined(option.choices) + "'";
    else if (option.takesValue)
        line += option.takesFile ? " -r -F" : " -x";
    return line + " -d '" + quoted(option.description) + "'";
}

} // namespace

std::string bashCompletion(const std::vector<CompletedCommand> &commands) {
    std::string words;
    std::string values;
    for (const CompletedCommand &command : commands) {
        words += "        '" + command.path + "') words='" + allNames(command) + "' ;;\n";
        for (const CompletedOption &option : command.options) {
            if (option.names.empty() || option.choices.empty())
                continue;
            for (const std::string &name : option.names)
                values += "        '" + command.path + " " + name + "') values='" +
                          joined(option.choices) + "' ;;\n";
        }
    }
    return "# Completion of etagere for bash. Made by: etagere completion bash\n"
           "_etagere() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    local path='' words='' values='' i\n"
           "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
           "        case \"${path:+$path }${COMP_WORDS[i]}\" in\n" +
           [&commands] {
               std::string paths;
               for (const CompletedCommand &command : commands)
                   paths += command.path.empty()
                                ? ""
                                : (paths.empty() ? "" : "|") + ("'" + command.path + "'");
               return "        " + paths + ") path=\"${path:+$path }${COMP_WORDS[i]}\" ;;\n";
           }() +
           "        esac\n"
           "    done\n"
           "    case \"$path $previous\" in\n" +
           values +
           "    esac\n"
           "    case \"$path\" in\n" +
           words +
           "    esac\n"
           "    if [[ -n $values ]]; then\n"
           "        COMPREPLY=($(compgen -W \"$values\" -- \"$current\"))\n"
           "    elif [[ $current == -* || $words != *-* ]]; then\n"
           "        COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
           "    else\n"
           "        COMPREPLY=($(compgen -W \"${words//-*([^ ])/}\" -- \"$current\")"
           " $(compgen -f -- \"$current\"))\n"
           "    fi\n"
           "}\n"
           "shopt -s extglob\n"
           "complete -o filenames -F _etagere etagere\n";
}

std::string zshCompletion(const std::vector<CompletedCommand> &commands) {
    std::string script = "#compdef etagere\n"
                         "# Completion of etagere for zsh. Made by: etagere completion zsh\n"
                         "_etagere() {\n"
                         "    local path='' i\n"
                         "    for ((i = 2; i < CURRENT; i++)); do\n"
                         "        case \"${path:+$path }${words[i]}\" in\n";
    for (const CompletedCommand &command : commands) {
        if (!command.path.empty())
            script += "        '" + command.path + "') path='" + command.path + "' ;;\n";
    }
    script += "        esac\n"
              "    done\n"
              "    case \"$path\" in\n";
    for (const CompletedCommand &command : commands) {
        script += "    '" + command.path + "') _arguments -S";
        for (const CompletedOption &option : command.options)
            script += zshOption(option);
        if (!command.subcommands.empty())
            script += " '*:command:(" + joined(command.subcommands) + ")'";
        script += " ;;\n";
    }
    return script + "    esac\n"
                    "}\n"
                    "_etagere \"$@\"\n";
}

std::string fishCompletion(const std::vector<CompletedCommand> &commands) {
    std::string script = "# Completion of etagere for fish. Made by: etagere completion fish\n";
    for (const CompletedCommand &command : commands) {
        const std::string condition = " -n '" + fishCondition(command) + "'";
        if (!command.subcommands.empty())
            script += "complete -c etagere" + condition + " -f -a '" + joined(command.subcommands) +
                      "'\n";
        for (const CompletedOption &option : command.options) {
            if (!option.names.empty())
                script += "complete -c etagere" + condition + fishOption(option) + "\n";
            else if (!option.choices.empty())
                script +=
                    "complete -c etagere" + condition + " -f -a '" + joined(option.choices) + "'\n";
        }
    }
    return script;
}

} // namespace etagere::cli
