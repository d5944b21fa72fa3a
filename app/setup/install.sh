# SPDX-License-Identifier: Apache-2.0
# Sourced. install_packages LIST...: installs what the lists name and the system lacks, saying what and why.
install_packages() {
    local list name why missing=() sudo=()
    for list in "$@"; do
        while read -r name why; do
            [[ -z $name || $name == \#* ]] && continue
            dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed && continue
            [[ ${#missing[@]} -eq 0 ]] && echo "Etagere needs these packages from Debian:"
            printf '  %-20s %s\n' "$name" "$why"
            missing+=("$name")
        done < "$list"
    done
    [[ ${#missing[@]} -eq 0 ]] && return 0
    if [[ $EUID -ne 0 ]]; then
        command -v sudo >/dev/null || { echo "Not root and no sudo here: install them, then run this again." >&2; return 1; }
        sudo=(sudo)
    fi
    "${sudo[@]}" apt-get update -qq || echo "The package lists could not be renewed; going on with what is there." >&2
    DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends "${missing[@]}"
}

# build_preset PRESET [ARGS]: configures once; later builds notice changes by themselves.
build_preset() {
    local preset=$1
    shift
    # One checkout's objects serve the next: paths below it are taken as relative.
    export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=true CCACHE_SLOPPINESS=pch_defines,time_macros
    [[ -f build/$preset/build.ninja ]] || cmake --preset "$preset" -Wno-dev
    cmake --build --preset "$preset" "$@"
}
