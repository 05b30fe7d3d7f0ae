# Bash completion for yare, written by `yare completion bash`.
#
# Needs nothing but bash. What stands on the command line is never run and never expanded by the shell, and
# neither is what a server answers: no eval, no `compgen -W`.

# The built-in types that can be listed, and their short names.
__yare_types='
    all apiservices certificatesigningrequests cj clusterrolebindings clusterroles cm componentstatuses
    configmaps controllerrevisions crd crds cronjobs cs csidrivers csinodes csistoragecapacities csr
    customresourcedefinitions daemonsets deploy deployments ds endpoints endpointslices ep ev events
    flowschemas horizontalpodautoscalers hpa ing ingressclasses ingresses jobs leases limitranges limits
    mutatingwebhookconfigurations namespaces netpol networkpolicies no nodes ns pc pdb persistentvolumeclaims
    persistentvolumes po poddisruptionbudgets pods podtemplates priorityclasses prioritylevelconfigurations
    pv pvc quota rc replicasets replicationcontrollers resourcequotas rolebindings roles rs runtimeclasses sa
    sc secrets serviceaccounts services statefulsets storageclasses sts svc validatingwebhookconfigurations
    volumeattachments
'

# Those that have pods, and so logs.
__yare_log_types='
    daemonsets deployments jobs pods replicasets replicationcontrollers services statefulsets
'

# Every verb, those of two and three words behind the one they belong to.
__yare_verbs=(
    get list create 'create clusterrole' 'create clusterrolebinding' 'create configmap' 'create cronjob'
    'create deployment' 'create ingress' 'create job' 'create namespace' 'create poddisruptionbudget'
    'create priorityclass' 'create quota' 'create role' 'create rolebinding' 'create secret'
    'create secret docker-registry' 'create secret generic' 'create secret tls' 'create service'
    'create service clusterip' 'create service externalname' 'create service loadbalancer'
    'create service nodeport' 'create serviceaccount' 'create token' apply patch update replace scale delete
    delete-collection logs status wait rollout 'rollout status' completion
)

# Flags: the name, what tells it from another verb's flag of that name, the short form; behind them `=` where
# the next word is the value, `:` where a value can only come behind an equals sign.
__yare_global_flags='
    as= as-group= as-uid= as-user-extra= cache-dir= certificate-authority= client-certificate= client-key=
    cluster= context= disable-compression insecure-skip-tls-verify kubeconfig= kuberc= log-flush-frequency=
    namespace,n= password= request-timeout= server,s= tls-server-name= token= user= username= v,v= vmodule=
    warnings-as-errors help,h
'

# Sets REPLY to the flags of the verb $1.
__yare_flags_of() {
    case $1 in
        '')
            REPLY='
                version'
            ;;
        get)
            REPLY='
                all-namespaces,A allow-missing-template-keys: chunk-size= field-selector= filename,f=
                ignore-not-found label-columns,L= no-headers output,o= output-watch-events raw= recursive,R
                selector,l= server-print: show-kind show-labels show-managed-fields sort-by= sort-natural
                subresource= template= watch,w watch-only'
            ;;
        list)
            REPLY='
                all-namespaces,A allow-missing-template-keys: chunk-size= field-selector= label-columns,L=
                no-headers output,o= output-watch-events query= selector,l= server-print: show-kind
                show-labels show-managed-fields sort-by= sort-natural template= watch,w watch-only'
            ;;
        create)
            REPLY='
                allow-missing-template-keys: concurrency= dry-run: edit field-manager= filename@create,f=
                output@create,o= raw@create= recursive,R save-config selector,l= show-managed-fields
                template= validate: windows-line-endings'
            ;;
        'create clusterrole')
            REPLY='
                aggregation-rule= allow-missing-template-keys: dry-run: field-manager= non-resource-url=
                output@create,o= resource= resource-name= save-config show-managed-fields template= validate:
                verb='
            ;;
        'create clusterrolebinding')
            REPLY='
                allow-missing-template-keys: clusterrole= dry-run: field-manager= group= output@create,o=
                save-config serviceaccount= show-managed-fields template= user@create-clusterrolebinding=
                validate:'
            ;;
        'create configmap')
            REPLY='
                allow-missing-template-keys: append-hash dry-run: field-manager= from-env-file= from-file=
                from-literal= output@create,o= save-config show-managed-fields template= validate:'
            ;;
        'create cronjob')
            REPLY='
                allow-missing-template-keys: dry-run: field-manager= image= output@create,o= restart=
                save-config schedule= show-managed-fields template= validate:'
            ;;
        'create deployment')
            REPLY='
                allow-missing-template-keys: dry-run: field-manager= image@create-deployment=
                output@create,o= port= replicas,r= save-config show-managed-fields template= validate:'
            ;;
        'create ingress')
            REPLY='
                allow-missing-template-keys: annotation= class= default-backend= dry-run: field-manager=
                output@create,o= rule= save-config show-managed-fields template= validate:'
            ;;
        'create job')
            REPLY='
                allow-missing-template-keys: dry-run: field-manager= from= image= output@create,o=
                save-config show-managed-fields template= validate:'
            ;;
        'create namespace')
            REPLY='
                allow-missing-template-keys: dry-run: field-manager= output@create,o= save-config
                show-managed-fields template= validate:'
            ;;
        'create poddisruptionbudget')
            REPLY='
                allow-missing-template-keys: dry-run: field-manager= max-unavailable= min-available=
                output@create,o= save-config selector@create-poddisruptionbudget= show-managed-fields
                template= validate:'
            ;;
        'create priorityclass')
            REPLY='
                allow-missing-template-keys: description= dry-run: field-manager= global-default
                output@create,o= preemption-policy= save-config show-managed-fields template= validate: value='
            ;;
        'create quota')
            REPLY='
                allow-missing-template-keys: dry-run: field-manager= hard= output@create,o= save-config
                scopes= show-managed-fields template= validate:'
            ;;
        'create role')
            REPLY='
                allow-missing-template-keys: dry-run: field-manager= output@create,o= resource=
                resource-name= save-config show-managed-fields template= validate: verb='
            ;;
        'create rolebinding')
            REPLY='
                allow-missing-template-keys: clusterrole@create-rolebinding= dry-run: field-manager=
                group@create-rolebinding= output@create,o= role= save-config
                serviceaccount@create-rolebinding= show-managed-fields template= user@create-rolebinding=
                validate:'
            ;;
        'create secret docker-registry')
            REPLY='
                allow-missing-template-keys: append-hash@create-secret-docker-registry docker-email=
                docker-password= docker-server= docker-username= dry-run: field-manager=
                from-file@create-secret-docker-registry= output@create,o= save-config show-managed-fields
                template= validate:'
            ;;
        'create secret generic')
            REPLY='
                allow-missing-template-keys: append-hash@create-secret-docker-registry dry-run:
                field-manager= from-env-file@create-secret-generic= from-file@create-secret-generic=
                from-literal@create-secret-generic= output@create,o= save-config show-managed-fields
                template= type= validate:'
            ;;
        'create secret tls')
            REPLY='
                allow-missing-template-keys: append-hash@create-secret-docker-registry cert= dry-run:
                field-manager= key= output@create,o= save-config show-managed-fields template= validate:'
            ;;
        'create service clusterip')
            REPLY='
                allow-missing-template-keys: clusterip= dry-run: field-manager= output@create,o=
                save-config@create-service-clusterip show-managed-fields tcp= template= validate:'
            ;;
        'create service externalname')
            REPLY='
                allow-missing-template-keys: dry-run: external-name= field-manager= output@create,o=
                save-config@create-service-clusterip show-managed-fields tcp= template= validate:'
            ;;
        'create service loadbalancer')
            REPLY='
                allow-missing-template-keys: dry-run: field-manager= output@create,o=
                save-config@create-service-clusterip show-managed-fields tcp= template= validate:'
            ;;
        'create service nodeport')
            REPLY='
                allow-missing-template-keys: dry-run: field-manager= node-port= output@create,o=
                save-config@create-service-clusterip show-managed-fields tcp= template= validate:'
            ;;
        'create serviceaccount')
            REPLY='
                allow-missing-template-keys: dry-run: field-manager= output@create,o= save-config
                show-managed-fields template= validate:'
            ;;
        'create token')
            REPLY='
                allow-missing-template-keys: audience= bound-object-kind= bound-object-name=
                bound-object-uid= duration= output@create,o= show-managed-fields template='
            ;;
        apply)
            REPLY='
                allow-missing-template-keys: concurrency= dry-run: field-manager= filename@create,f=
                force-conflicts output@create,o= recursive,R selector,l= server-side show-managed-fields
                subresource@apply= template= validate:'
            ;;
        patch)
            REPLY='
                all all-namespaces,A allow-missing-template-keys: chunk-size= concurrency= dry-run:
                field-manager= field-selector= filename@create,f= force-conflicts@patch local
                output@create,o= patch,p= patch-file= recursive,R selector,l= show-managed-fields
                subresource@patch= template= type@patch='
            ;;
        update)
            REPLY='
                allow-missing-template-keys: cascade: concurrency= dry-run: field-manager= filename@create,f=
                force grace-period= output@create,o= raw@update= recursive,R save-config show-managed-fields
                subresource@update= template= timeout= validate: wait'
            ;;
        replace)
            REPLY='
                allow-missing-template-keys: cascade: concurrency= dry-run: field-manager= filename@create,f=
                force grace-period= output@create,o= raw@update= recursive,R save-config show-managed-fields
                subresource@update= template= timeout= validate: wait'
            ;;
        scale)
            REPLY='
                all@scale all-namespaces,A allow-missing-template-keys: chunk-size= concurrency=
                current-replicas= dry-run: filename@create,f= output@create,o= recursive,R replicas@scale=
                resource-version= selector,l= show-managed-fields template= timeout@scale='
            ;;
        delete)
            REPLY='
                all@delete all-namespaces,A cascade: chunk-size= concurrency= dry-run: field-selector=
                filename@create,f= force@delete grace-period= ignore-not-found@delete interactive,i now
                output@delete,o= raw@delete= recursive,R resource-version@delete= selector,l= timeout@delete=
                uid= wait@delete:'
            ;;
        delete-collection)
            REPLY='
                all@delete-collection all-namespaces,A cascade: concurrency= dry-run: field-selector=
                force@delete grace-period= now output@delete,o= selector,l= timeout@delete= wait@delete:'
            ;;
        logs)
            REPLY='
                all-containers all-pods container,c= exclude= follow,f follow-new: highlight= ignore-errors
                include= insecure-skip-tls-verify-backend limit-bytes= max-log-requests= merge output@logs,o=
                pod-running-timeout= prefix previous,p raw-control selector,l= since= since-time= tail=
                timestamps until='
            ;;
        status)
            REPLY='
                all-namespaces,A allow-missing-template-keys: chunk-size= fail-on= field-selector=
                filename@create,f= for= no-headers output@status,o= recursive,R selector,l= show-kind
                template= timeout@status= tree wait@status'
            ;;
        wait)
            REPLY='
                all@scale all-namespaces,A allow-missing-template-keys: field-selector= filename@create,f=
                for@wait= local@wait output@create,o= recursive@wait,R: selector,l= show-managed-fields
                template= timeout@status='
            ;;
        'rollout status')
            REPLY='
                filename@create,f= recursive,R revision= selector,l= timeout@rollout-status=
                watch@rollout-status,w:'
            ;;
        *) REPLY= ;;
    esac
}

# Sets REPLY to the verb that the word $1 names behind `verb`.
__yare_find_verb() {
    local each
    if [[ -z $1 || $1 == *' '* ]]; then return 1; fi
    case $verb/$1 in
        /options | /version | /help)
            REPLY=$1
            return
            ;;
        create/cm)
            REPLY='create configmap'
            return
            ;;
        create/cj)
            REPLY='create cronjob'
            return
            ;;
        create/deploy)
            REPLY='create deployment'
            return
            ;;
        create/ing)
            REPLY='create ingress'
            return
            ;;
        create/ns)
            REPLY='create namespace'
            return
            ;;
        create/pdb)
            REPLY='create poddisruptionbudget'
            return
            ;;
        create/pc)
            REPLY='create priorityclass'
            return
            ;;
        create/resourcequota)
            REPLY='create quota'
            return
            ;;
        create/svc)
            REPLY='create service'
            return
            ;;
        create/sa)
            REPLY='create serviceaccount'
            return
            ;;
    esac
    for each in "${__yare_verbs[@]}"; do
        if [[ $each == "${verb:+$verb }$1" ]]; then
            REPLY=$each
            return
        fi
    done
    return 1
}

# Sets REPLY to the words that can stand behind `verb`.
__yare_words_behind() {
    local each
    REPLY=
    for each in "${__yare_verbs[@]}"; do
        if [[ -z $verb || $each == "$verb "* ]]; then
            each=${each#"${verb:+$verb }"}
            if [[ $each != *' '* ]]; then REPLY+="$each "; fi
        fi
    done
}

# Sets `known` to the flags that are understood behind `verb`: its own, the global ones, those of the verbs
# behind it.
__yare_understand() {
    local each
    __yare_flags_of "$verb"
    known="$REPLY $__yare_global_flags"
    for each in "${__yare_verbs[@]}"; do
        if [[ -z $verb || $each == "$verb "* ]]; then
            __yare_flags_of "$each"
            known+=" $REPLY"
        fi
    done
}

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

# Sets `flag` to the entry of the long flag $1, or of the short flag $2.
__yare_find_flag() {
    for flag in $known; do
        if [[ -n $1 && ($flag == "$1" || $flag == "$1"[,@=:]*) || -n $2 && $flag =~ ,"$2"[=:]?$ ]]; then
            return
        fi
    done
    flag=$1=
    [[ -n $1 ]]
}

# Notes the flag with the entry $1 and its value $2 if it says where to go and as whom.
__yare_note() {
    local id=${1%%[,=:]*}
    case $id in
        as | as-group | as-uid | as-user-extra | cache-dir | certificate-authority | client-certificate | \
        client-key | cluster | context | disable-compression | insecure-skip-tls-verify | kubeconfig | \
        namespace | password | server | tls-server-name | token | user | username | all-namespaces)
            carried+=("--$id=$2")
            ;;
    esac
    case ${id%%@*} in
        filename | raw) has_source=1 ;;
        kubeconfig) kubeconfig=$2 ;;
    esac
}

# Reads the words before the cursor: `verb`, `arguments`, `carried` flags, `has_source`, `kubeconfig`;
# `pending` is the flag whose value is at the cursor. Fails when a word cannot be known.
__yare_read() {
    local i word letters flag
    __yare_understand
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
            __yare_find_flag "${word%%=*}"
            __yare_note "$flag" "${word#*=}"
        elif [[ $word == --* && -z $only_arguments ]]; then
            __yare_find_flag "${word#--}"
            if [[ $flag == *= ]]; then pending=$flag; else __yare_note "$flag" true; fi
        elif [[ $word == -?* && -z $only_arguments ]]; then
            letters=${word#-}
            while [[ -n $letters ]] && __yare_find_flag '' "${letters:0:1}"; do
                letters=${letters:1}
                if [[ $flag != *= ]]; then
                    __yare_note "$flag" true
                elif [[ -n $letters ]]; then
                    __yare_note "$flag" "${letters#=}"
                    letters=
                else
                    pending=$flag
                fi
            done
        elif [[ -z $closed ]] && __yare_find_verb "$word"; then
            verb=$REPLY
            __yare_understand
        else
            closed=1
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

# As __yare_offer_words, also behind a comma.
__yare_offer_list() {
    __yare_offer_words "$1${2%"${2##*,}"}" "${2##*,}" "$3"
}

# Gets $2 from the cluster that the command line is about, in the format $1: a few seconds at most, and without
# a word when it cannot be reached.
__yare_get() {
    local -a run=(command yare)
    if type -P timeout > /dev/null; then
        run=(timeout 3 yare)
    fi
    "${run[@]}" get -o "$1" --request-timeout=2s "${carried[@]}" -- "$2" < /dev/null 2> /dev/null
}

# The names of the objects of type $1.
__yare_ask() {
    __yare_get name "$1" | sed 's,^[^/]*/,,'
}

# The containers of the first argument, a pod or a workload.
__yare_containers() {
    local target=${arguments[0]-} path= each
    if [[ -z $target ]]; then return; fi
    for each in .spec{,.template.spec}.{initContainers,containers,ephemeralContainers}; do
        path+="{range $each[*]}{.name}{'\\n'}{end}"
    done
    if [[ $target != */* ]]; then target=pods/$target; fi
    __yare_get "jsonpath=$path" "$target"
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

# Values of the flag with the entry $1 that begin with $3; $2 stands before them in the word.
__yare_values() {
    case ${1%%[,=:]*} in
        cache-dir)
            compopt -o dirnames 2> /dev/null
            ;;
        certificate-authority | client-certificate | client-key | kubeconfig | filename | filename@create | \
        from-env-file | from-file | from-file@create-secret-docker-registry | \
        from-env-file@create-secret-generic | from-file@create-secret-generic | cert | key | patch-file)
            compopt -o default 2> /dev/null
            ;;
        cluster)
            __yare_offer "$2" "$3" < <(__yare_kubeconfig_names clusters)
            ;;
        context)
            __yare_offer "$2" "$3" < <(__yare_kubeconfig_names contexts)
            ;;
        kuberc)
            __yare_offer_list "$2" "$3" 'off'
            ;;
        namespace)
            __yare_offer "$2" "$3" < <(__yare_ask namespaces)
            ;;
        user)
            __yare_offer "$2" "$3" < <(__yare_kubeconfig_names users)
            ;;
        v)
            __yare_offer_list "$2" "$3" '0 1 2 3 4 5 6 7 8 9 10'
            ;;
        allow-missing-template-keys | server-print | wait@delete | follow-new | recursive@wait | \
        watch@rollout-status)
            __yare_offer_list "$2" "$3" 'false true'
            ;;
        output)
            __yare_offer_list "$2" "$3" 'json yaml kyaml name go-template go-template-file template templatefile jsonpath jsonpath-as-json jsonpath-file custom-columns custom-columns-file wide'
            ;;
        subresource | subresource@apply | subresource@patch)
            __yare_offer_list "$2" "$3" 'scale status'
            ;;
        dry-run)
            __yare_offer_list "$2" "$3" 'client none server'
            ;;
        output@create)
            __yare_offer_list "$2" "$3" 'json yaml kyaml name go-template go-template-file template templatefile jsonpath jsonpath-as-json jsonpath-file'
            ;;
        validate)
            __yare_offer_list "$2" "$3" 'ignore strict warn'
            ;;
        resource)
            __yare_offer_list "$2" "$3" "$__yare_types"
            ;;
        verb)
            __yare_offer_list "$2" "$3" 'create delete deletecollection get list patch update watch'
            ;;
        clusterrole | clusterrole@create-rolebinding)
            __yare_offer "$2" "$3" < <(__yare_ask clusterroles)
            ;;
        restart)
            __yare_offer_list "$2" "$3" 'Never OnFailure'
            ;;
        class)
            __yare_offer "$2" "$3" < <(__yare_ask ingressclasses)
            ;;
        preemption-policy)
            __yare_offer_list "$2" "$3" 'Never PreemptLowerPriority'
            ;;
        role)
            __yare_offer "$2" "$3" < <(__yare_ask roles)
            ;;
        bound-object-kind)
            __yare_offer_list "$2" "$3" 'Node Pod Secret'
            ;;
        type@patch)
            __yare_offer_list "$2" "$3" 'apply json merge strategic'
            ;;
        cascade)
            __yare_offer_list "$2" "$3" 'background foreground orphan'
            ;;
        subresource@update)
            __yare_offer_list "$2" "$3" 'approval ephemeralcontainers finalize scale status'
            ;;
        output@delete)
            __yare_offer_list "$2" "$3" 'name'
            ;;
        container)
            __yare_offer "$2" "$3" < <(__yare_containers)
            ;;
        output@logs)
            __yare_offer_list "$2" "$3" 'raw json'
            ;;
        fail-on)
            __yare_offer_list "$2" "$3" 'condition= failed jsonpath= none'
            ;;
        for)
            __yare_offer_list "$2" "$3" 'complete condition= current deleted exists jsonpath='
            ;;
        output@status)
            __yare_offer_list "$2" "$3" 'json yaml kyaml name go-template go-template-file template templatefile jsonpath jsonpath-as-json jsonpath-file custom-columns custom-columns-file wide status'
            ;;
        for@wait)
            __yare_offer_list "$2" "$3" 'condition= create delete jsonpath='
            ;;
    esac
}

__yare_offer_flags() {
    local flag names=
    __yare_flags_of "$verb"
    for flag in $REPLY $__yare_global_flags; do
        names+=" --${flag%%[,@=:]*}"
        if [[ $flag =~ ,(.) ]]; then names+=" -${BASH_REMATCH[1]}"; fi
    done
    __yare_offer_words '' "$1" "$names"
}

# Types that begin with $2, with $1 before them: the built-in ones, else those that the cluster's definitions
# add.
__yare_offer_types() {
    __yare_offer_words "$1" "$2" "$__yare_types"
    if [[ ${#COMPREPLY[@]} == 0 && -n $2 ]]; then
        __yare_offer "$1" "$2" < <(__yare_ask customresourcedefinitions)
    fi
}

# The type or the object at the cursor, $1; $2 is set where only types may stand.
__yare_target() {
    local before=
    if [[ -n $has_source && $verb != update && $verb != replace ]]; then
        return
    elif [[ ${#arguments[@]} == 0 && $1 != */* ]]; then
        if [[ $1 == *,* ]]; then before=${1%,*},; fi
        __yare_offer_types "$before" "${1##*,}"
    elif [[ -n $2 ]]; then
        return
    elif [[ $1 == */* ]]; then
        if [[ ${#arguments[@]} == 0 || ${arguments[0]} == */* ]]; then
            __yare_offer "${1%%/*}/" "${1#*/}" < <(__yare_ask "${1%%/*}")
        fi
    elif [[ ${arguments[0]} == */* ]]; then
        compopt -o nospace 2> /dev/null
        __yare_offer '' "$1" < <(printf '%s/\n' $__yare_types)
    else
        __yare_offer '' "$1" < <(__yare_ask "${arguments[0]}")
    fi
}

# The pod, the workload or the container at the cursor, $1.
__yare_log_target() {
    local others
    if [[ ${#arguments[@]} -gt 1 && ${arguments[1]} != */* ]]; then
        return
    elif [[ $1 == */* ]]; then
        __yare_offer "${1%%/*}/" "${1#*/}" < <(__yare_ask "${1%%/*}")
        return
    elif [[ ${#arguments[@]} == 0 ]]; then
        __yare_offer '' "$1" < <(__yare_ask pods)
    elif [[ ${#arguments[@]} == 1 ]]; then
        __yare_offer '' "$1" < <(__yare_containers)
    fi
    others=${#COMPREPLY[@]}
    __yare_offer '' "$1" < <(printf '%s/\n' $__yare_log_types)
    if [[ $others == 0 ]]; then compopt -o nospace 2> /dev/null; fi
}

# The argument at the cursor, $1.
__yare_argument() {
    local each
    if [[ $verb == help ]]; then
        verb= closed=
        for each in "${arguments[@]}"; do
            __yare_find_verb "$each" || return
            verb=$REPLY
        done
        __yare_words_behind
        __yare_offer_words '' "$1" "$REPLY"
        return
    fi
    if [[ -z $closed ]]; then
        __yare_words_behind
        if [[ -z $verb ]]; then REPLY+='options version help'; fi
        __yare_offer_words '' "$1" "$REPLY"
    fi
    case $verb in
        get | patch | update | replace | scale | delete | status | wait | 'rollout status')
            __yare_target "$1"
            ;;
        list | delete-collection)
            __yare_target "$1" only
            ;;
        logs)
            __yare_log_target "$1"
            ;;
        completion)
            if [[ -z $closed ]]; then __yare_offer_words '' "$1" 'bash zsh fish'; fi
            ;;
    esac
}

# Called by bash; $2 is the end of the word at the cursor, which readline puts the answer in place of.
_yare() {
    local -a words=() arguments=() carried=()
    local IFS=$' \t\n' verb= known= closed= pending= has_source= kubeconfig= only_arguments= quoted= cut= REPLY
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
    local flag
    if [[ -n $pending ]]; then
        __yare_values "$pending" '' "$current"
    elif [[ $current == --*=* && -z $only_arguments ]]; then
        local name=${current%%=*}
        __yare_find_flag "${name#--}"
        if [[ $flag == *[=:] ]]; then
            __yare_values "$flag" "$name=" "${current#*=}"
        else
            __yare_offer_words "$name=" "${current#*=}" 'false true'
        fi
    elif [[ $current == -??* && $current != --* && -z $only_arguments ]] &&
        __yare_find_flag '' "${current:1:1}" && [[ $flag == *= ]]; then
        __yare_values "$flag" "${current:0:2}" "${current:2}"
    elif [[ $current == -* && -z $only_arguments ]]; then
        __yare_offer_flags "$current"
    else
        __yare_argument "$current"
    fi
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]]; then compopt -o nospace 2> /dev/null; fi
}

complete -F _yare yare
