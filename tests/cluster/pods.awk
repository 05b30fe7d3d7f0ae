# Writes curl's configuration for "cluster fill-pods": the files first (namespace and nodes), pods and status in the folder
# work. Reads the two templates; count, nodes, namespace, server and work say the rest. The same numbers give the same pods.

function escaped(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    return text
}

function request(file, method, path, manager, body) {
    if (file in begun) print "next" > (work "/" file)
    begun[file] = 1
    printf "%surl = \"%s%s?fieldManager=%s\"\nrequest = %s\nheader = \"Content-Type: application/%s\"\ndata-raw = \"%s\"\noutput = \"/dev/null\"\n", \
        common, server, path, manager, method, method == "POST" ? "json" : "merge-patch+json", escaped(body) > (work "/" file)
}

# LENGTH characters of ALPHABET, different for different numbers as long as there are enough.
function spell(number, alphabet, length_, text, base) {
    base = length(alphabet)
    for (text = ""; length_ > 0; length_--) {
        text = text substr(alphabet, number % base + 1, 1)
        number = int(number / base)
    }
    return text
}

BEGIN { while ((getline line < (work "/credentials")) > 0) common = common line "\n" }

{ sub(/^ +/, ""); template[FILENAME] = template[FILENAME] $0 }

END {
    letters = "bcdfghjklmnpqrstvwxz2456789"
    split("accounts cart catalog checkout gateway inventory mailer orders payments pricing reviews search sessions shipping web", apps, " ")
    split("backend backend frontend data edge", tiers, " ")

    request("first", "POST", "/api/v1/namespaces", "kubectl-create", "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"" namespace "\"}}")
    for (n = 0; n < nodes; n++) {
        host[n] = sprintf("10.64.%d.%d", int(n / 250), n % 250 + 1)
        name = sprintf("worker-%03d", n)
        request("first", "POST", "/api/v1/nodes", "kubelet", "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"" name "\",\"labels\":{\"kubernetes.io/hostname\":\"" name "\"}},\"status\":{\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"" host[n] "\"}],\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"reason\":\"KubeletReady\"}],\"nodeInfo\":{\"machineID\":\"\",\"systemUUID\":\"\",\"bootID\":\"\",\"kernelVersion\":\"\",\"osImage\":\"\",\"containerRuntimeVersion\":\"\",\"kubeletVersion\":\"v1.20.2\",\"kubeProxyVersion\":\"v1.20.2\",\"operatingSystem\":\"linux\",\"architecture\":\"amd64\"}}}")
    }

    for (i = 0; i < count; i++) {
        group = int(i / 20)
        app = apps[group % 15 + 1]
        hash = spell((group + 1) * 12345678901234 % 205891132094649, letters, 10)
        name = app "-" hash "-" spell((i * 7654321 + 12345) % 14348907, letters, 5)
        node = i % nodes

        pod = template[ARGV[1]]
        gsub(/@NAME@/, name, pod)
        gsub(/@NAMESPACE@/, namespace, pod)
        gsub(/@APP@/, app, pod)
        gsub(/@HASH@/, hash, pod)
        gsub(/@TIER@/, tiers[group % 5 + 1], pod)
        gsub(/@NODE@/, sprintf("worker-%03d", node), pod)
        request("pods", "POST", "/api/v1/namespaces/" namespace "/pods", "kube-controller-manager", pod)

        phase = "Running"; ready = "true"; restarts = i % 7 == 0 ? i % 3 : 0
        state = "{\"running\":{\"startedAt\":\"2024-05-01T10:00:03Z\"}}"
        if (i % 50 == 17) {
            ready = "false"; restarts = 12
            state = "{\"waiting\":{\"reason\":\"CrashLoopBackOff\",\"message\":\"back-off 5m0s restarting failed container\"}}"
        } else if (i % 50 == 33) {
            phase = "Pending"; ready = "false"; restarts = 0
            state = "{\"waiting\":{\"reason\":\"ContainerCreating\"}}"
        }
        status = template[ARGV[2]]
        gsub(/@STATE@/, state, status)
        gsub(/@PHASE@/, phase, status)
        gsub(/@READY@/, ready == "true" ? "True" : "False", status)
        gsub(/@READYJSON@/, ready, status)
        gsub(/@RESTARTS@/, restarts, status)
        gsub(/@APP@/, app, status)
        gsub(/@SHA@/, spell((i * 7654321 + 77) % 4294967291, "0123456789abcdef", 8) "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15", status)
        gsub(/@HOSTIP@/, host[node], status)
        gsub(/@IP@/, sprintf("10.%d.%d.%d", 128 + int(i / 62500), int(i / 250) % 250, i % 250 + 1), status)
        request("status", "PATCH", "/api/v1/namespaces/" namespace "/pods/" name "/status", "kubelet", status)
    }
}
