# Bash completion for yare: asks `yare __complete` what can stand at the cursor.
#
#   source <(yare completion bash)                             in ~/.bashrc, unless a package brought this file
#   alias y='yare -n shop'; complete -o default -F _yare y     an alias, with what it stands for
#   complete -o default -F _yare kubectl                       kubectl, answered by yare
#
# Needs nothing but bash. What is typed or offered is never evaluated: words are cut and unquoted by hand, and
# what is put on the line is quoted.

# Cuts the text $1 into `words` as the shell would, quotes removed and nothing expanded, redirections left out.
# The last word is that at the end of the text, perhaps empty: `raw` is how it was typed, `state` its quote
# (n: none, s: single, d: double), `redirected` set if it is the file of a redirection.
__yare_cut() {
    local text=$1 i char next word= start=0 depth=0
    words=() state=n redirected=
    for ((i = 0; i < ${#text}; i++)); do
        char=${text:i:1} next=${text:i+1:1}
        case $state$char in
            s\' | d\") state=n ;;
            n\') state=s ;;
            n\") state=d ;;
            n\\) word+=$next i=$((i + 1)) ;;
            d\\)
                if [[ $next == [\$\`\"\\] ]]; then char=$next i=$((i + 1)); fi
                word+=$char
                ;;
            n[[:space:]\<\>])
                if [[ $depth != 0 || $char$next == [\<\>]\( ]]; then
                    word+=$char
                    continue
                elif [[ $char == [\<\>] && ${text:start:i-start} =~ ^[0-9]*\&?$ ]]; then
                    start=$i   # a descriptor's number is no word
                fi
                if ((i > start)); then
                    if [[ -z $redirected ]]; then words+=("$word"); fi
                    redirected=
                fi
                if [[ $char == [\<\>] ]]; then
                    redirected=1
                    while [[ ${text:i+1:1} == [\<\>\&\|] ]]; do i=$((i + 1)); done
                fi
                word= start=$((i + 1))
                ;;
            *)
                if [[ $state$char == n\( ]]; then depth=$((depth + 1)); fi
                if [[ $state$char == n\) ]]; then depth=$((depth - 1)); fi
                word+=$char
                ;;
        esac
    done
    words+=("$word")
    raw=${text:start}
}

# Quotes the candidate REPLY for a place in the quotes `state`.
__yare_quote() {
    case $state in
        s)
            REPLY=${REPLY//\'/\'\\\'\'}
            if [[ $REPLY == *\' ]]; then REPLY+=\'; fi   # readline sees it closed
            ;;
        d)
            REPLY=${REPLY//\\/\\\\} REPLY=${REPLY//\"/\\\"}
            REPLY=${REPLY//\$/\\\$} REPLY=${REPLY//\`/\\\`}
            if [[ $REPLY == *\" ]]; then REPLY+=\"; fi
            ;;
        *) printf -v REPLY %q "$REPLY" ;;
    esac
}

# Puts `descriptions` behind the candidates, as far as the terminal is wide.
__yare_describe() {
    local i room width=0
    for i in "${!COMPREPLY[@]}"; do
        if [[ -n ${descriptions[i]} && ${#COMPREPLY[i]} -gt $width ]]; then width=${#COMPREPLY[i]}; fi
    done
    room=$((${COLUMNS:-80} - width - 5))
    if ((room < 8)); then return; fi
    for i in "${!descriptions[@]}"; do
        if [[ -n ${descriptions[i]} ]]; then
            REPLY=${descriptions[i]//[[:cntrl:]]/ }
            printf -v "COMPREPLY[$i]" '%-*s  (%s)' $width "${COMPREPLY[i]}" "${REPLY:0:room}"
        fi
    done
}

# Offers the directories, and the files that end in one of `lines`, that begin with $1.
__yare_files() {
    local file extension
    compopt -o filenames 2> /dev/null
    while IFS= read -r file; do
        for extension in "${lines[@]}"; do
            if [[ $file == *."${extension#.}" || -d ${file/#\~\//$HOME/} ]]; then
                COMPREPLY+=("$file")
                break
            fi
        done
    done < <(compgen -f -- "$1")
}

# Asks what can stand at the cursor: sets `lines`, what is offered, and `directive`, the sum that ends it. Fails
# where that is nothing.
__yare_ask() {
    local tool=${words[0]} output
    if [[ $tool == '~/'* ]]; then tool=$HOME/${tool#'~/'}; fi
    if [[ $tool != yare && $tool != */yare ]]; then tool=yare; fi
    output=$(command "$tool" __complete "${words[@]:1}" 2> /dev/null < /dev/null) && [[ -n $output ]] || return
    IFS=$'\n' read -r -d '' -a lines <<< "$output"
    directive=${lines[${#lines[@]} - 1]}
    [[ $directive =~ ^:[0-9]{1,3}$ ]] || return
    unset "lines[${#lines[@]} - 1]"
    directive=$((10#${directive#:}))
    ((!(directive & 1)))
}

# Offers `lines` for the word $1, which begins with $2 where readline leaves off: the end is replaced.
__yare_offer() {
    local line value description lead=
    if [[ $1 == -*=* ]]; then lead=${1%%=*}=; fi
    for line in "${lines[@]}"; do
        value=${line%%$'\t'*} description=
        # Of --flag=VALUE only the value is offered.
        if [[ $value != "$1"* ]]; then value=$lead$value; fi
        if [[ $value != "$1"* || $value == *[[:cntrl:]]* ]]; then continue; fi
        if [[ $line == *$'\t'* ]]; then description=${line#*$'\t'}; fi
        REPLY=${value#"$2"}
        if [[ $state != n || $REPLY == *[!A-Za-z0-9_./:=@,+-]* ]]; then __yare_quote; fi
        if [[ -n ${COMPREPLY-} && $REPLY != "$COMPREPLY" ]]; then several=1; fi
        COMPREPLY+=("$REPLY")
        descriptions+=("$description")
    done
    # Only a list shows descriptions: they must never get onto the line.
    case ${several:+$COMP_TYPE} in 33 | 63 | 64) __yare_describe ;; esac
}

# Called by bash: $1 is the command, $2 the end of the word at the cursor, in the place of which readline puts
# the answer.
_yare() {
    local IFS=$' \t\n' raw state redirected directive current several= REPLY
    local -a words lines=() descriptions=() typed
    COMPREPLY=()
    if [[ $1 != *[!A-Za-z0-9_.+-]* && ${BASH_VERSINFO[0]} -ge 4 && -n ${BASH_ALIASES[$1]-} ]]; then
        __yare_cut "${BASH_ALIASES[$1]}"
        typed=("${words[@]}")
    fi
    __yare_cut "${COMP_LINE:0:COMP_POINT}"
    if [[ -n $redirected ]]; then
        compopt -o default 2> /dev/null
        return
    fi
    compopt +o default 2> /dev/null
    if [[ -n ${typed-} ]]; then words=("${typed[@]}" "${words[@]:1}"); fi
    current=${words[${#words[@]} - 1]}
    if [[ $raw != *"$2" ]] || ! __yare_ask; then return; fi
    # What readline keeps: its own words begin at COMP_WORDBREAKS and behind quotes.
    __yare_cut "${raw%"$2"}"
    if ((directive & 2)); then compopt -o nospace 2> /dev/null; fi
    if ((directive & 32)); then compopt -o nosort 2> /dev/null; fi
    if ((directive & 8)); then
        __yare_files "${current#"${words[0]}"}"
    elif ((directive & 16)); then
        compopt -o dirnames 2> /dev/null
        return
    else
        __yare_offer "$current" "${words[0]}"
    fi
    # A file where nothing else is known.
    if ((!(directive & 4))); then compopt -o default 2> /dev/null; fi
}

complete -o default -F _yare yare
