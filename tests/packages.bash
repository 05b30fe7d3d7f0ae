# Sourced. Makes sure that Debian packages are installed, through apt-get as root or with sudo.

# need_packages PACKAGE...: installs those that are missing; a word on stderr says which. Fails with one line otherwise.
need_packages() {
    local missing=() package
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo > /dev/null ||
            { echo "not root and no sudo: install these first: ${missing[*]}" >&2; return 1; }
        as_root=(sudo)
    fi
    echo "installing ${missing[*]}" >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update >&2 &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
            "${missing[@]}" < /dev/null > /dev/null ||
        { echo "could not install: ${missing[*]}" >&2; return 1; }
}

build_packages=(g++ cmake ninja-build ccache pkg-config libssl-dev zlib1g-dev nlohmann-json3-dev
    libfmt-dev libyaml-dev doctest-dev)
cluster_packages=(openssl curl ca-certificates)
test_packages=(python3 git bash zsh fish mandoc groff-base dpkg-dev lintian)
