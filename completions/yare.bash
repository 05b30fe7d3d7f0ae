# Bash completion for yare.
#
# Needs nothing but bash. What stands on the command line is never run and never expanded by the shell, and
# neither is what a server answers: no eval, no `compgen -W`.

# The built-in types that can be listed, and their short names.
__yare_types='all apiservices certificatesigningrequests cj clusterrolebindings clusterroles cm
componentstatuses configmaps controllerrevisions crd crds cronjobs cs csidrivers csinodes csistoragecapacities
csr customresourcedefinitions daemonsets deploy deployments ds endpoints endpointslices ep ev events
flowschemas horizontalpodautoscalers hpa ing ingressclasses ingresses jobs leases limitranges limits
mutatingwebhookconfigurations namespaces netpol networkpolicies no nodes ns pc pdb persistentvolumeclaims
persistentvolumes po poddisruptionbudgets pods podtemplates priorityclasses prioritylevelconfigurations pv pvc
quota rc replicasets replicationcontrollers resourcequotas rolebindings roles rs runtimeclasses sa sc secrets
serviceaccounts services statefulsets storageclasses sts svc validatingwebhookconfigurations volumeattachments'

__yare_global_flags='--as --as-group --as-uid --as-user-extra --cache-dir --certificate-authority
--client-certificate --client-key --cluster --context --disable-compression --help --insecure-skip-tls-verify
--kubeconfig --kuberc --log-flush-frequency --namespace --password --request-timeout --server
--tls-server-name --token --user --username --v --vmodule --warnings-as-errors -h -n -s -v'

__yare_list_flags='--all-namespaces --chunk-size --field-selector --label-columns --no-headers --output
--query --selector --server-print --show-kind --show-labels --show-managed-fields -A -L -l -o'

__yare_get_flags='--all-namespaces --chunk-size --field-selector --filename --ignore-not-found --label-columns
--no-headers --output --raw --recursive --selector --server-print --show-kind --show-labels
--show-managed-fields --subresource -A -L -R -f -l -o'

# Puts into REPLY what the shell would make of the word $1. Fails where that takes more than removing quotes
# and knowing the home directory.
__yare_literal() {
    local word=$1 quote= char
    REPLY=
    case $word in
        '~' | '~/'*) REPLY=$HOME word=${word:1} ;;
    esac
    while [[ -n $word ]]; do
        char=${word:0:1} word=${word:1}
        if [[ $quote == \' ]]; then
            if [[ $char == \' ]]; then quote=; else REPLY+=$char; fi
            continue
        fi
        case $char in
            \") if [[ -n $quote ]]; then quote=; else quote=\"; fi ;;
            \') if [[ -n $quote ]]; then REPLY+=$char; else quote=\'; fi ;;
            \\)
                if [[ -z $quote || $word == [\$\`\"\\]* ]]; then
                    char=${word:0:1} word=${word:1}
                fi
                REPLY+=$char
                ;;
            \$)
                [[ $word =~ ^HOME([^A-Za-z0-9_]|$) ]] || return 1
                REPLY+=$HOME word=${word:4}
                ;;
            \`) return 1 ;;
            *) REPLY+=$char ;;
        esac
    done
}

# Puts the words up to the cursor into `words`. Bash's own COMP_WORDS cuts at `:` and `=` as well: pieces
# without a blank between them belong together.
__yare_split() {
    local line=${COMP_LINE:0:COMP_POINT} rest piece i
    words=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        rest=${line#"${line%%[![:space:]]*}"}
        piece=${COMP_WORDS[i]}
        if [[ $i == "$COMP_CWORD" || $rest != "$piece"* ]]; then
            piece=$rest
        fi
        if [[ ${#words[@]} == 0 || $rest != "$line" ]]; then
            words+=("$piece")
        else
            words[${#words[@]} - 1]+=$piece
        fi
        line=${rest#"$piece"}
    done
}

# Whether the long flag $1 is followed by a value; REPLY is set to the long form of the short flag $1.
__yare_takes_value() {
    case $1 in
        all-namespaces | disable-compression | help | ignore-not-found | insecure-skip-tls-verify | no-headers | \
            recursive | server-print | show-kind | show-labels | show-managed-fields | version | warnings-as-errors)
            return 1
            ;;
    esac
}
__yare_long() {
    case $1 in
        A) REPLY=all-namespaces ;;
        L) REPLY=label-columns ;;
        R) REPLY=recursive ;;
        f) REPLY=filename ;;
        h) REPLY=help ;;
        l) REPLY=selector ;;
        n) REPLY=namespace ;;
        o) REPLY=output ;;
        s) REPLY=server ;;
        v) REPLY=v ;;
        *) return 1 ;;
    esac
}

# Notes the flag --$1 with the value $2 if it says where to go and as whom.
__yare_note() {
    case $1 in
        as | as-group | as-uid | as-user-extra | cache-dir | certificate-authority | client-certificate | \
            client-key | cluster | context | kubeconfig | namespace | password | server | tls-server-name | \
            token | user | username | all-namespaces | disable-compression | insecure-skip-tls-verify)
            carried+=("--$1=$2")
            ;;
        filename | raw) has_source=1 ;;
    esac
    if [[ $1 == kubeconfig ]]; then kubeconfig=$2; fi
}

# Reads the words before the cursor: `verb`, `arguments`, `carried` flags, `has_source`, `kubeconfig`;
# `pending` is the flag whose value is at the cursor. Fails when a word cannot be known.
__yare_read() {
    local i word letters
    for ((i = 1; i < ${#words[@]} - 1; i++)); do
        if [[ ${words[i]} =~ ^[0-9]*[\<\>] ]]; then
            if [[ ${words[i]} != *[!0-9\<\>] ]]; then ((i++)); fi
            continue
        fi
        __yare_literal "${words[i]}" || return 1
        word=$REPLY
        if [[ -n $pending ]]; then
            __yare_note "$pending" "$word"
            pending=
        elif [[ $word == -- && -z $only_arguments ]]; then
            only_arguments=1
        elif [[ $word == --*=* && -z $only_arguments ]]; then
            word=${word#--}
            __yare_note "${word%%=*}" "${word#*=}"
        elif [[ $word == --* && -z $only_arguments ]]; then
            if __yare_takes_value "${word#--}"; then
                pending=${word#--}
            else
                __yare_note "${word#--}" true
            fi
        elif [[ $word == -?* && -z $only_arguments ]]; then
            letters=${word#-}
            while [[ -n $letters ]] && __yare_long "${letters:0:1}"; do
                letters=${letters:1}
                if ! __yare_takes_value "$REPLY"; then
                    __yare_note "$REPLY" true
                elif [[ -n $letters ]]; then
                    __yare_note "$REPLY" "${letters#=}"
                    letters=
                else
                    pending=$REPLY
                fi
            done
        elif [[ -z $verb ]]; then
            verb=$word
        else
            arguments+=("$word")
        fi
    done
}

# Offers the lines of standard input that begin with $2, with $1 in front of them.
__yare_offer() {
    local candidate
    while IFS= read -r candidate; do
        if [[ -z $candidate || $candidate != "$2"* || $candidate == *[[:cntrl:]]* ]]; then
            continue
        fi
        candidate=$1$candidate
        if [[ $candidate != "$cut"* ]]; then
            continue
        fi
        candidate=${candidate#"$cut"}
        if [[ -z $quoted && $candidate == *[!A-Za-z0-9_./:=@,+-]* ]]; then
            printf -v candidate %q "$candidate"
        fi
        COMPREPLY+=("$candidate")
    done
}

__yare_offer_words() {
    __yare_offer "$1" "$2" < <(printf '%s\n' $3)
}

# Asks the cluster that the command line is about for the names of type $1: a few seconds at most, and without
# a word when it cannot be reached.
__yare_ask() {
    local -a run=(command yare)
    if type -P timeout > /dev/null; then
        run=(timeout 3 yare)
    fi
    "${run[@]}" get -o name --request-timeout=2s "${carried[@]}" -- "$1" < /dev/null 2> /dev/null
}

# The names in section $1 of the kubeconfig, as kubectl writes it.
__yare_kubeconfig_names() {
    local -a files=()
    if [[ -n $kubeconfig ]]; then
        files=("$kubeconfig")
    elif [[ -n ${KUBECONFIG-} ]]; then
        IFS=: read -r -a files <<< "$KUBECONFIG"
    else
        files=("$HOME/.kube/config")
    fi
    local file
    for file in "${files[@]}"; do
        if [[ -f $file && -r $file ]]; then
            awk -v section="$1" '
                function name(text) {
                    if (text !~ /^name:[ \t]/) return
                    sub(/^name:[ \t]+/, "", text)
                    if (text ~ /^["\047]/) text = substr(text, 2, index(substr(text, 2), substr(text, 1, 1)) - 1)
                    else sub(/[ \t]+(#.*)?$/, "", text)
                    if (text != "") print text
                }
                { sub(/\r$/, "") }
                /^[^ #-]/ { inside = ($0 ~ ("^" section ":[ \t]*(#.*)?$")); item = 0; next }
                !inside { next }
                match($0, /^ *- +/) && (!item || index($0, "-") == item) {
                    item = index($0, "-"); column = RLENGTH; name(substr($0, column + 1)); next
                }
                item && match($0, /^ */) && RLENGTH == column { name(substr($0, column + 1)) }
            ' < "$file"
        fi
    done
}

# Values of the flag --$1 that begin with $3; $2 stands before them in the word.
__yare_values() {
    case $1 in
        output) __yare_offer_words "$2" "$3" 'json yaml name wide' ;;
        namespace) __yare_offer "$2" "$3" < <(__yare_ask namespaces | sed 's,^[^/]*/,,') ;;
        context | cluster | user) __yare_offer "$2" "$3" < <(__yare_kubeconfig_names "${1}s") ;;
        subresource) __yare_offer_words "$2" "$3" 'scale status' ;;
        kuberc) __yare_offer_words "$2" "$3" off ;;
        v) __yare_offer_words "$2" "$3" '0 1 2 3 4 5 6 7 8 9 10' ;;
        filename | kubeconfig | certificate-authority | client-certificate | client-key)
            compopt -o default 2> /dev/null
            ;;
        cache-dir) compopt -o dirnames 2> /dev/null ;;
    esac
}

__yare_flags() {
    case $verb in
        get) __yare_offer_words '' "$1" "$__yare_get_flags $__yare_global_flags" ;;
        list) __yare_offer_words '' "$1" "$__yare_list_flags $__yare_global_flags" ;;
        '') __yare_offer_words '' "$1" "$__yare_global_flags --version" ;;
    esac
}

# Types that begin with $2, with $1 before them: the built-in ones, else those that the cluster's definitions
# add.
__yare_offer_types() {
    __yare_offer_words "$1" "$2" "$__yare_types"
    if [[ ${#COMPREPLY[@]} == 0 && -n $2 ]]; then
        __yare_offer "$1" "$2" < <(__yare_ask customresourcedefinitions | sed 's,^[^/]*/,,')
    fi
}

# The argument of get or list at the cursor, $1.
__yare_argument() {
    if [[ -n $has_source ]]; then
        return
    fi
    local before=
    if [[ ${#arguments[@]} == 0 && $1 != */* ]]; then
        if [[ $1 == *,* ]]; then before=${1%,*},; fi
        __yare_offer_types "$before" "${1##*,}"
    elif [[ $verb == list ]]; then
        return
    elif [[ $1 == */* ]]; then
        if [[ ${#arguments[@]} == 0 || ${arguments[0]} == */* ]]; then
            __yare_offer "${1%%/*}/" "${1#*/}" < <(__yare_ask "${1%%/*}" | sed 's,^[^/]*/,,')
        fi
    elif [[ ${arguments[0]} == */* ]]; then
        compopt -o nospace 2> /dev/null
        __yare_offer '' "$1" < <(printf '%s/\n' $__yare_types)
    else
        __yare_offer '' "$1" < <(__yare_ask "${arguments[0]}" | sed 's,^[^/]*/,,')
    fi
}

# Called by bash; $2 is the end of the word at the cursor, which readline puts the answer in place of.
_yare() {
    local -a words=() arguments=() carried=()
    local IFS=$' \t\n' verb= pending= has_source= kubeconfig= only_arguments= quoted= cut= REPLY
    COMPREPLY=()
    __yare_split
    local count=${#words[@]}
    local current=${words[count - 1]}
    if [[ $current =~ ^[0-9]*[\<\>] || ${words[count - 2]} =~ ^[0-9]*[\<\>]+$ ]]; then
        compopt -o default 2> /dev/null
        return
    fi
    if [[ $current == [\"\']* ]]; then
        quoted=1 current=$2
    else
        cut=${current%"$2"}
    fi
    __yare_read || return 0
    if [[ -n $pending ]]; then
        __yare_values "$pending" '' "$current"
    elif [[ $current == --*=* && -z $only_arguments ]]; then
        local flag=${current%%=*}
        if __yare_takes_value "${flag#--}"; then
            __yare_values "${flag#--}" "$flag=" "${current#*=}"
        else
            __yare_offer_words "$flag=" "${current#*=}" 'true false'
        fi
    elif [[ $current == -??* && $current != --* && -z $only_arguments ]] && __yare_long "${current:1:1}" &&
        __yare_takes_value "$REPLY"; then
        __yare_values "$REPLY" "${current:0:2}" "${current:2}"
    elif [[ $current == -* && -z $only_arguments ]]; then
        __yare_flags "$current"
    elif [[ -z $verb ]]; then
        __yare_offer_words '' "$current" 'get list options version help'
    elif [[ $verb == get || $verb == list ]]; then
        __yare_argument "$current"
    elif [[ $verb == help && ${#arguments[@]} == 0 ]]; then
        __yare_offer_words '' "$current" 'get list'
    fi
}

complete -F _yare yare
