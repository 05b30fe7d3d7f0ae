"""Where yare is not kubectl, on purpose. Each function turns what a program gave into what both have to agree on.

| function              | the difference                                                   | why                                   |
|-----------------------|------------------------------------------------------------------|---------------------------------------|
| last_line             | kubectl logs its failed discovery in five lines before the error | they say the same thing five times    |
| no_log_lines          | the same, where the error itself has several lines               |                                       |
| formats               | the formats behind "allowed formats are:"                        | yare has fewer                        |
| no_short_name_warning | kubectl warns that "ev" is short for two types                   | yare asks for no list of types first  |
| error_prefix          | kubectl forgets "error: " before some errors of its own          | local errors begin with it            |
| no_hints              | kubectl mentions its commands api-resources and explain          | yare has neither yet                  |
| same_lines            | the order of errors about several manifests                      | yare reads all before it asks         |
| config_words          | what is wrong in a kubeconfig, behind its name                   | yare names the entry, not Go's types  |
| lookup                | the name server behind a host that is not known                  | the C library does not tell           |
| (no -n in the cases)  | with -n kubectl begins some errors of its configuration with     | one beginning for one error           |
|                       | "Error in configuration: " instead of "error: "                  |                                       |
| patch_words           | yare has one more type of patches, and advice                    | kubectl leaves one with the refusal   |
| manifest_place        | the file, line, column and document behind a manifest's error    | kubectl names the file alone          |
| list_frame            | the metadata of the List that apply prints, and where it stands  | one form of a List in every verb      |
| conflict_words        | lines said twice                                                 | the advice is the same for each       |
| old_words             | kubectl logs its warnings about old forms of flags               | yare's look like the server's         |
| logs.once             | words said again each second; timestamps=true in the URL of a -f | taking up a log again needs the times |
| logs.any_order        | kubectl's order of streams is random                             | yare's is fixed                       |
| no_suggestion         | "Did you mean this?" behind errors about flags, types and the    | kubectl has it for its commands alone |
|  (in every case)      | words behind a command                                           |                                       |
| contexts.map_words    | Go's pointers in what kubectl says about a map                   | they differ in each run               |
| contexts.order        | kubectl's order of clusters is random                            | yare's is sorted                      |
| first_line            | what follows the first line                                      | see the cases that use it             |

Help has another layout: grouped, and as wide as the terminal.

The others have cases of their own: YAML of characters that kubectl refuses (DEL, C1 controls, U+FFFE, U+FFFF) or changes
(NEL becomes a space), in content.py; an unknown format, which kubectl notices after it has asked the server, in usage.py;
manifests without a name or version, or in another encoding, and URLs nobody answers, where kubectl prints an empty row or
names neither the file nor the URL, in files.py; a line of more than 64 KiB in a file of variables, at which kubectl ends without
a word, in generators_data.py; several streams of logs of which one fails or ends without a newline, and -f where kubectl ends
too early or too late, in logs.py and logs_follow.py; wait, which takes its objects one after the other in kubectl, so that what
happens out of turn is lost, ends at once where two objects are not there yet, and crashes with --local, in waits.py; the
order of errors about manifests in rollout status, in rollouts.py. A 401 for what a credential plugin or a token file gave is
answered within the same request in yare, at the next one in kubectl, and a plugin that failed is not run again for five seconds:
see tests/faults/cases/logins.py. A locked kubeconfig, whose owner yare names,
and the bytes of a changed one, which kubectl writes anew: contexts.py. Versions of the client, empty lists in
a dump, what is said of a context or server that is not there, and lists of types that are not whole: facts.py.
"""
import json
import re
from dataclasses import replace


def no_suggestion(result, other):
    """Without the last paragraph, where that says what may have been meant and the other program does not say it."""
    if b"Did you mean this?" in other.err:
        return result
    return replace(result, err=re.sub(rb"\n\nDid you mean this\?(\n\t[^\n]+)+(?=\n)", b"", result.err))


def last_line(result):
    lines = result.err.splitlines(keepends=True)
    return replace(result, err=lines[-1] if lines else b"")


def first_line(result):
    return replace(result, err=result.err.partition(b"\n")[0])


def formats(result):
    return replace(result, err=result.err.partition(b", allowed formats are:")[0])


def no_log_lines(result):
    """Without klog's lines (E0102 15:04:05.000000 ...)."""
    lines = result.err.splitlines(keepends=True)
    return replace(result, err=b"".join(line for line in lines if not (line[:1] in b"EW" and line[1:5].isdigit())))


def no_short_name_warning(result):
    lines = result.err.splitlines(keepends=True)
    return replace(result, err=b"".join(line for line in lines if not line.startswith(b"Warning: short name ")))


def error_prefix(result):
    return replace(result, err=result.err.removeprefix(b"error: "))


def config_words(result):
    return replace(result, err=re.sub(rb'(error loading config file "[^"]*"): .*', rb"\1", result.err))


def lookup(result):
    err = result.err.splitlines(keepends=True)[-1]
    return replace(result, err=re.sub(rb" on [0-9.:\[\]a-f]+:53:", b":", err))


def no_hints(result):
    err = result.err.replace(b' Use "kubectl api-resources" for a complete list of supported resources.', b"")
    lines = err.splitlines(keepends=True)
    return replace(result, err=b"".join(line for line in lines if not line.startswith(b'Use "kubectl explain ')))


def same_lines(result):
    return replace(result, err=b"".join(sorted(result.err.splitlines(keepends=True))))


def old_words(result):
    """klog's warnings (W0102 15:04:05.000000   123 helpers.go:7] TEXT) as yare writes its own."""
    return replace(result, err=re.sub(rb"(?m)^W\d{4} .*?\] ", b"Warning: ", result.err))


def manifest_place(result):
    """Without the place that yare names behind what is wrong in a manifest."""
    return replace(result, err=re.sub(rb" \([^()\n]+:\d+(:\d+)?, document \d+(, items\[\d+\])?\)", b"", result.err))


def patch_words(result):
    """Without what yare adds: the type "apply", and what to use instead of a strategic patch."""
    return replace(result, err=result.err.replace(b"apply ", b"").replace(b"; use --type=merge or --type=json", b""))


def conflict_words(result):
    """Every line once: kubectl repeats its advice for each object."""
    return replace(result, err=b"".join(dict.fromkeys(result.err.splitlines(keepends=True))))


def list_frame(result):
    """The items of a List alone."""
    if result.out.startswith(b"{"):
        return replace(result, out=json.dumps(json.loads(result.out)["items"], indent=1).encode())
    return replace(result, out=re.sub(rb"kind: List\nmetadata:.*\Z", b"", result.out, flags=re.DOTALL))
