# Sourced. Fetches Debian packages of a suite the machine need not be configured for, without root and without
# touching the system: lists, caches and packages stay in a folder of the caller's.

# Prints "URI<tab>Signed-By" for each configured archive that carries Debian's "main"; where the Signed-By is a
# key of several lines, they are joined by "\v".
debian_archives() {
    local etc=/etc/apt files=()
    eval "$(apt-config shell etc Dir::Etc/d)"
    shopt -s nullglob
    files=("${etc%/}"/sources.list "${etc%/}"/sources.list.d/*.list)
    [ -r "${files[0]}" ] || files=("${files[@]:1}")
    local sources=("${etc%/}"/sources.list.d/*.sources)
    shopt -u nullglob
    local known='^(bookworm|trixie|forky|sid|unstable|testing|stable|oldstable|oldoldstable)$'
    {
        [ ${#files[@]} -eq 0 ] || awk -v known="$known" '
            $1 == "deb" {
                sub(/[[:space:]]#.*/, ""); key = ""; options = ""
                if (match($0, /\[[^]]*\]/)) {
                    options = substr($0, RSTART + 1, RLENGTH - 2)
                    $0 = substr($0, 1, RSTART - 1) " " substr($0, RSTART + RLENGTH)
                }
                n = split(options, option, /[[:space:]]+/)
                for (i = 1; i <= n; i++) if (option[i] ~ /^signed-by=/) { key = substr(option[i], 11); gsub(/,/, " ", key) }
                for (i = 4; i <= NF; i++) if ($i == "main" && $3 ~ known) print $2 "\t" key
            }' "${files[@]}"
        [ ${#sources[@]} -eq 0 ] || awk -v known="$known" '
            function flush(    n, i, j, list, ok) {
                n = split(field["suites"], list, " "); ok = 0
                for (i = 1; i <= n; i++) if (list[i] ~ known) ok = 1
                if (ok && tolower(field["enabled"]) !~ /no|false|off|0/ &&
                    (" " field["types"] " ") ~ / deb / && (" " field["components"] " ") ~ / main /) {
                    n = split(field["uris"], list, " ")
                    for (j = 1; j <= n; j++) print list[j] "\t" field["signed-by"]
                }
                split("", field); name = ""
            }
            FNR == 1 { flush() }
            /^#/ { next }
            /^[[:space:]]*$/ { flush(); next }
            /^[[:space:]]/ { field[name] = field[name] (name == "signed-by" ? "\v" : " ") $0; next }
            { i = index($0, ":"); name = tolower(substr($0, 1, i - 1)); value = substr($0, i + 1)
              gsub(/^[[:space:]]+|[[:space:]]+$/, "", value); gsub(/\t/, " ", value); field[name] = value }
            END { flush() }' "${sources[@]}"
    } | grep -v '^cdrom:' | sort -u
}

# aside_setup DIR SUITE: makes DIR ready for aside_apt. Fails when no archive is configured or none answers.
aside_setup() {
    local dir=$1 suite=$2 uri key
    mkdir -p "$dir/sources" "$dir/lists/partial" "$dir/cache/archives/partial"
    while IFS=$'\t' read -r uri key; do
        printf 'Types: deb deb-src\nURIs: %s\nSuites: %s\nComponents: main\n' "$uri" "$suite"
        [ -z "$key" ] || printf 'Signed-By: %s\n' "${key//$'\v'/$'\n'}"
        echo
    done < <(debian_archives) > "$dir/sources/aside.sources"
    [ -s "$dir/sources/aside.sources" ] || return 1
    # One of several archives may lack the suite: what counts is whether packages can be fetched afterwards.
    aside_apt "$dir" -qq update >&2 || true
    compgen -G "$dir/lists/*_Packages*" > /dev/null
}

# aside_apt DIR ARGUMENTS...: apt-get with the sources, lists and caches in DIR, blind to what the system has installed
# or pinned: an installed package of a higher version would otherwise be the one it looks for.
aside_apt() {
    local dir=$1
    shift
    apt-get -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$dir/sources" -o Dir::State::Lists="$dir/lists" \
        -o Dir::Cache="$dir/cache" -o Dir::State::status=/dev/null -o Dir::Etc::preferences=/dev/null \
        -o Dir::Etc::preferencesparts=/dev/null -o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none -o Acquire::Retries=2 \
        -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30 "$@"
}

# aside_unpack DIR ROOT PACKAGE...: downloads binary packages and unpacks them under ROOT.
aside_unpack() {
    local dir=$1 root=$2 deb
    shift 2
    mkdir -p "$dir/debs" "$root"
    rm -f "$dir"/debs/*.deb
    (cd "$dir/debs" && aside_apt "$dir" -qq download "$@" >&2) || return 1
    for deb in "$dir"/debs/*.deb; do
        dpkg -x "$deb" "$root" || return 1
    done
    rm -f "$dir"/debs/*.deb
}
