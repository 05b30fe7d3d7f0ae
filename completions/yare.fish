# Fish completion for yare, written by `yare completion fish`.
#
# What stands on the command line is never run, and a word that only the shell could expand ends the questions
# to the cluster.

# The built-in types that can be listed, and their short names.
function __yare_types
    printf '%s\n' \
        all apiservices certificatesigningrequests cj clusterrolebindings clusterroles cm componentstatuses \
        configmaps controllerrevisions crd crds cronjobs cs csidrivers csinodes csistoragecapacities csr \
        customresourcedefinitions daemonsets deploy deployments ds endpoints endpointslices ep ev events \
        flowschemas horizontalpodautoscalers hpa ing ingressclasses ingresses jobs leases limitranges \
        limits mutatingwebhookconfigurations namespaces netpol networkpolicies no nodes ns pc pdb \
        persistentvolumeclaims persistentvolumes po poddisruptionbudgets pods podtemplates priorityclasses \
        prioritylevelconfigurations pv pvc quota rc replicasets replicationcontrollers resourcequotas \
        rolebindings roles rs runtimeclasses sa sc secrets serviceaccounts services statefulsets \
        storageclasses sts svc validatingwebhookconfigurations volumeattachments
end

# Those that have pods, and so logs.
function __yare_log_types
    printf '%s\n' \
        daemonsets deployments jobs pods replicasets replicationcontrollers services statefulsets
end

# Every verb, those of two and three words behind the one they belong to.
set -g __yare_verbs \
    get list create 'create clusterrole' 'create clusterrolebinding' 'create configmap' 'create cronjob' \
    'create deployment' 'create ingress' 'create job' 'create namespace' 'create poddisruptionbudget' \
    'create priorityclass' 'create quota' 'create role' 'create rolebinding' 'create secret' \
    'create secret docker-registry' 'create secret generic' 'create secret tls' 'create service' \
    'create service clusterip' 'create service externalname' 'create service loadbalancer' \
    'create service nodeport' 'create serviceaccount' 'create token' apply patch update replace scale \
    delete delete-collection logs status wait rollout 'rollout status' completion

# Flags: the name, what tells it from another verb's flag of that name, the short form; behind them `=` where
# the next word is the value, `:` where a value can only come behind an equals sign.
set -g __yare_global_flags \
    as= as-group= as-uid= as-user-extra= cache-dir= certificate-authority= client-certificate= client-key= \
    cluster= context= disable-compression insecure-skip-tls-verify kubeconfig= kuberc= log-flush-frequency= \
    namespace,n= password= request-timeout= server,s= tls-server-name= token= user= username= v,v= vmodule= \
    warnings-as-errors help,h

# The flags of the verb argv[1], one a line.
function __yare_flags_of
    switch "$argv[1]"
        case ''
            printf '%s\n' \
                version
        case get
            printf '%s\n' \
                all-namespaces,A allow-missing-template-keys: chunk-size= field-selector= filename,f= \
                ignore-not-found label-columns,L= no-headers output,o= output-watch-events raw= recursive,R \
                selector,l= server-print: show-kind show-labels show-managed-fields sort-by= sort-natural \
                subresource= template= watch,w watch-only
        case list
            printf '%s\n' \
                all-namespaces,A allow-missing-template-keys: chunk-size= field-selector= label-columns,L= \
                no-headers output,o= output-watch-events query= selector,l= server-print: show-kind \
                show-labels show-managed-fields sort-by= sort-natural template= watch,w watch-only
        case create
            printf '%s\n' \
                allow-missing-template-keys: concurrency= dry-run: edit field-manager= filename@create,f= \
                output@create,o= raw@create= recursive,R save-config selector,l= show-managed-fields \
                template= validate: windows-line-endings
        case 'create clusterrole'
            printf '%s\n' \
                aggregation-rule= allow-missing-template-keys: dry-run: field-manager= non-resource-url= \
                output@create,o= resource= resource-name= save-config show-managed-fields template= \
                validate: verb=
        case 'create clusterrolebinding'
            printf '%s\n' \
                allow-missing-template-keys: clusterrole= dry-run: field-manager= group= output@create,o= \
                save-config serviceaccount= show-managed-fields template= user@create-clusterrolebinding= \
                validate:
        case 'create configmap'
            printf '%s\n' \
                allow-missing-template-keys: append-hash dry-run: field-manager= from-env-file= from-file= \
                from-literal= output@create,o= save-config show-managed-fields template= validate:
        case 'create cronjob'
            printf '%s\n' \
                allow-missing-template-keys: dry-run: field-manager= image= output@create,o= restart= \
                save-config schedule= show-managed-fields template= validate:
        case 'create deployment'
            printf '%s\n' \
                allow-missing-template-keys: dry-run: field-manager= image@create-deployment= \
                output@create,o= port= replicas,r= save-config show-managed-fields template= validate:
        case 'create ingress'
            printf '%s\n' \
                allow-missing-template-keys: annotation= class= default-backend= dry-run: field-manager= \
                output@create,o= rule= save-config show-managed-fields template= validate:
        case 'create job'
            printf '%s\n' \
                allow-missing-template-keys: dry-run: field-manager= from= image= output@create,o= \
                save-config show-managed-fields template= validate:
        case 'create namespace'
            printf '%s\n' \
                allow-missing-template-keys: dry-run: field-manager= output@create,o= save-config \
                show-managed-fields template= validate:
        case 'create poddisruptionbudget'
            printf '%s\n' \
                allow-missing-template-keys: dry-run: field-manager= max-unavailable= min-available= \
                output@create,o= save-config selector@create-poddisruptionbudget= show-managed-fields \
                template= validate:
        case 'create priorityclass'
            printf '%s\n' \
                allow-missing-template-keys: description= dry-run: field-manager= global-default \
                output@create,o= preemption-policy= save-config show-managed-fields template= validate: \
                value=
        case 'create quota'
            printf '%s\n' \
                allow-missing-template-keys: dry-run: field-manager= hard= output@create,o= save-config \
                scopes= show-managed-fields template= validate:
        case 'create role'
            printf '%s\n' \
                allow-missing-template-keys: dry-run: field-manager= output@create,o= resource= \
                resource-name= save-config show-managed-fields template= validate: verb=
        case 'create rolebinding'
            printf '%s\n' \
                allow-missing-template-keys: clusterrole@create-rolebinding= dry-run: field-manager= \
                group@create-rolebinding= output@create,o= role= save-config \
                serviceaccount@create-rolebinding= show-managed-fields template= user@create-rolebinding= \
                validate:
        case 'create secret docker-registry'
            printf '%s\n' \
                allow-missing-template-keys: append-hash@create-secret-docker-registry docker-email= \
                docker-password= docker-server= docker-username= dry-run: field-manager= \
                from-file@create-secret-docker-registry= output@create,o= save-config show-managed-fields \
                template= validate:
        case 'create secret generic'
            printf '%s\n' \
                allow-missing-template-keys: append-hash@create-secret-docker-registry dry-run: \
                field-manager= from-env-file@create-secret-generic= from-file@create-secret-generic= \
                from-literal@create-secret-generic= output@create,o= save-config show-managed-fields \
                template= type= validate:
        case 'create secret tls'
            printf '%s\n' \
                allow-missing-template-keys: append-hash@create-secret-docker-registry cert= dry-run: \
                field-manager= key= output@create,o= save-config show-managed-fields template= validate:
        case 'create service clusterip'
            printf '%s\n' \
                allow-missing-template-keys: clusterip= dry-run: field-manager= output@create,o= \
                save-config@create-service-clusterip show-managed-fields tcp= template= validate:
        case 'create service externalname'
            printf '%s\n' \
                allow-missing-template-keys: dry-run: external-name= field-manager= output@create,o= \
                save-config@create-service-clusterip show-managed-fields tcp= template= validate:
        case 'create service loadbalancer'
            printf '%s\n' \
                allow-missing-template-keys: dry-run: field-manager= output@create,o= \
                save-config@create-service-clusterip show-managed-fields tcp= template= validate:
        case 'create service nodeport'
            printf '%s\n' \
                allow-missing-template-keys: dry-run: field-manager= node-port= output@create,o= \
                save-config@create-service-clusterip show-managed-fields tcp= template= validate:
        case 'create serviceaccount'
            printf '%s\n' \
                allow-missing-template-keys: dry-run: field-manager= output@create,o= save-config \
                show-managed-fields template= validate:
        case 'create token'
            printf '%s\n' \
                allow-missing-template-keys: audience= bound-object-kind= bound-object-name= \
                bound-object-uid= duration= output@create,o= show-managed-fields template=
        case apply
            printf '%s\n' \
                allow-missing-template-keys: concurrency= dry-run: field-manager= filename@create,f= \
                force-conflicts output@create,o= recursive,R selector,l= server-side show-managed-fields \
                subresource@apply= template= validate:
        case patch
            printf '%s\n' \
                all all-namespaces,A allow-missing-template-keys: chunk-size= concurrency= dry-run: \
                field-manager= field-selector= filename@create,f= force-conflicts@patch local \
                output@create,o= patch,p= patch-file= recursive,R selector,l= show-managed-fields \
                subresource@patch= template= type@patch=
        case update
            printf '%s\n' \
                allow-missing-template-keys: cascade: concurrency= dry-run: field-manager= \
                filename@create,f= force grace-period= output@create,o= raw@update= recursive,R save-config \
                show-managed-fields subresource@update= template= timeout= validate: wait
        case replace
            printf '%s\n' \
                allow-missing-template-keys: cascade: concurrency= dry-run: field-manager= \
                filename@create,f= force grace-period= output@create,o= raw@update= recursive,R save-config \
                show-managed-fields subresource@update= template= timeout= validate: wait
        case scale
            printf '%s\n' \
                all@scale all-namespaces,A allow-missing-template-keys: chunk-size= concurrency= \
                current-replicas= dry-run: filename@create,f= output@create,o= recursive,R replicas@scale= \
                resource-version= selector,l= show-managed-fields template= timeout@scale=
        case delete
            printf '%s\n' \
                all@delete all-namespaces,A cascade: chunk-size= concurrency= dry-run: field-selector= \
                filename@create,f= force@delete grace-period= ignore-not-found@delete interactive,i now \
                output@delete,o= raw@delete= recursive,R resource-version@delete= selector,l= \
                timeout@delete= uid= wait@delete:
        case delete-collection
            printf '%s\n' \
                all@delete-collection all-namespaces,A cascade: concurrency= dry-run: field-selector= \
                force@delete grace-period= now output@delete,o= selector,l= timeout@delete= wait@delete:
        case logs
            printf '%s\n' \
                all-containers all-pods container,c= exclude= follow,f follow-new: highlight= ignore-errors \
                include= insecure-skip-tls-verify-backend limit-bytes= max-log-requests= merge \
                output@logs,o= pod-running-timeout= prefix previous,p raw-control selector,l= since= \
                since-time= tail= timestamps until=
        case status
            printf '%s\n' \
                all-namespaces,A allow-missing-template-keys: chunk-size= fail-on= field-selector= \
                filename@create,f= for= no-headers output@status,o= recursive,R selector,l= show-kind \
                template= timeout@status= tree wait@status
        case wait
            printf '%s\n' \
                all@scale all-namespaces,A allow-missing-template-keys: field-selector= filename@create,f= \
                for@wait= local@wait output@create,o= recursive@wait,R: selector,l= show-managed-fields \
                template= timeout@status=
        case 'rollout status'
            printf '%s\n' \
                filename@create,f= recursive,R revision= selector,l= timeout@rollout-status= \
                watch@rollout-status,w:
    end
end

# The verb that the word argv[2] names behind argv[1].
function __yare_find_verb
    string match -qr '^$| ' -- $argv[2]
    and return 1
    set -l name (string trim -- "$argv[1] $argv[2]")
    switch "$argv[1]/$argv[2]"
        case /options /version /help
            echo $argv[2]
            return
        case create/cm
            set name 'create configmap'
        case create/cj
            set name 'create cronjob'
        case create/deploy
            set name 'create deployment'
        case create/ing
            set name 'create ingress'
        case create/ns
            set name 'create namespace'
        case create/pdb
            set name 'create poddisruptionbudget'
        case create/pc
            set name 'create priorityclass'
        case create/resourcequota
            set name 'create quota'
        case create/svc
            set name 'create service'
        case create/sa
            set name 'create serviceaccount'
    end
    contains -- $name $__yare_verbs
    and echo $name
end

# The flags that are understood behind the verb argv[1]: its own, the global ones, those of the verbs behind it.
function __yare_understand
    __yare_flags_of "$argv[1]"
    printf '%s\n' $__yare_global_flags
    for each in $__yare_verbs
        if test -z "$argv[1]"; or string match -q -- "$argv[1] *" $each
            __yare_flags_of $each
        end
    end
end

# Notes the flag with the entry argv[1] and its value argv[2] if it says where to go and as whom.
function __yare_note --no-scope-shadowing
    set -l id (string replace -r '[,=:].*' '' -- $argv[1])
    switch "$id"
        case as as-group as-uid as-user-extra cache-dir certificate-authority client-certificate client-key \
            cluster context disable-compression insecure-skip-tls-verify kubeconfig namespace password \
            server tls-server-name token user username all-namespaces
            set -a carried "--$id=$argv[2]"
    end
    switch "$id"
        case filename 'filename@*' raw 'raw@*'
            set has_source 1
        case kubeconfig
            set kubeconfig $argv[2]
    end
end

# Reads the words before the cursor into the caller's variables: `verb`, `arguments`, `carried` flags,
# `has_source`, `kubeconfig`. Fails when a word cannot be known.
function __yare_read --no-scope-shadowing
    set -l words (commandline -opc)
    set -l known (__yare_understand '')
    set -l pending
    set -l only_arguments
    set verb ''
    for word in $words[2..]
        if string match -qr '[$()]' -- $word
            return 1
        end
        set word (string replace -r '^~(?=/|$)' -- $HOME $word)
        if set -q pending[1]
            __yare_note $pending $word
            set pending
        else if set -q only_arguments[1]
            set -a arguments $word
        else if not string match -qr '^-.' -- $word
            set -l inner
            set -q arguments[1]
            or set inner (__yare_find_verb "$verb" $word)
            if set -q inner[1]
                set verb $inner
                set known (__yare_understand $verb)
            else
                set -a arguments $word
            end
        else if test $word = --
            set only_arguments 1
        else if string match -q -- '--*' $word
            set -l parts (string split -m 1 = -- (string sub -s 3 -- $word))
            set -l name (string escape --style=regex -- $parts[1])
            set -l flag (string match -r -- "^$name(?:[,@=:].*)?\$" $known)[1]
            set -q flag[1]
            or set flag $parts[1]=
            if set -q parts[2]
                __yare_note $flag $parts[2]
            else if string match -q -- '*=' $flag
                set pending $flag
            else
                __yare_note $flag true
            end
        else
            set -l letters (string split '' -- (string sub -s 2 -- $word))
            while set -q letters[1]
                set -l letter (string escape --style=regex -- $letters[1])
                set -l flag (string match -r -- "^.*,$letter"'[=:]?$' $known)[1]
                set -q flag[1]
                or break
                set -e letters[1]
                if not string match -q -- '*=' $flag
                    __yare_note $flag true
                else if set -q letters[1]
                    __yare_note $flag (string replace -r '^=' '' -- (string join '' $letters))
                    set letters
                else
                    set pending $flag
                end
            end
        end
    end
    return 0
end

# Gets argv[2] in the format argv[1] with the flags in argv[3..]. A few seconds at most, and without a word when
# the cluster cannot be reached.
function __yare_get
    set -l run command yare
    if command -q timeout
        set run timeout 3 yare
    end
    $run get -o $argv[1] --request-timeout=2s $argv[3..] -- $argv[2] </dev/null 2>/dev/null |
        string match -rv '[[:cntrl:]]'
end

# The names of the objects of type argv[1], asked with the flags in argv[2..].
function __yare_ask
    __yare_get name $argv | string replace -r '^[^/]*/' ''
end

# Whether the verb is one of argv; '' stands for none yet. Asked for every flag, so the last answer is kept.
function __yare_verb_is
    set -l line (commandline -opc | string collect)
    if test "$line" != "$__yare_last_line"; or not set -q __yare_last_verb
        set -l verb
        set -l arguments
        set -l carried
        set -l has_source
        set -l kubeconfig
        __yare_read
        set -g __yare_last_line $line
        set -g __yare_last_verb "$verb"
        set -g __yare_last_count (count $arguments)
    end
    contains -- "$__yare_last_verb" $argv
end

# Whether the verb is argv[1], and no argument stands behind it.
function __yare_verb_ends
    __yare_verb_is "$argv[1]"
    and test $__yare_last_count -eq 0
end

# The names of the objects of type argv[1].
function __yare_objects
    set -l verb
    set -l arguments
    set -l carried
    set -l has_source
    set -l kubeconfig
    __yare_read
    and __yare_ask $argv[1] $carried
end

# The containers of the first argument, a pod or a workload.
function __yare_containers
    set -l verb
    set -l arguments
    set -l carried
    set -l has_source
    set -l kubeconfig
    __yare_read
    and set -q arguments[1]
    or return
    set -l target $arguments[1]
    string match -q '*/*' -- $target
    or set target pods/$target
    set -l steps
    for each in .spec{,.template.spec}.{initContainers,containers,ephemeralContainers}
        set -a steps "{range $each""[*]}{.name}{'\\n'}{end}"
    end
    __yare_get jsonpath=(string join '' $steps) $target $carried
end

# The names in section argv[1] of the kubeconfig, as kubectl writes it.
function __yare_kubeconfig_names
    set -l verb
    set -l arguments
    set -l carried
    set -l has_source
    set -l kubeconfig
    __yare_read
    or return
    set -l files $kubeconfig
    if not set -q files[1]
        set files (string split -n : -- "$KUBECONFIG")
        set -q files[1]
        or set files ~/.kube/config
    end
    for file in $files
        if test -f $file -a -r $file
            awk -v section=$argv[1] '
            function name(text) {
                if (text !~ /^name:[ \\t]/) return
                sub(/^name:[ \\t]+/, "", text)
                if (text ~ /^["\\047]/) text = substr(text, 2, index(substr(text, 2), substr(text, 1, 1)) - 1)
                else sub(/[ \\t]+(#.*)?$/, "", text)
                if (text != "") print text
            }
            { sub(/\\r$/, "") }
            /^[^ #-]/ { inside = ($0 ~ ("^" section ":[ \\t]*(#.*)?$")); item = 0; next }
            !inside { next }
            match($0, /^ *- +/) && (!item || index($0, "-") == item) {
                item = index($0, "-"); column = RLENGTH; name(substr($0, column + 1)); next
            }
            item && match($0, /^ */) && RLENGTH == column { name(substr($0, column + 1)) }
            ' <$file
        end
    end
end

# Types that complete argv[1], with argv[2] before them: the built-in ones, else those that the cluster's
# definitions add.
function __yare_complete_type
    set -l found (__yare_types | string match -- "$argv[1]*")
    if not set -q found[1]; and test -n "$argv[1]"
        set found (__yare_ask customresourcedefinitions $argv[3..])
    end
    printf "$argv[2]%s\n" $found
end

# The words that can stand behind the words of `help`.
function __yare_help_words
    set -l verb
    set -l arguments
    set -l carried
    set -l has_source
    set -l kubeconfig
    __yare_read
    set verb
    for each in $arguments
        set verb (__yare_find_verb "$verb" $each)
        or return
    end
    for each in $__yare_verbs
        if test -z "$verb"; or string match -q -- "$verb *" $each
            test -n "$verb"
            and set each (string replace -- "$verb " '' $each)
            string match -r '^[^ ]*$' -- $each
        end
    end
end

# The types and objects that can stand at the cursor.
function __yare_target
    set -l verb
    set -l arguments
    set -l carried
    set -l has_source
    set -l kubeconfig
    __yare_read
    or return
    set -l word (commandline -ct)
    if string match -qr '^-|[$()]' -- $word
        return
    else if set -q has_source[1]; and not contains -- $verb update replace
        return
    end
    set -l parts (string split -m 1 / -- $word)
    set -l type $arguments[1]
    if test (count $arguments) -eq 0 -a (count $parts) -lt 2
        set -l before (string replace -rf '[^,]*$' '' -- $word)
        __yare_complete_type (string replace -r '.*,' '' -- "$word") "$before" $carried
    else if contains -- $verb list delete-collection
        return
    else if test (count $parts) -eq 2
        if test (count $arguments) -eq 0; or string match -q '*/*' -- $type
            set -l names (__yare_ask $parts[1] $carried)
            printf '%s\n' $parts[1]/$names
        end
    else if string match -q '*/*' -- $type
        printf '%s/\n' (__yare_types)
    else
        for name in (__yare_ask $type $carried)
            contains -- $name $arguments[2..]
            or echo $name
        end
    end
end

# The pod, the workload or the container at the cursor.
function __yare_log_target
    set -l verb
    set -l arguments
    set -l carried
    set -l has_source
    set -l kubeconfig
    __yare_read
    or return
    set -l word (commandline -ct)
    set -l parts (string split -m 1 / -- $word)
    if string match -qr '^-|[$()]' -- $word
        return
    else if set -q arguments[2]; and not string match -q '*/*' -- $arguments[2]
        return
    else if test (count $parts) -eq 2
        set -l names (__yare_ask $parts[1] $carried)
        printf '%s\n' $parts[1]/$names
        return
    else if not set -q arguments[1]
        __yare_ask pods $carried
    else if not set -q arguments[2]
        __yare_containers
    end
    printf '%s/\n' (__yare_log_types)
end

complete -c yare -f
complete -c yare -n '__yare_verb_ends ""' -a options -d 'Print the flags that every command takes'
complete -c yare -n '__yare_verb_ends ""' -a version -d 'Print the version'
complete -c yare -n '__yare_verb_ends ""' -a help -d 'Say what a command does'
complete -c yare -n '__yare_verb_ends ""' -a get -d 'Display one or many resources'
complete -c yare -n '__yare_verb_ends ""' -a list -d 'Display whole collections'
complete -c yare -n '__yare_verb_ends ""' -a create -d 'Create objects from manifests or flags'
complete -c yare -n '__yare_verb_ends "create"' -a clusterrole -d 'Create a cluster role'
complete -c yare -n '__yare_verb_ends "create"' -a clusterrolebinding -d 'Create a cluster role binding for a particular cluster role'
complete -c yare -n '__yare_verb_ends "create"' -a configmap -d 'Create a config map from a local file, directory or literal value'
complete -c yare -n '__yare_verb_ends "create"' -a cronjob -d 'Create a cron job with the specified name'
complete -c yare -n '__yare_verb_ends "create"' -a deployment -d 'Create a deployment with the specified name'
complete -c yare -n '__yare_verb_ends "create"' -a ingress -d 'Create an ingress with the specified name'
complete -c yare -n '__yare_verb_ends "create"' -a job -d 'Create a job with the specified name'
complete -c yare -n '__yare_verb_ends "create"' -a namespace -d 'Create a namespace with the specified name'
complete -c yare -n '__yare_verb_ends "create"' -a poddisruptionbudget -d 'Create a pod disruption budget with the specified name'
complete -c yare -n '__yare_verb_ends "create"' -a priorityclass -d 'Create a priority class with the specified name'
complete -c yare -n '__yare_verb_ends "create"' -a quota -d 'Create a quota with the specified name'
complete -c yare -n '__yare_verb_ends "create"' -a role -d 'Create a role with single rule'
complete -c yare -n '__yare_verb_ends "create"' -a rolebinding -d 'Create a role binding for a particular role or cluster role'
complete -c yare -n '__yare_verb_ends "create"' -a secret -d 'Create a secret using a specified subcommand'
complete -c yare -n '__yare_verb_ends "create secret"' -a docker-registry -d 'Create a secret for use with a Docker registry'
complete -c yare -n '__yare_verb_ends "create secret"' -a generic -d 'Create a secret from a local file, directory, or literal value'
complete -c yare -n '__yare_verb_ends "create secret"' -a tls -d 'Create a TLS secret'
complete -c yare -n '__yare_verb_ends "create"' -a service -d 'Create a service using a specified subcommand'
complete -c yare -n '__yare_verb_ends "create service"' -a clusterip -d 'Create a ClusterIP service'
complete -c yare -n '__yare_verb_ends "create service"' -a externalname -d 'Create an ExternalName service'
complete -c yare -n '__yare_verb_ends "create service"' -a loadbalancer -d 'Create a LoadBalancer service'
complete -c yare -n '__yare_verb_ends "create service"' -a nodeport -d 'Create a NodePort service'
complete -c yare -n '__yare_verb_ends "create"' -a serviceaccount -d 'Create a service account with the specified name'
complete -c yare -n '__yare_verb_ends "create"' -a token -d 'Request a service account token'
complete -c yare -n '__yare_verb_ends ""' -a apply -d 'Apply manifests in the server (--server-side)'
complete -c yare -n '__yare_verb_ends ""' -a patch -d 'Update fields of objects'
complete -c yare -n '__yare_verb_ends ""' -a update -d 'Replace whole objects (also: replace)'
complete -c yare -n '__yare_verb_ends ""' -a replace -d 'Replace whole objects'
complete -c yare -n '__yare_verb_ends ""' -a scale -d 'Set a new size for objects that have a scale'
complete -c yare -n '__yare_verb_ends ""' -a delete -d 'Delete objects by names, selectors or manifests'
complete -c yare -n '__yare_verb_ends ""' -a delete-collection -d 'Delete whole collections with one request each'
complete -c yare -n '__yare_verb_ends ""' -a logs -d 'Print the logs for a container in a pod'
complete -c yare -n '__yare_verb_ends ""' -a status -d 'Say whether objects are as they should be, and wait for it'
complete -c yare -n '__yare_verb_ends ""' -a wait -d 'Wait for a specific condition on one or many resources'
complete -c yare -n '__yare_verb_ends ""' -a rollout -d 'Follow the rollout of a resource'
complete -c yare -n '__yare_verb_ends "rollout"' -a status -d 'Show the status of the rollout'
complete -c yare -n '__yare_verb_ends ""' -a completion -d "Print a shell's completion script"
complete -c yare -n '__yare_verb_is help' -a '(__yare_help_words)'
complete -c yare -n '__yare_verb_is list delete-collection get patch update replace scale delete status wait "rollout status"' -a '(__yare_target)'
complete -c yare -n '__yare_verb_is logs' -a '(__yare_log_target)'
complete -c yare -n '__yare_verb_ends "completion"' -a 'bash zsh fish'

complete -c yare -l as -x -d 'Username to impersonate for the operation'
complete -c yare -l as-group -x -d 'Group to impersonate for the operation, this flag can be repeated to specify multiple ...'
complete -c yare -l as-uid -x -d 'UID to impersonate for the operation'
complete -c yare -l as-user-extra -x -d 'User extras (KEY=VALUE) to impersonate for the operation, this flag can be repeated to ...'
complete -c yare -l cache-dir -x -a '(__fish_complete_directories)' -d 'Default cache directory'
complete -c yare -l certificate-authority -r -F -d 'Path to a cert file for the certificate authority'
complete -c yare -l client-certificate -r -F -d 'Path to a client certificate file for TLS'
complete -c yare -l client-key -r -F -d 'Path to a client key file for TLS'
complete -c yare -l cluster -x -a '(__yare_kubeconfig_names clusters)' -d 'The name of the kubeconfig cluster to use'
complete -c yare -l context -x -a '(__yare_kubeconfig_names contexts)' -d 'The name of the kubeconfig context to use'
complete -c yare -l disable-compression -d 'If true, opt-out of response compression for all requests to the server'
complete -c yare -l insecure-skip-tls-verify -d "If true, the server's certificate will not be checked for validity"
complete -c yare -l kubeconfig -r -F -d 'Path to the kubeconfig file to use for CLI requests'
complete -c yare -l kuberc -x -a 'off' -d "Accepted for scripts written for kubectl: only the value 'off' means something, as no ..."
complete -c yare -l log-flush-frequency -x -d 'Accepted for scripts written for kubectl: log lines are written at once'
complete -c yare -s n -l namespace -x -a '(__yare_objects namespaces)' -d 'If present, the namespace scope for this CLI request'
complete -c yare -l password -x -d 'Password for basic authentication to the API server'
complete -c yare -l request-timeout -x -d 'The length of time to wait before giving up on a single server request'
complete -c yare -s s -l server -x -d 'The address and port of the Kubernetes API server'
complete -c yare -l tls-server-name -x -d 'Server name to use for server certificate validation'
complete -c yare -l token -x -d 'Bearer token for authentication to the API server'
complete -c yare -l user -x -a '(__yare_kubeconfig_names users)' -d 'The name of the kubeconfig user to use'
complete -c yare -l username -x -d 'Username for basic authentication to the API server'
complete -c yare -s v -l v -x -a '0 1 2 3 4 5 6 7 8 9 10' -d 'number for the log level verbosity: 6 shows requests, 7 their headers, 8 also response ...'
complete -c yare -l vmodule -x -d 'Accepted for scripts written for kubectl: -v alone decides what is logged'
complete -c yare -l warnings-as-errors -d 'Treat warnings received from the server as errors and exit with a non-zero exit code'
complete -c yare -s h -l help -d 'Say what the command does'
complete -c yare -n '__yare_verb_is ""' -l version -d 'Print the version'
complete -c yare -n '__yare_verb_is get list patch scale delete delete-collection status wait' -s A -l all-namespaces -d 'If present, list the requested object(s) across all namespaces'
complete -c yare -n '__yare_verb_is get list create "create clusterrole" "create clusterrolebinding" "create configmap" "create cronjob" "create deployment" "create ingress" "create job" "create namespace" "create poddisruptionbudget" "create priorityclass" "create quota" "create role" "create rolebinding" "create secret docker-registry" "create secret generic" "create secret tls" "create service clusterip" "create service externalname" "create service loadbalancer" "create service nodeport" "create serviceaccount" "create token" apply patch update replace scale status wait' -l allow-missing-template-keys -a 'false true' -d 'If true, ignore any errors in templates when a field or map key is missing in the template'
complete -c yare -n '__yare_verb_is get list patch scale delete status' -l chunk-size -x -d 'Return large lists in chunks rather than all at once'
complete -c yare -n '__yare_verb_is get list patch delete delete-collection status wait' -l field-selector -x -d "Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector ..."
complete -c yare -n '__yare_verb_is get' -s f -l filename -r -F -d 'Filename, directory, or URL to files identifying the resource to get from a server'
complete -c yare -n '__yare_verb_is get' -l ignore-not-found -d 'If set to true, suppresses NotFound error for specific objects that do not exist'
complete -c yare -n '__yare_verb_is get list' -s L -l label-columns -x -d 'Accepts a comma separated list of labels that are going to be presented as columns'
complete -c yare -n '__yare_verb_is get list status' -l no-headers -d "When using the default or custom-column output format, don't print headers (default print ..."
complete -c yare -n '__yare_verb_is get list' -s o -l output -x -a 'json yaml kyaml name go-template go-template-file template templatefile jsonpath jsonpath-as-json jsonpath-file custom-columns custom-columns-file wide' -d 'Output format'
complete -c yare -n '__yare_verb_is get list' -l output-watch-events -d 'Output watch event objects when --watch or --watch-only is used'
complete -c yare -n '__yare_verb_is get' -l raw -x -d 'Raw URI to request from the server'
complete -c yare -n '__yare_verb_is get create apply patch update replace scale delete status "rollout status"' -s R -l recursive -d 'Process the directory used in -f, --filename recursively'
complete -c yare -n '__yare_verb_is get list create apply patch scale delete delete-collection logs status wait "rollout status"' -s l -l selector -x -d "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.(e.g. -l ..."
complete -c yare -n '__yare_verb_is get list' -l server-print -a 'false true' -d 'If true, have the server return the appropriate table output'
complete -c yare -n '__yare_verb_is get list status' -l show-kind -d 'If present, list the resource type for the requested object(s)'
complete -c yare -n '__yare_verb_is get list' -l show-labels -d 'When printing, show all labels as the last column (default hide labels column)'
complete -c yare -n '__yare_verb_is get list create "create clusterrole" "create clusterrolebinding" "create configmap" "create cronjob" "create deployment" "create ingress" "create job" "create namespace" "create poddisruptionbudget" "create priorityclass" "create quota" "create role" "create rolebinding" "create secret docker-registry" "create secret generic" "create secret tls" "create service clusterip" "create service externalname" "create service loadbalancer" "create service nodeport" "create serviceaccount" "create token" apply patch update replace scale wait' -l show-managed-fields -d 'If true, keep the managedFields when printing objects in JSON or YAML format'
complete -c yare -n '__yare_verb_is get list' -l sort-by -x -d 'If non-empty, sort by this field, expressed as a JSONPath expression (e.g. ...'
complete -c yare -n '__yare_verb_is get list' -l sort-natural -d 'With --sort-by, numbers within texts count as numbers: web-2 stands before web-10'
complete -c yare -n '__yare_verb_is get' -l subresource -x -a 'scale status' -d 'If specified, gets the subresource of the requested object'
complete -c yare -n '__yare_verb_is get list create "create clusterrole" "create clusterrolebinding" "create configmap" "create cronjob" "create deployment" "create ingress" "create job" "create namespace" "create poddisruptionbudget" "create priorityclass" "create quota" "create role" "create rolebinding" "create secret docker-registry" "create secret generic" "create secret tls" "create service clusterip" "create service externalname" "create service loadbalancer" "create service nodeport" "create serviceaccount" "create token" apply patch update replace scale status wait' -l template -x -d 'Template string or path to template file to use when -o=go-template, -o=go-template-file'
complete -c yare -n '__yare_verb_is get list' -s w -l watch -d 'After listing/getting the requested object, watch for changes'
complete -c yare -n '__yare_verb_is get list' -l watch-only -d 'Watch for changes to the requested object(s), without listing/getting first'
complete -c yare -n '__yare_verb_is list' -l query -x -d 'API query parameter (KEY=VALUE) to pass on as it is, e.g. resourceVersion=0; this flag can ...'
complete -c yare -n '__yare_verb_is create apply patch update replace scale delete delete-collection' -l concurrency -x -d 'How many objects to work on at the same time, each over a connection of its own'
complete -c yare -n '__yare_verb_is create "create clusterrole" "create clusterrolebinding" "create configmap" "create cronjob" "create deployment" "create ingress" "create job" "create namespace" "create poddisruptionbudget" "create priorityclass" "create quota" "create role" "create rolebinding" "create secret docker-registry" "create secret generic" "create secret tls" "create service clusterip" "create service externalname" "create service loadbalancer" "create service nodeport" "create serviceaccount" apply patch update replace scale delete delete-collection' -l dry-run -a 'client none server' -d 'Must be "none", "server", or "client"'
complete -c yare -n '__yare_verb_is create' -l edit -d 'Edit the API resource before creating'
complete -c yare -n '__yare_verb_is create "create clusterrole" "create clusterrolebinding" "create configmap" "create cronjob" "create deployment" "create ingress" "create job" "create namespace" "create poddisruptionbudget" "create priorityclass" "create quota" "create role" "create rolebinding" "create secret docker-registry" "create secret generic" "create secret tls" "create service clusterip" "create service externalname" "create service loadbalancer" "create service nodeport" "create serviceaccount" apply patch update replace' -l field-manager -x -d 'Name of the manager used to track field ownership'
complete -c yare -n '__yare_verb_is create apply patch update replace scale delete status wait "rollout status"' -s f -l filename -r -F -d 'Filename, directory, or URL to files that hold the objects'
complete -c yare -n '__yare_verb_is create "create clusterrole" "create clusterrolebinding" "create configmap" "create cronjob" "create deployment" "create ingress" "create job" "create namespace" "create poddisruptionbudget" "create priorityclass" "create quota" "create role" "create rolebinding" "create secret docker-registry" "create secret generic" "create secret tls" "create service clusterip" "create service externalname" "create service loadbalancer" "create service nodeport" "create serviceaccount" "create token" apply patch update replace scale wait' -s o -l output -x -a 'json yaml kyaml name go-template go-template-file template templatefile jsonpath jsonpath-as-json jsonpath-file' -d 'Output format'
complete -c yare -n '__yare_verb_is create' -l raw -x -d 'Raw URI to POST to the server'
complete -c yare -n '__yare_verb_is create "create clusterrole" "create clusterrolebinding" "create configmap" "create cronjob" "create deployment" "create ingress" "create job" "create namespace" "create poddisruptionbudget" "create priorityclass" "create quota" "create role" "create rolebinding" "create secret docker-registry" "create secret generic" "create secret tls" "create serviceaccount" update replace' -l save-config -d 'If true, the configuration of current object will be saved in its annotation'
complete -c yare -n '__yare_verb_is create "create clusterrole" "create clusterrolebinding" "create configmap" "create cronjob" "create deployment" "create ingress" "create job" "create namespace" "create poddisruptionbudget" "create priorityclass" "create quota" "create role" "create rolebinding" "create secret docker-registry" "create secret generic" "create secret tls" "create service clusterip" "create service externalname" "create service loadbalancer" "create service nodeport" "create serviceaccount" apply update replace' -l validate -a 'ignore strict warn' -d 'Must be one of: strict (or true), warn, ignore (or false)'
complete -c yare -n '__yare_verb_is create' -l windows-line-endings -d 'Only relevant if --edit=true'
complete -c yare -n '__yare_verb_is "create clusterrole"' -l aggregation-rule -x -d 'An aggregation label selector for combining ClusterRoles'
complete -c yare -n '__yare_verb_is "create clusterrole"' -l non-resource-url -x -d 'A partial url that user should have access to'
complete -c yare -n '__yare_verb_is "create clusterrole" "create role"' -l resource -x -a '(__yare_types)' -d 'Resource that the rule applies to'
complete -c yare -n '__yare_verb_is "create clusterrole" "create role"' -l resource-name -x -d 'Resource in the white list that the rule applies to, repeat this flag for multiple items'
complete -c yare -n '__yare_verb_is "create clusterrole" "create role"' -l verb -x -a 'create delete deletecollection get list patch update watch' -d 'Verb that applies to the resources contained in the rule'
complete -c yare -n '__yare_verb_is "create clusterrolebinding"' -l clusterrole -x -a '(__yare_objects clusterroles)' -d 'ClusterRole this ClusterRoleBinding should reference'
complete -c yare -n '__yare_verb_is "create clusterrolebinding"' -l group -x -d 'Groups to bind to the clusterrole'
complete -c yare -n '__yare_verb_is "create clusterrolebinding"' -l serviceaccount -x -d 'Service accounts to bind to the clusterrole, in the format <namespace>:<name>'
complete -c yare -n '__yare_verb_is "create clusterrolebinding"' -l user -x -d 'Usernames to bind to the clusterrole'
complete -c yare -n '__yare_verb_is "create configmap"' -l append-hash -d 'Append a hash of the configmap to its name'
complete -c yare -n '__yare_verb_is "create configmap"' -l from-env-file -r -F -d 'Specify the path to a file to read lines of key=val pairs to create a configmap'
complete -c yare -n '__yare_verb_is "create configmap"' -l from-file -r -F -d 'Key file can be specified using its file path, in which case file basename will be used as ...'
complete -c yare -n '__yare_verb_is "create configmap"' -l from-literal -x -d 'Specify a key and literal value to insert in configmap (i.e. mykey=somevalue)'
complete -c yare -n '__yare_verb_is "create cronjob" "create job"' -l image -x -d 'Image name to run'
complete -c yare -n '__yare_verb_is "create cronjob"' -l restart -x -a 'Never OnFailure' -d "job's restart policy"
complete -c yare -n '__yare_verb_is "create cronjob"' -l schedule -x -d 'A schedule in the Cron format the job should be run with'
complete -c yare -n '__yare_verb_is "create deployment"' -l image -x -d 'Image names to run'
complete -c yare -n '__yare_verb_is "create deployment"' -l port -x -d 'The containerPort that this deployment exposes'
complete -c yare -n '__yare_verb_is "create deployment"' -s r -l replicas -x -d 'Number of replicas to create'
complete -c yare -n '__yare_verb_is "create ingress"' -l annotation -x -d 'Annotation to insert in the ingress object, in the format annotation=value'
complete -c yare -n '__yare_verb_is "create ingress"' -l class -x -a '(__yare_objects ingressclasses)' -d 'Ingress Class to be used'
complete -c yare -n '__yare_verb_is "create ingress"' -l default-backend -x -d 'Default service for backend, in format of svcname:port'
complete -c yare -n '__yare_verb_is "create ingress"' -l rule -x -d 'Rule in format host/path=service:port[,tls=secretname]'
complete -c yare -n '__yare_verb_is "create job"' -l from -x -d 'The name of the resource to create a Job from (only CronJob is supported)'
complete -c yare -n '__yare_verb_is "create poddisruptionbudget"' -l max-unavailable -x -d 'The maximum number or percentage of unavailable pods this budget requires'
complete -c yare -n '__yare_verb_is "create poddisruptionbudget"' -l min-available -x -d 'The minimum number or percentage of available pods this budget requires'
complete -c yare -n '__yare_verb_is "create poddisruptionbudget"' -l selector -x -d 'A label selector to use for this budget'
complete -c yare -n '__yare_verb_is "create priorityclass"' -l description -x -d 'description is an arbitrary string that usually provides guidelines on when this priority ...'
complete -c yare -n '__yare_verb_is "create priorityclass"' -l global-default -d 'global-default specifies whether this PriorityClass should be considered as the default ...'
complete -c yare -n '__yare_verb_is "create priorityclass"' -l preemption-policy -x -a 'Never PreemptLowerPriority' -d 'preemption-policy is the policy for preempting pods with lower priority'
complete -c yare -n '__yare_verb_is "create priorityclass"' -l value -x -d 'the value of this priority class'
complete -c yare -n '__yare_verb_is "create quota"' -l hard -x -d 'A comma-delimited set of resource=quantity pairs that define a hard limit'
complete -c yare -n '__yare_verb_is "create quota"' -l scopes -x -d 'A comma-delimited set of quota scopes that must all match each object tracked by the ...'
complete -c yare -n '__yare_verb_is "create rolebinding"' -l clusterrole -x -a '(__yare_objects clusterroles)' -d 'ClusterRole this RoleBinding should reference'
complete -c yare -n '__yare_verb_is "create rolebinding"' -l group -x -d 'Groups to bind to the role'
complete -c yare -n '__yare_verb_is "create rolebinding"' -l role -x -a '(__yare_objects roles)' -d 'Role this RoleBinding should reference'
complete -c yare -n '__yare_verb_is "create rolebinding"' -l serviceaccount -x -d 'Service accounts to bind to the role, in the format <namespace>:<name>'
complete -c yare -n '__yare_verb_is "create rolebinding"' -l user -x -d 'Usernames to bind to the role'
complete -c yare -n '__yare_verb_is "create secret docker-registry" "create secret generic" "create secret tls"' -l append-hash -d 'Append a hash of the secret to its name'
complete -c yare -n '__yare_verb_is "create secret docker-registry"' -l docker-email -x -d 'Email for Docker registry'
complete -c yare -n '__yare_verb_is "create secret docker-registry"' -l docker-password -x -d 'Password for Docker registry authentication'
complete -c yare -n '__yare_verb_is "create secret docker-registry"' -l docker-server -x -d 'Server location for Docker registry'
complete -c yare -n '__yare_verb_is "create secret docker-registry"' -l docker-username -x -d 'Username for Docker registry authentication'
complete -c yare -n '__yare_verb_is "create secret docker-registry"' -l from-file -r -F -d 'Key files can be specified using their file path, in which case a default name of ...'
complete -c yare -n '__yare_verb_is "create secret generic"' -l from-env-file -r -F -d 'Specify the path to a file to read lines of key=val pairs to create a secret'
complete -c yare -n '__yare_verb_is "create secret generic"' -l from-file -r -F -d 'Key files can be specified using their file path, in which case a default name will be ...'
complete -c yare -n '__yare_verb_is "create secret generic"' -l from-literal -x -d 'Specify a key and literal value to insert in secret (i.e. mykey=somevalue)'
complete -c yare -n '__yare_verb_is "create secret generic"' -l type -x -d 'The type of secret to create'
complete -c yare -n '__yare_verb_is "create secret tls"' -l cert -r -F -d 'Path to PEM encoded public key certificate'
complete -c yare -n '__yare_verb_is "create secret tls"' -l key -r -F -d 'Path to private key associated with given certificate'
complete -c yare -n '__yare_verb_is "create service clusterip"' -l clusterip -x -d "Assign your own ClusterIP or set to 'None' for a 'headless' service (no loadbalancing)"
complete -c yare -n '__yare_verb_is "create service clusterip" "create service externalname" "create service loadbalancer" "create service nodeport"' -l save-config -d 'Accepted for scripts written for kubectl, which never saves the configuration of a service ...'
complete -c yare -n '__yare_verb_is "create service clusterip" "create service externalname" "create service loadbalancer" "create service nodeport"' -l tcp -x -d "Port pairs can be specified as '<port>:<targetPort>'"
complete -c yare -n '__yare_verb_is "create service externalname"' -l external-name -x -d 'External name of service'
complete -c yare -n '__yare_verb_is "create service nodeport"' -l node-port -x -d 'Port used to expose the service on each node in a cluster'
complete -c yare -n '__yare_verb_is "create token"' -l audience -x -d 'Audience of the requested token'
complete -c yare -n '__yare_verb_is "create token"' -l bound-object-kind -x -a 'Node Pod Secret' -d 'Kind of an object to bind the token to'
complete -c yare -n '__yare_verb_is "create token"' -l bound-object-name -x -d 'Name of an object to bind the token to'
complete -c yare -n '__yare_verb_is "create token"' -l bound-object-uid -x -d 'UID of an object to bind the token to'
complete -c yare -n '__yare_verb_is "create token"' -l duration -x -d 'Requested lifetime of the issued token'
complete -c yare -n '__yare_verb_is apply' -l force-conflicts -d 'If true, server-side apply will force the changes against conflicts'
complete -c yare -n '__yare_verb_is apply' -l server-side -d 'Apply runs in the server'
complete -c yare -n '__yare_verb_is apply' -l subresource -x -a 'scale status' -d 'If specified, apply will operate on the subresource of the requested object'
complete -c yare -n '__yare_verb_is patch' -l all -d 'Patch all objects of the types, in the namespace'
complete -c yare -n '__yare_verb_is patch' -l force-conflicts -d 'With --type=apply: take over fields that other managers own'
complete -c yare -n '__yare_verb_is patch' -l local -d 'If true, patch will operate on the content of the file, not the server-side resource'
complete -c yare -n '__yare_verb_is patch' -s p -l patch -x -d 'The patch to be applied to the resource, as JSON or YAML'
complete -c yare -n '__yare_verb_is patch' -l patch-file -r -F -d 'A file containing a patch to be applied to the resource, as JSON or YAML'
complete -c yare -n '__yare_verb_is patch' -l subresource -x -a 'scale status' -d 'If specified, patch will operate on the subresource of the requested object'
complete -c yare -n '__yare_verb_is patch' -l type -x -a 'apply json merge strategic' -d 'The type of patch being provided; one of [apply json merge strategic]'
complete -c yare -n '__yare_verb_is update replace delete delete-collection' -l cascade -a 'background foreground orphan' -d 'Must be "background", "orphan", or "foreground"'
complete -c yare -n '__yare_verb_is update replace' -l force -d 'If true, delete the objects, wait until they are gone and create them anew'
complete -c yare -n '__yare_verb_is update replace delete delete-collection' -l grace-period -x -d 'Period of time in seconds given to the resource to terminate gracefully'
complete -c yare -n '__yare_verb_is update replace' -l raw -x -d 'Raw URI to PUT to the server'
complete -c yare -n '__yare_verb_is update replace' -l subresource -x -a 'approval ephemeralcontainers finalize scale status' -d 'If specified, the subresource of the object is replaced: any that takes a PUT (status, ...'
complete -c yare -n '__yare_verb_is update replace' -l timeout -x -d 'The length of time to wait before giving up on a delete, zero means five minutes'
complete -c yare -n '__yare_verb_is update replace' -l wait -d 'Accepted for scripts written for kubectl: --force always waits for resources to be gone'
complete -c yare -n '__yare_verb_is scale wait' -l all -d 'Select all resources in the namespace of the specified resource types'
complete -c yare -n '__yare_verb_is scale' -l current-replicas -x -d 'Precondition for current size'
complete -c yare -n '__yare_verb_is scale' -l replicas -x -d 'The new desired number of replicas'
complete -c yare -n '__yare_verb_is scale' -l resource-version -x -d 'Precondition for resource version'
complete -c yare -n '__yare_verb_is scale' -l timeout -x -d "The length of time to wait before giving up on a scale operation, zero means don't wait"
complete -c yare -n '__yare_verb_is delete' -l all -d 'Delete all resources, in the namespace of the specified resource types'
complete -c yare -n '__yare_verb_is delete delete-collection' -l force -d 'If true, immediately remove resources from API and bypass graceful deletion'
complete -c yare -n '__yare_verb_is delete' -l ignore-not-found -d 'Treat "resource not found" as a successful delete'
complete -c yare -n '__yare_verb_is delete' -s i -l interactive -d 'If true, delete resource only when user confirms'
complete -c yare -n '__yare_verb_is delete delete-collection' -l now -d 'If true, resources are signaled for immediate shutdown (same as --grace-period=1)'
complete -c yare -n '__yare_verb_is delete delete-collection' -s o -l output -x -a 'name' -d 'Output mode'
complete -c yare -n '__yare_verb_is delete' -l raw -x -d 'Raw URI to DELETE to the server'
complete -c yare -n '__yare_verb_is delete' -l resource-version -x -d 'Precondition: deletes an object only if it still has this resourceVersion'
complete -c yare -n '__yare_verb_is delete delete-collection' -l timeout -x -d 'The length of time to wait before giving up on a delete, zero means a week'
complete -c yare -n '__yare_verb_is delete' -l uid -x -d 'Precondition: deletes an object only if it has this UID'
complete -c yare -n '__yare_verb_is delete delete-collection' -l wait -a 'false true' -d 'If true, wait for resources to be gone before returning'
complete -c yare -n '__yare_verb_is delete-collection' -l all -d 'Delete all members of the collections'
complete -c yare -n '__yare_verb_is logs' -l all-containers -d "Get all containers' logs in the pod(s)"
complete -c yare -n '__yare_verb_is logs' -l all-pods -d 'Get logs from all pod(s)'
complete -c yare -n '__yare_verb_is logs' -s c -l container -x -a '(__yare_containers)' -d 'Print the logs of this container'
complete -c yare -n '__yare_verb_is logs' -l exclude -x -d 'Leave out lines that match this regular expression; this flag can be repeated'
complete -c yare -n '__yare_verb_is logs' -s f -l follow -d 'Specify if the logs should be streamed'
complete -c yare -n '__yare_verb_is logs' -l follow-new -a 'false true' -d 'With -f, also follow pods that start later'
complete -c yare -n '__yare_verb_is logs' -l highlight -x -d 'Mark what matches this regular expression, on a terminal; this flag can be repeated'
complete -c yare -n '__yare_verb_is logs' -l ignore-errors -d 'If watching / following pod logs, allow for any errors that occur to be non-fatal'
complete -c yare -n '__yare_verb_is logs' -l include -x -d 'Print only lines that match this regular expression, or one of them where this flag is ...'
complete -c yare -n '__yare_verb_is logs' -l insecure-skip-tls-verify-backend -d 'Skip verifying the identity of the kubelet that logs are requested from'
complete -c yare -n '__yare_verb_is logs' -l limit-bytes -x -d 'Maximum bytes of logs to return'
complete -c yare -n '__yare_verb_is logs' -l max-log-requests -x -d 'Specify maximum number of concurrent logs to follow when using by a selector'
complete -c yare -n '__yare_verb_is logs' -l merge -d 'Print the lines of several containers in the order of their timestamps, and not one ...'
complete -c yare -n '__yare_verb_is logs' -s o -l output -x -a 'raw json' -d 'Output format'
complete -c yare -n '__yare_verb_is logs' -l pod-running-timeout -x -d 'The length of time (like 5s, 2m, or 3h, higher than zero) to wait until at least one pod ...'
complete -c yare -n '__yare_verb_is logs' -l prefix -d 'Prefix each log line with the log source (pod name and container name)'
complete -c yare -n '__yare_verb_is logs' -s p -l previous -d 'If true, print the logs for the previous instance of the container in a pod if it exists'
complete -c yare -n '__yare_verb_is logs' -l raw-control -d 'Pass control characters of a container on to the terminal as they are'
complete -c yare -n '__yare_verb_is logs' -l since -x -d 'Only return logs newer than a relative duration like 5s, 2m, or 3h'
complete -c yare -n '__yare_verb_is logs' -l since-time -x -d 'Only return logs after a specific date (RFC3339)'
complete -c yare -n '__yare_verb_is logs' -l tail -x -d 'Lines of recent log file to display'
complete -c yare -n '__yare_verb_is logs' -l timestamps -d 'Include timestamps on each line in the log output'
complete -c yare -n '__yare_verb_is logs' -l until -x -d 'Only return logs older than a relative duration like 5s, 2m, or 3h, or from before a ...'
complete -c yare -n '__yare_verb_is status' -l fail-on -x -a 'condition= failed jsonpath= none' -d 'What ends the waiting early, as a failure: failed, condition=NAME[=VALUE], ...'
complete -c yare -n '__yare_verb_is status' -l for -x -a 'complete condition= current deleted exists jsonpath=' -d 'What to wait for: current, complete, exists, deleted, condition=NAME[=VALUE], or ...'
complete -c yare -n '__yare_verb_is status' -s o -l output -x -a 'json yaml kyaml name go-template go-template-file template templatefile jsonpath jsonpath-as-json jsonpath-file custom-columns custom-columns-file wide status' -d 'Output format'
complete -c yare -n '__yare_verb_is status wait' -l timeout -x -d 'The length of time to wait before giving up'
complete -c yare -n '__yare_verb_is status' -l tree -d 'Show the objects that each object owns below it'
complete -c yare -n '__yare_verb_is status' -l wait -d 'Wait until all objects are as asked'
complete -c yare -n '__yare_verb_is wait' -l for -x -a 'condition= create delete jsonpath=' -d 'The condition to wait on: ...'
complete -c yare -n '__yare_verb_is wait' -l local -d 'If true, only look at what the files say, and not at the server'
complete -c yare -n '__yare_verb_is wait' -s R -l recursive -a 'false true' -d 'Process the directory used in -f, --filename recursively'
complete -c yare -n '__yare_verb_is "rollout status"' -l revision -x -d 'Pin to a specific revision for showing its status'
complete -c yare -n '__yare_verb_is "rollout status"' -l timeout -x -d 'The length of time to wait before ending watch, zero means never'
complete -c yare -n '__yare_verb_is "rollout status"' -s w -l watch -a 'false true' -d "Watch the status of the rollout until it's done"
