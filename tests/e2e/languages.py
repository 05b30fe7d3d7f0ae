"""Output languages on real objects: jsonpath, Go templates, columns, kyaml, and the order of --sort-by."""
import re
from dataclasses import replace

from harness import check, expect_equal, same
from writing import change, configmap, deployment, oddity, own, text

PATHS = r"""
{.items[*].metadata.name}
{.items[0].metadata.name}
{.items[-1].metadata.name}
{.items[0:2].metadata.name}
{.items[1:].metadata.name}
{.items[:2].metadata.name}
{.items[-2:].metadata.name}
{.items[0:4:2].metadata.name}
{.items[*]['metadata.name','status.phase']}
{.items[*].metadata['name','namespace']}
{range .items[*]}{.metadata.name}{"\t"}{.status.phase}{"\n"}{end}
{range .items[*]}{.metadata.name}{range .spec.containers[*]} {.name}={.image}{end}{"\n"}{end}
{range .items[*]}[{.metadata.name},{.metadata.labels.app}]{end}
{range .items[*]}{.metadata.labels}{"\n"}{end}
{range .items[?(@.status.phase=="Running")]}{.metadata.name} {end}
{.items[?(@.status.phase!="Running")].metadata.name}
{.items[?(@.metadata.labels.app)].metadata.name}
{.items[?(@.spec.containers[0].name=='web')].metadata.name}
{.items[*].status.containerStatuses[?(@.ready==true)].name}
{.items[*].status.containerStatuses[?(@.restartCount>0)].restartCount}
{.items[*].status.containerStatuses[?(@.restartCount>=0)].restartCount}
{.items[*].spec.containers[*].image}
{.items[*].spec.containers[*].ports[*].containerPort}
{.items[*].spec.nodeName}
{.items[*].metadata.annotations.nope}
{.nope}
{.kind} {.apiVersion} {.metadata.resourceVersion}
{.kind}
{.items[*].kind}
{.items[*].metadata.name} {.items[*].status.phase}
names: {.items[*].metadata.name}{"\n"}phases: {.items[*].status.phase}{"\n"}
{range .items[*]}{@.metadata.name}{"\n"}{end}
{range .items[*]}{$.kind}{" "}{end}
{$.items[*].metadata.name}
{@.items[*].metadata.name}
{['items'][*].metadata.name}
{.items[*].metadata.labels.app\.kubernetes\.io/name}
{.items[*]['metadata']['labels']['app']}
{.items[*].status}
{.items[0]}
{.items[0].spec}
{.items[*].spec.containers}
.items[*].metadata.name
items[*].metadata.name
{items[*].metadata.name}
plain text
{"text"}
{'text'}
{"a\tb\n"}
{}
{ }
{.items[*].metadata.name
{range .items[*]}{.metadata.name}
{end}
{.items[5:2]}
{.items[?(@.status.phase="Running")]}
{.items[?(@.status.phase)}
{.items[abc]}
{.items[100]}
{.items['metadata}
{foo}
{range}
{.items[*].metadata.name}}
{{.items[*].metadata.name}}
{.items[0].metadata.*.x}
{.items[?(@.metadata.name>"d")].metadata.name}
{.items[?(@.metadata.name<"d")].metadata.name}
{.items[?(@.spec.x>3)].metadata.name}
{.items[*].status.containerStatuses[?(@.ready>1)].name}
{1}
{3.5}
{true}
{.items[*].metadata.creationTimestamp}
{range .items[*]}{.status.podIP}{" "}{end}
{range .items[*].spec.containers[*]}{.name}{","}{end}
{range .items[0:2]}{.metadata.name}{";"}{end}
{range .items[*]}{range .status.conditions[?(@.type=="Ready")]}{.status}{end}{"\n"}{end}
""".strip().split("\n")

TEMPLATES = r"""
{{range .items}}{{.metadata.name}}{{"\n"}}{{end}}
{{range .items}}{{.metadata.name}} {{.status.phase}} {{.nope}}{{"\n"}}{{end}}
{{range $i, $e := .items}}{{$i}}:{{$e.metadata.name}} {{end}}
{{range .items}}{{if eq .status.phase "Running"}}{{.metadata.name}} {{else}}({{.metadata.name}}) {{end}}{{end}}
{{range .items}}{{range .spec.containers}}{{.name}}={{.image}} {{end}}{{end}}
{{range .items}}{{with .metadata.labels}}{{.app}}{{else}}-{{end}} {{end}}
{{range .items}}{{range $k, $v := .metadata.labels}}{{$k}}={{$v}},{{end}}{{"\n"}}{{end}}
{{len .items}}
{{(index .items 0).metadata.name}}
{{index .items 0 "metadata" "name"}}
{{.kind}} {{.apiVersion}}
{{.metadata}}
{{range .items}}{{.metadata.labels}}{{end}}
{{range .items}}{{printf "%-30s|%8s|" .metadata.name .status.phase}}{{end}}
{{range .items}}{{.spec.containers}}{{break}}{{end}}
{{range .items}}{{if eq .status.phase "Running"}}{{continue}}{{end}}{{.metadata.name}}{{end}}
{{define "T"}}<{{.}}>{{end}}{{range .items}}{{template "T" .metadata.name}}{{end}}
{{$n := 0}}{{range .items}}{{$n = len .metadata.name}}{{end}}{{$n}}
{{range .items}}{{.metadata.name | printf "%q" | len}} {{end}}
{{range .items}}{{$.kind}} {{end}}
{{range .nope}}x{{else}}none{{end}}
{{range 3}}{{.}}{{end}}
{{range .items}}{{exists . "metadata" "labels" "app"}} {{end}}
{{ "aGVsbG8=" | base64decode }}
{{ "a" | base64decode }}
{{/* nothing */}}text
{{- range .items -}} {{.metadata.name -}} {{end -}}
{{.items.foo}}
{{.kind.foo}}
{{range .kind}}x{{end}}
{{index .items 100}}
{{index .kind 0}}
{{len .kind}} {{slice .kind 1 2}} {{html "<a>"}} {{js "'"}} {{urlquery "a b"}}
{{range .items}}{{and .metadata.labels .metadata.labels.app}} {{or .nope "x"}} {{not .nope}}{{end}}
{{range .items}}{{lt (len .metadata.name) 10}} {{end}}
{{eq .kind 1}}
{{.}
{{.items
{{if}}{{end}}
{{range .items}}
{{nofunc .items}}
{{end}}
{{template "nope"}}
{{print .kind 1 2 "a" "b" nil}}
{{println .kind 1.5 true}}
{{printf "%d %s" .kind 1}}
{{block "B" .}}{{.kind}}{{end}}
""".strip().split("\n")

COLUMNS = r"""
NAME:.metadata.name
NAME:metadata.name
NAME:{.metadata.name}
NAME:{metadata.name}
NAME:.metadata.name,PHASE:.status.phase,NODE:.spec.nodeName
NAME:.metadata.name,NOPE:.metadata.nope
N:.metadata.name,IMAGES:.spec.containers[*].image,PORTS:.spec.containers[*].ports[*].containerPort
N:.metadata.name,LABELS:.metadata.labels
N:.metadata.name,C:.spec.containers
N:.metadata.name,R:.status.containerStatuses[0].restartCount,READY:.status.containerStatuses[0].ready
N:.metadata.name,S:.spec.containers[?(@.name=="web")].image
:.metadata.name
NAME:
NAME
NAME:.metadata.name,
NAME:.a b
NAME:.metadata.name}
NAME:{.metadata[
A:.kind,B:.apiVersion
N:.metadata.name,ALL:..name
""".strip().split("\n")

SORTS = """
.metadata.name
{.metadata.name}
metadata.name
{metadata.name}
.metadata.creationTimestamp
.status.startTime
.status.containerStatuses[0].restartCount
.status.containerStatuses[0].ready
.spec.containers[0].image
.spec.containers[0].name
.metadata.labels.app
.metadata.labels
.spec.nodeName
.nosuch
.metadata.name.x
{.metadata
.spec.containers[3].name
.status.phase
.metadata.uid
""".strip().split("\n")


def cause_alone(result):
    """kubectl dumps the whole object behind the cause, Go templates on stdout; yare says where a path is wrong."""
    err = re.sub(rb'(error executing jsonpath "(?:[^"\\]|\\.)*": )Error executing template: (.*?)\. Printing more information.*', rb"\1\2\n",
                 result.err, flags=re.DOTALL)
    out = re.sub(rb"(?s)Error executing template: .*", b"", result.out)
    return no_place(replace(result, out=out, err=err))


def no_place(result):
    return replace(result, err=re.sub(rb' \(at (?:line \d+, )?character \d+: .*\)$', b"", result.err, flags=re.M))


def only_cause(result):
    """The same where Go had written a beginning before it met the error, which yare keeps to itself."""
    result = cause_alone(result)
    return replace(result, out=b"" if result.code else result.out)


def words_anyhow(result):
    """Go's maps have no order: the words alone."""
    return no_place(replace(result, out=b" ".join(sorted(re.split(rb"[\s,]+", result.out)))))


def code_alone(result):
    """yare tells a format that is none before it asks for the object."""
    return replace(result, err=b"")


def sort_words(result):
    """kubectl logs what it cannot sort."""
    err = re.sub(rb"F\d{4} .*?\] (Field \S+) in .*? is an unsortable type: interface, err: unsortable type: ", rb"error: \1 is an unsortable type: ",
                 result.err)
    return no_place(replace(result, err=err))


def read_back(result):
    """kubectl's KYAML of a line that begins with a control character reads back with a backslash in its place."""
    return replace(result, out=re.sub(rb"(?m)^ *\\{1,2}(?=[rn])", b"\\\\", result.out))


def path_cases():
    for path in PATHS:
        yield same(["get", "pods", "-n", "shop", "-o", "jsonpath=" + path], alter=cause_alone)
        yield same(["get", "pods", "-n", "empty", "-o", "jsonpath=" + path], alter=cause_alone)
        yield same(["get", "pod", "db-0", "-n", "shop", "-o", "jsonpath=" + path], alter=cause_alone)
        yield same(["get", "pods", "-n", "shop", "-o", "jsonpath-as-json=" + path], alter=cause_alone)
        yield same(["get", "pods,svc", "-n", "shop", "--allow-missing-template-keys=false", "-o", "jsonpath=" + path], alter=cause_alone)
    for path in ("{..name}", "{..image}", "{.items[*].metadata.labels.*}", "{.items[0]..containerPort}", "{..*}"):
        yield same(["get", "pods", "-n", "shop", "-o", "jsonpath=" + path], alter=words_anyhow)
    for path in ("{.spec.strings}", "{.spec.strings[*]}", "{.spec.numbers[*]}", "{.spec.numbers}", "{.spec.n}", "{.spec}", "{.spec.keys.a\\.b}",
                 "{.spec.keys['a.b']}", "{.spec.b[*]}", "{.spec.ll[*]}", "{.spec.lm[*].a}", "{range .spec.lm[*]}{.a};{end}", "{.spec.e}{.spec.l}",
                 "{.spec.numbers[?(@>1)]}", "{.spec.numbers[?(@==1.5)]}", "{.spec.strings[?(@=='true')]}", "{.spec.b[?(@==true)]}"):
        for name in ("a-list", "c-numbers", "d-shapes", "e-keys"):
            yield same(["get", "oddity", name, "-n", "odd", "-o", "jsonpath=" + path], alter=cause_alone)


def template_cases():
    for template in TEMPLATES:
        yield same(["get", "pods", "-n", "shop", "-o", "go-template=" + template], alter=only_cause)
        yield same(["get", "pods", "-n", "empty", "--template=" + template], alter=only_cause)
        yield same(["get", "pod", "db-0", "-n", "shop", "-o", "template=" + template], alter=only_cause)
        yield same(["get", "svc,pods", "-n", "shop", "--allow-missing-template-keys=false", "-o", "go-template=" + template], alter=only_cause)
    for template in ("{{.spec}}", "{{.spec.numbers}}", "{{range .spec.strings}}{{.}}|{{end}}", "{{range .spec.numbers}}{{.}} {{end}}", "{{.spec.n}} {{.spec.e}}",
                 "{{range .spec.numbers}}{{printf \"%v %T\" . .}};{{end}}", "{{range .spec.strings}}{{html .}}{{js .}}{{urlquery .}}{{printf \"%q\" .}}{{end}}"):
        for name in ("a-list", "c-numbers", "d-shapes", "e-keys", "i-string-keys"):
            yield same(["get", "oddity", name, "-n", "odd", "-o", "go-template=" + template], alter=only_cause)


def column_cases():
    for columns in COLUMNS:
        alter = words_anyhow if ".." in columns else only_cause
        yield same(["get", "pods", "-n", "shop", "-o", "custom-columns=" + columns], alter=alter)
        yield same(["get", "pods", "-n", "empty", "-o", "custom-columns=" + columns], alter=alter)
        yield same(["get", "pod", "db-0", "-n", "shop", "--no-headers", "-o", "custom-columns=" + columns], alter=alter)
    for line in ("get pods,svc -n shop -o custom-columns=K:.kind,N:.metadata.name", "get pods -A -o custom-columns=NS:.metadata.namespace,N:.metadata.name",
                 "get oddities -n odd -o custom-columns=N:.metadata.name,S:.spec.size,P:.spec.s,X:.spec.ll",
                 "get oddity a-list -n odd -o custom-columns=S:.spec.strings[*]", "get oddity c-numbers -n odd -o custom-columns=S:.spec.numbers",
                 "get gauges -n cells -o custom-columns=N:.metadata.name,S:.spec",
                 "get pods -n shop -L app -o custom-columns=N:.metadata.name", "get pods -n shop --show-labels -o custom-columns=N:.metadata.name",
                 "get pods nope db-0 web -n shop -o custom-columns=N:.metadata.name", "get pods -n shop -o custom-columns",
                 "get pods -n empty --ignore-not-found -o custom-columns=N:.metadata.name",
                 "get pods -n shop -o custom-columns= ", "get pods -n shop -o custom-columns --template=N:.metadata.name"):
        yield same(line)


def file_cases(world):
    texts = {"path": "{range .items[*]}{.metadata.name}{\"\\n\"}{end}", "template": "{{range .items}}{{.metadata.name}}\n{{end}}\n",
             "columns": "NAME   PHASE\nmetadata.name  {.status.phase}\nignored\n", "empty": "", "one": "NAME PHASE\n", "three": "A B\n.a\n"}
    for name, content in texts.items():
        world.file("languages/" + name, content)
    for form in ("jsonpath-file", "go-template-file", "templatefile", "custom-columns-file"):
        for name in [*texts, "nowhere"]:
            yield same(f"get pods -n shop -o {form}=languages/{name}", alter=only_cause)
        if form != "custom-columns-file":   # kubectl takes a folder for an empty file
            yield same(f"get pods -n shop -o {form}=/", alter=only_cause)
        yield same(f"get pods -n shop -o {form}")
    yield same("get pods -n shop --no-headers -o custom-columns-file=languages/columns")


def choice_cases():
    for line in ("-o Wide", "-o kyaml", "-o KYAML", "-o Yaml", "-o jsonpath", "-o jsonpath=", "-o JSONPATH={.kind}", "-o jsonpath={.kind} --show-labels",
                 "-o jsonpath={.kind} --template={{.kind}}", "--template={{.kind}} -o=", "--template={{.kind}} -o json", "--template={{.kind}} -o name",
                 "--template={{.kind}} -o wide", "-o jsonpath --template={.kind}", "-o go-template --template={{.kind}}", "-o template --template {{.kind}}",
                 "-o go-template", "-o go-template=", "-o jsonpath-as-json={.kind}", "-o jsonpath-as-json", "-o table", "-o nope=x", "-o wide=x", "-o json=x",
                 "-o jsonpath={.kind} --ignore-not-found", "-o jsonpath={.items} --show-managed-fields"):
        for what in ("pods -n shop", "pods -n empty", "pod db-0 -n shop", "pods db-0 nope -n shop", "pod nope -n shop"):
            yield same(f"get {what} {line}", alter=code_alone if what.startswith("pod nope") else None)


def says(line, err):
    def call(world):
        result = world.yare(line)
        expect_equal((result.code, result.out, result.err.decode()), (1, b"", err), "exit code, stdout and stderr")

    return check(call, name="says: " + " ".join(line))


# With a table, kubectl 1.36 says "No resources found" and exits with 0 when it cannot sort.
UNSORTED = {
    ".nosuch": "couldn't find any field with path \"{.nosuch}\" in the list of objects",
    ".metadata.name.x": "couldn't find any field with path \"{.metadata.name.x}\" in the list of objects",
    "{.metadata": "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    ".spec.containers[3].name": "array index out of bounds: index 3, length 2",
}


def sort_cases():
    for field in SORTS:
        for how in ("", "-o wide", "-o name", "-o json", "-o jsonpath={.items[*].metadata.name}", "-o custom-columns=N:.metadata.name", "--server-print=false",
                    "-o kyaml", "-o go-template={{range.items}}{{.metadata.name}},{{end}}"):
            if field in UNSORTED and how in ("", "-o wide"):
                yield says(["get", "pods", "-n", "shop", "--sort-by", field, *how.split()], f"error: {UNSORTED[field]}\n")
            else:
                yield same(["get", "pods", "-n", "shop", "--sort-by", field, *how.split()], alter=sort_words)
    for line in ("get pods -n empty --sort-by=.metadata.name", "get pods -n empty -o json --sort-by=.nosuch", "get pods -A --sort-by=.metadata.name",
                 "get pods -A --sort-by=.metadata.namespace", "get pods -A --sort-by=.spec.nodeName -o name", "get nodes --sort-by=.status.capacity.memory",
                 "get nodes --sort-by=.status.capacity.cpu", "get nodes --sort-by=.metadata.name", "get pods,svc -n shop --sort-by=.metadata.name -o name",
                 "get pod db-0 -n shop --sort-by=.metadata.name", "get pod db-0 -n shop --sort-by=.nosuch -o json",
                 "get events -A --sort-by=.lastTimestamp -o name", "get cm -A --sort-by=.metadata.resourceVersion -o name",
                 "get pods -n crowd --sort-by=.metadata.labels.shard -o name", "get pods -n crowd --sort-by=.spec.containers[0].image",
                 "get pods -n crowd --sort-by=.status.phase", "get ships -n shop --sort-by=.spec.masts", "get ships -A --sort-by=.spec.captain",
                 "get oddities -n odd --sort-by=.spec.size", "get gauges -n cells --sort-by=.spec -o name"):
        yield same(line, alter=sort_words)


def kyaml_cases():
    for what in ("pods -n shop", "pod db-0 -n shop", "svc,cm,deploy -n shop", "pods -n empty", "nodes", "crd", "oddities -n odd", "cm -n odd", "gauges -n cells",
                 "pod db-0 -n shop --show-managed-fields", "secrets -A", "events -A", "pod db-0 nope -n shop"):
        yield same(f"get {what} -o kyaml", alter=read_back)


MADE = [configmap("a", {"x": "1"}), configmap("b", {"x": "2"})]
CHANGES = {
    "create -f ab.yaml": [], "create configmap c --from-literal=x=1": [], "create configmap c --from-literal=x=1 --dry-run=client": [],
    "patch cm a -p '{\"data\":{\"x\":\"3\"}}' --type=merge": MADE, "replace -f ab.yaml": MADE, "apply --server-side -f ab.yaml": [],
}


def unchanged(line, setup):
    """kubectl patches and applies before it looks at a format that it cannot print."""

    def call(place):
        before = place.state(("ConfigMap",))
        result = place.run(line)
        expect_equal((result.code, result.out), (1, b""), "exit code and stdout")
        expect_equal(place.state(("ConfigMap",)), before, "on the server")

    return own(call, name="changes nothing: " + line, setup=setup)


def change_cases():
    """Every verb that prints objects knows the languages."""
    for how in ("-o jsonpath={.metadata.name}", "-o jsonpath={.data}{.kind}", "-o go-template={{.metadata.name}},", "--template={{.data.x}}",
                "-o jsonpath-as-json={.data.x}", "-o jsonpath={.nope} --allow-missing-template-keys=false", "-o name --template={{.kind}}",
                "-o '' --template={{.kind}}"):
        for line, setup in CHANGES.items():
            yield change(f"{line} {how}", files={"ab.yaml": text(*MADE)}, setup=setup, alter=cause_alone)
    for how in ("-o jsonpath={.data.x", "-o go-template={{", "-o custom-columns=A:.kind", "-o jsonpath", "-o wide"):
        for line, setup in CHANGES.items():
            if line.startswith(("patch", "apply")):
                yield unchanged(f"{line} {how}", setup)
            else:
                yield change(f"{line} {how}", files={"ab.yaml": text(*MADE)}, setup=setup, alter=cause_alone)
    for how in ("-o jsonpath={.spec.replicas}", "-o go-template={{.spec.replicas}}", "-o jsonpath={.kind}"):
        yield change(f"patch oddity o --type=merge -p '{{\"spec\":{{\"size\":7}}}}' {how}", setup=[oddity("o")], kinds=("Oddity",), alter=cause_alone)
        yield change(f"scale deployment d --replicas=5 {how}", setup=[deployment("d")], kinds=("Deployment",), alter=cause_alone)
        yield change(f"create deployment d --image=x --replicas=3 {how}", kinds=("Deployment",), alter=cause_alone)


def cases(world):
    yield from path_cases()
    yield from template_cases()
    yield from column_cases()
    yield from file_cases(world)
    yield from choice_cases()
    yield from sort_cases()
    yield from kyaml_cases()
    yield from change_cases()
