# Fish completion for yare.
#
# What stands on the command line is never run, and a word that only the shell could expand ends the questions
# to the cluster.

# The built-in types that can be listed, and their short names.
function __yare_types
    printf '%s\n' \
        all apiservices certificatesigningrequests cj clusterrolebindings clusterroles cm \
        componentstatuses configmaps controllerrevisions crd crds cronjobs cs csidrivers csinodes \
        csistoragecapacities csr customresourcedefinitions daemonsets deploy deployments ds endpoints \
        endpointslices ep ev events flowschemas horizontalpodautoscalers hpa ing ingressclasses ingresses \
        jobs leases limitranges limits mutatingwebhookconfigurations namespaces netpol networkpolicies no \
        nodes ns pc pdb persistentvolumeclaims persistentvolumes po poddisruptionbudgets pods podtemplates \
        priorityclasses prioritylevelconfigurations pv pvc quota rc replicasets replicationcontrollers \
        resourcequotas rolebindings roles rs runtimeclasses sa sc secrets serviceaccounts services \
        statefulsets storageclasses sts svc validatingwebhookconfigurations volumeattachments
end

# Notes the flag --argv[1] with the value argv[2] if it says where to go and as whom.
function __yare_note --no-scope-shadowing
    switch "$argv[1]"
        case as as-group as-uid as-user-extra cache-dir certificate-authority client-certificate client-key cluster \
            context kubeconfig namespace password server tls-server-name token user username all-namespaces \
            disable-compression insecure-skip-tls-verify
            set -a carried "--$argv[1]=$argv[2]"
        case filename raw
            set has_source 1
    end
    if test "$argv[1]" = kubeconfig
        set kubeconfig $argv[2]
    end
end

# The long form of a short flag.
function __yare_long
    switch $argv[1]
        case A
            echo all-namespaces
        case L
            echo label-columns
        case R
            echo recursive
        case f
            echo filename
        case h
            echo help
        case l
            echo selector
        case n
            echo namespace
        case o
            echo output
        case s
            echo server
        case v
            echo v
        case '*'
            return 1
    end
end

function __yare_takes_value
    not contains -- $argv[1] all-namespaces disable-compression help ignore-not-found insecure-skip-tls-verify \
        no-headers recursive server-print show-kind show-labels show-managed-fields version warnings-as-errors
end

# Reads the words before the cursor into the caller's variables: `arguments` (the verb first), `carried`
# flags, `has_source`, `kubeconfig`. Fails when a word cannot be known.
function __yare_read --no-scope-shadowing
    set -l words (commandline -opc)
    set -l pending
    set -l only_arguments
    for word in $words[2..]
        if string match -qr '[$()]' -- $word
            return 1
        end
        set word (string replace -r '^~(?=/|$)' -- $HOME $word)
        if set -q pending[1]
            __yare_note $pending $word
            set pending
        else if set -q only_arguments[1]; or not string match -qr '^-.' -- $word
            set -a arguments $word
        else if test $word = --
            set only_arguments 1
        else if string match -q -- '--*=*' $word
            __yare_note (string split -m 1 = -- (string sub -s 3 -- $word))
        else if string match -q -- '--*' $word
            set word (string sub -s 3 -- $word)
            if __yare_takes_value $word
                set pending $word
            else
                __yare_note $word true
            end
        else
            set -l letters (string split '' -- (string sub -s 2 -- $word))
            while set -q letters[1]
                set -l flag (__yare_long $letters[1])
                or break
                set -e letters[1]
                if not __yare_takes_value $flag
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

# Whether the verb is one of argv; '' stands for none yet.
function __yare_verb_is
    set -l arguments
    set -l carried
    set -l has_source
    set -l kubeconfig
    __yare_read
    contains -- "$arguments[1]" $argv
end

function __yare_namespaces
    set -l arguments
    set -l carried
    set -l has_source
    set -l kubeconfig
    __yare_read
    and __yare_ask namespaces $carried
end

# The names in section argv[1] of the kubeconfig, as kubectl writes it.
function __yare_kubeconfig_names
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

function __yare_argument
    set -l arguments
    set -l carried
    set -l has_source
    set -l kubeconfig
    __yare_read
    or return
    set -l word (commandline -ct)
    if set -q has_source[1]; or string match -qr '^-|[$()]' -- $word
        return
    end
    set -l parts (string split -m 1 / -- $word)
    set -l type $arguments[2]
    if test (count $arguments) -eq 1 -a (count $parts) -lt 2
        set -l before (string replace -rf '[^,]*$' '' -- $word)
        __yare_complete_type (string replace -r '.*,' '' -- "$word") "$before" $carried
    else if test $arguments[1] = list
        return
    else if test (count $parts) -eq 2
        if test (count $arguments) -eq 1; or string match -q '*/*' -- $type
            set -l names (__yare_ask $parts[1] $carried)
            printf '%s\n' $parts[1]/$names
        end
    else if string match -q '*/*' -- $type
        printf '%s/\n' (__yare_types)
    else
        for name in (__yare_ask $type $carried)
            contains -- $name $arguments[3..]
            or echo $name
        end
    end
end

complete -c yare -f
complete -c yare -n '__yare_verb_is ""' -a get -d 'display one or many resources'
complete -c yare -n '__yare_verb_is ""' -a list -d 'display whole collections'
complete -c yare -n '__yare_verb_is ""' -a options -d 'print the flags that every command takes'
complete -c yare -n '__yare_verb_is ""' -a version -d 'print the version'
complete -c yare -n '__yare_verb_is ""' -a help -d 'say what a command does'
complete -c yare -n '__yare_verb_is ""' -l version -d 'print the version'
complete -c yare -n '__yare_verb_is help' -a 'get list'
complete -c yare -n '__yare_verb_is get list' -a '(__yare_argument)'

complete -c yare -l as -x -d 'act as this user'
complete -c yare -l as-group -x -d 'act as a member of this group'
complete -c yare -l as-uid -x -d 'act as the user with this UID'
complete -c yare -l as-user-extra -x -d 'act as a user with this extra field'
complete -c yare -l cache-dir -x -a '(__fish_complete_directories)' -d 'keep what the server said about its types here'
complete -c yare -l certificate-authority -r -F -d 'trust the certificates of this file, and no others'
complete -c yare -l client-certificate -r -F -d 'use the client certificate of this file'
complete -c yare -l client-key -r -F -d 'use the client key of this file'
complete -c yare -l cluster -x -a '(__yare_kubeconfig_names clusters)' -d 'use this cluster of the kubeconfig'
complete -c yare -l context -x -a '(__yare_kubeconfig_names contexts)' -d 'use this context of the kubeconfig'
complete -c yare -l disable-compression -d 'do not ask for compressed answers'
complete -c yare -l insecure-skip-tls-verify -d 'accept any server certificate'
complete -c yare -l kubeconfig -r -F -d 'read this kubeconfig, and no other'
complete -c yare -l kuberc -x -a 'off' -d 'accepted for scripts written for kubectl'
complete -c yare -l log-flush-frequency -x -d 'accepted for scripts written for kubectl'
complete -c yare -s n -l namespace -x -a '(__yare_namespaces)' -d 'work in this namespace'
complete -c yare -l password -x -d 'password for basic authentication'
complete -c yare -l request-timeout -x -d 'give up on a request after this time'
complete -c yare -s s -l server -x -d 'address of the API server'
complete -c yare -l tls-server-name -x -d "name that the server's certificate must have"
complete -c yare -l token -x -d 'bearer token'
complete -c yare -l user -x -a '(__yare_kubeconfig_names users)' -d 'use this user of the kubeconfig'
complete -c yare -l username -x -d 'user name for basic authentication'
complete -c yare -s v -l v -x -a '0 1 2 3 4 5 6 7 8 9 10' -d 'show requests (6), headers (7), bodies (8)'
complete -c yare -l vmodule -x -d 'accepted for scripts written for kubectl'
complete -c yare -l warnings-as-errors -d 'fail when the server sends warnings'
complete -c yare -s h -l help -d 'say what the command does'

complete -c yare -n '__yare_verb_is get list' -s A -l all-namespaces -d 'take collections from all namespaces'
complete -c yare -n '__yare_verb_is get list' -l chunk-size -x -d 'objects a page, 0 for all at once'
complete -c yare -n '__yare_verb_is get list' -l field-selector -x -d 'only objects with these values in their fields'
complete -c yare -n '__yare_verb_is get list' -s L -l label-columns -x -d 'show these labels in columns of their own'
complete -c yare -n '__yare_verb_is get list' -l no-headers -d 'leave out the line of headers'
complete -c yare -n '__yare_verb_is get list' -s o -l output -x -a 'json yaml name wide' -d 'output format'
complete -c yare -n '__yare_verb_is get list' -s l -l selector -x -d 'only objects whose labels satisfy this'
complete -c yare -n '__yare_verb_is get list; and string match -q -- "-*" (commandline -ct)' \
    -a --server-print=false -d 'make the table here'
complete -c yare -n '__yare_verb_is get list' -l show-kind -d 'put the type before each name'
complete -c yare -n '__yare_verb_is get list' -l show-labels -d 'show all labels in the last column'
complete -c yare -n '__yare_verb_is get list' -l show-managed-fields -d 'keep managedFields in JSON and YAML'

complete -c yare -n '__yare_verb_is get' -s f -l filename -r -F -d 'the objects that this manifest names'
complete -c yare -n '__yare_verb_is get' -l ignore-not-found -d 'say nothing about what does not exist'
complete -c yare -n '__yare_verb_is get' -l raw -x -d 'get this path of the API as it is'
complete -c yare -n '__yare_verb_is get' -s R -l recursive -d 'read directories with everything below them'
complete -c yare -n '__yare_verb_is get' -l subresource -x -a 'scale status' -d 'get this subresource'
complete -c yare -n '__yare_verb_is list' -l query -x -d 'pass this parameter on to the API'
