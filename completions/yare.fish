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

# Every verb, those of two and three words behind the one they belong to.
set -g __yare_verbs \
    get list create 'create namespace' apply patch update replace scale delete delete-collection completion

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
                all-namespaces,A chunk-size= field-selector= filename,f= ignore-not-found label-columns,L= \
                no-headers output,o= raw= recursive,R selector,l= server-print: show-kind show-labels \
                show-managed-fields subresource=
        case list
            printf '%s\n' \
                all-namespaces,A chunk-size= field-selector= label-columns,L= no-headers output,o= query= \
                selector,l= server-print: show-kind show-labels show-managed-fields
        case create
            printf '%s\n' \
                concurrency= dry-run: edit field-manager= filename@create,f= output@create,o= raw@create= \
                recursive,R save-config selector,l= show-managed-fields validate: windows-line-endings
        case 'create namespace'
            printf '%s\n' \
                dry-run: field-manager= output@create,o= save-config show-managed-fields validate:
        case apply
            printf '%s\n' \
                concurrency= dry-run: field-manager= filename@create,f= force-conflicts output@create,o= \
                recursive,R selector,l= server-side show-managed-fields subresource@apply= validate:
        case patch
            printf '%s\n' \
                all all-namespaces,A chunk-size= concurrency= dry-run: field-manager= field-selector= \
                filename@create,f= force-conflicts@patch local output@create,o= patch,p= patch-file= \
                recursive,R selector,l= show-managed-fields subresource@patch= type=
        case update
            printf '%s\n' \
                cascade: concurrency= dry-run: field-manager= filename@create,f= force grace-period= \
                output@create,o= raw@update= recursive,R save-config show-managed-fields \
                subresource@update= timeout= validate: wait
        case replace
            printf '%s\n' \
                cascade: concurrency= dry-run: field-manager= filename@create,f= force grace-period= \
                output@create,o= raw@update= recursive,R save-config show-managed-fields \
                subresource@update= timeout= validate: wait
        case scale
            printf '%s\n' \
                all@scale all-namespaces,A chunk-size= concurrency= current-replicas= dry-run: \
                filename@create,f= output@create,o= recursive,R replicas= resource-version= selector,l= \
                show-managed-fields timeout@scale=
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
        case create/ns
            set name 'create namespace'
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

# The names of the objects of type argv[1], asked with the flags in argv[2..]. A few seconds at most, and
# without a word when the cluster cannot be reached.
function __yare_ask
    set -l run command yare
    if command -q timeout
        set run timeout 3 yare
    end
    $run get -o name --request-timeout=2s $argv[2..] -- $argv[1] </dev/null 2>/dev/null |
        string replace -r '^[^/]*/' '' | string match -rv '[[:cntrl:]]'
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

complete -c yare -f
complete -c yare -n '__yare_verb_ends ""' -a options -d 'Print the flags that every command takes'
complete -c yare -n '__yare_verb_ends ""' -a version -d 'Print the version'
complete -c yare -n '__yare_verb_ends ""' -a help -d 'Say what a command does'
complete -c yare -n '__yare_verb_ends ""' -a get -d 'Display one or many resources'
complete -c yare -n '__yare_verb_ends ""' -a list -d 'Display whole collections'
complete -c yare -n '__yare_verb_ends ""' -a create -d 'Create objects from manifests or flags'
complete -c yare -n '__yare_verb_ends "create"' -a namespace -d 'Create a namespace with the specified name'
complete -c yare -n '__yare_verb_ends ""' -a apply -d 'Apply manifests in the server (--server-side)'
complete -c yare -n '__yare_verb_ends ""' -a patch -d 'Update fields of objects'
complete -c yare -n '__yare_verb_ends ""' -a update -d 'Replace whole objects (also: replace)'
complete -c yare -n '__yare_verb_ends ""' -a replace -d 'Replace whole objects'
complete -c yare -n '__yare_verb_ends ""' -a scale -d 'Set a new size for objects that have a scale'
complete -c yare -n '__yare_verb_ends ""' -a delete -d 'Delete objects by names, selectors or manifests'
complete -c yare -n '__yare_verb_ends ""' -a delete-collection -d 'Delete whole collections with one request each'
complete -c yare -n '__yare_verb_ends ""' -a completion -d "Print a shell's completion script"
complete -c yare -n '__yare_verb_is help' -a '(__yare_help_words)'
complete -c yare -n '__yare_verb_is list delete-collection get patch update replace scale delete' -a '(__yare_target)'
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
complete -c yare -n '__yare_verb_is get list patch scale delete delete-collection' -s A -l all-namespaces -d 'If present, list the requested object(s) across all namespaces'
complete -c yare -n '__yare_verb_is get list patch scale delete' -l chunk-size -x -d 'Return large lists in chunks rather than all at once'
complete -c yare -n '__yare_verb_is get list patch delete delete-collection' -l field-selector -x -d "Selector (field query) to filter on, supports '=', '==', and '!='.(e.g. --field-selector ..."
complete -c yare -n '__yare_verb_is get' -s f -l filename -r -F -d 'Filename, directory, or URL to files identifying the resource to get from a server'
complete -c yare -n '__yare_verb_is get' -l ignore-not-found -d 'If set to true, suppresses NotFound error for specific objects that do not exist'
complete -c yare -n '__yare_verb_is get list' -s L -l label-columns -x -d 'Accepts a comma separated list of labels that are going to be presented as columns'
complete -c yare -n '__yare_verb_is get list' -l no-headers -d "When using the default output format, don't print headers (default print headers)"
complete -c yare -n '__yare_verb_is get list' -s o -l output -x -a 'json yaml name wide' -d 'Output format'
complete -c yare -n '__yare_verb_is get' -l raw -x -d 'Raw URI to request from the server'
complete -c yare -n '__yare_verb_is get create apply patch update replace scale delete' -s R -l recursive -d 'Process the directory used in -f, --filename recursively'
complete -c yare -n '__yare_verb_is get list create apply patch scale delete delete-collection' -s l -l selector -x -d "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.(e.g. -l ..."
complete -c yare -n '__yare_verb_is get list' -l server-print -a 'false true' -d 'If true, have the server return the appropriate table output'
complete -c yare -n '__yare_verb_is get list' -l show-kind -d 'If present, list the resource type for the requested object(s)'
complete -c yare -n '__yare_verb_is get list' -l show-labels -d 'When printing, show all labels as the last column (default hide labels column)'
complete -c yare -n '__yare_verb_is get list create "create namespace" apply patch update replace scale' -l show-managed-fields -d 'If true, keep the managedFields when printing objects in JSON or YAML format'
complete -c yare -n '__yare_verb_is get' -l subresource -x -a 'scale status' -d 'If specified, gets the subresource of the requested object'
complete -c yare -n '__yare_verb_is list' -l query -x -d 'API query parameter (KEY=VALUE) to pass on as it is, e.g. resourceVersion=0; this flag can ...'
complete -c yare -n '__yare_verb_is create apply patch update replace scale delete delete-collection' -l concurrency -x -d 'How many objects to work on at the same time, each over a connection of its own'
complete -c yare -n '__yare_verb_is create "create namespace" apply patch update replace scale delete delete-collection' -l dry-run -a 'client none server' -d 'Must be "none", "server", or "client"'
complete -c yare -n '__yare_verb_is create' -l edit -d 'Edit the API resource before creating'
complete -c yare -n '__yare_verb_is create "create namespace" apply patch update replace' -l field-manager -x -d 'Name of the manager used to track field ownership'
complete -c yare -n '__yare_verb_is create apply patch update replace scale delete' -s f -l filename -r -F -d 'Filename, directory, or URL to files that hold the objects'
complete -c yare -n '__yare_verb_is create "create namespace" apply patch update replace scale' -s o -l output -x -a 'json name yaml' -d 'Output format'
complete -c yare -n '__yare_verb_is create' -l raw -x -d 'Raw URI to POST to the server'
complete -c yare -n '__yare_verb_is create "create namespace" update replace' -l save-config -d 'If true, the configuration of current object will be saved in its annotation'
complete -c yare -n '__yare_verb_is create "create namespace" apply update replace' -l validate -a 'ignore strict warn' -d 'Must be one of: strict (or true), warn, ignore (or false)'
complete -c yare -n '__yare_verb_is create' -l windows-line-endings -d 'Only relevant if --edit=true'
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
complete -c yare -n '__yare_verb_is scale' -l all -d 'Select all resources in the namespace of the specified resource types'
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
