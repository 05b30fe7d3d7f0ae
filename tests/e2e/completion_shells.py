"""Tab in real shells on a terminal, with a cluster behind it: what is put on the line, and what is listed."""
import json
import os

from harness import Failure, check
from shells import LOAD, SHELLS, Fake, Shell


def cases(place):
    place.file("a manifest.yaml", "")
    place.file("only/this.json", "")
    place.file("only/other.txt", "")
    place.file("two.kubeconfig", "contexts:\n- {name: harbour, context: {}}\n- {name: 'deep sea', context: {}}\n")
    place.file("../yare-home/home.kubeconfig", "contexts:\n- {name: home, context: {}}\n")
    for name in SHELLS:
        for call in (words, objects, lists, files, aliases, called_by_path, loading, another_name):
            yield check(lambda place, call=call, name=name: call(place, name), name=f"{name}: {call.__doc__}")


def make_objects(place):
    def create(path, data):
        status, body = place.api.call("POST", path, json.dumps(data))
        if status not in (201, 409):
            raise Failure(f"POST {path}: {status} {body[:300]}")

    def pod(name, labels, *containers):
        create("/api/v1/namespaces/tabs/pods", {
            "metadata": {"name": name, "labels": labels},
            "spec": {"containers": [{"name": each, "image": "i:1"} for each in containers]}})

    create("/api/v1/namespaces", {"metadata": {"name": "tabs"}})
    create("/api/v1/namespaces/tabs/serviceaccounts", {"metadata": {"name": "default"}})
    pod("web-0", {"app": "front", "tier": "one"}, "main", "sidecar")
    pod("web-1", {"app": "front", "tier": "two"}, "main")
    pod("lone", {"app": "back"}, "main")
    create("/apis/yare.example/v1/namespaces/tabs/ships", {"apiVersion": "yare.example/v1", "kind": "Ship",
                                                            "metadata": {"name": "nautilus"}, "spec": {"class": "frigate"}})


def words(place, name):
    """verbs, flags, their values and built-in types, without a server"""
    with Shell(place, name, env={"KUBECONFIG": "/nonexistent"}) as shell:
        for typed, wanted in (
                ("yare ge", "yare get "),
                ("yare rollout stat", "yare rollout status "),
                ("yare get --no-h", "yare get --no-headers "),
                ("yare get -o js", "yare get -o json"),
                ("yare get -o kya", "yare get -o kyaml "),
                ("yare get -okya", "yare get -okyaml "),
                ("yare get -o=kya", "yare get -o=kyaml "),
                ("yare get --output=js", "yare get --output=json"),
                ("yare get --output=kya", "yare get --output=kyaml "),
                ("yare delete --cascade=fore", "yare delete --cascade=foreground "),
                ("yare get deploym", "yare get deployments "),
                ("yare get pods,deploym", "yare get pods,deployments "),
                ("yare get no-such-ty", "yare get no-such-ty"),
                ("yare get --no-such-fl", "yare get --no-such-fl")):
            if wanted.endswith("json"):
                shell.lists(typed, "json", "jsonpath-file", line=wanted)
            else:
                shell.completes(typed, wanted)


def objects(place, name):
    """short names and custom resources, names, TYPE/NAME, comma lists, namespaces, contexts, containers, labels"""
    make_objects(place)
    with Shell(place, name) as shell:
        for typed, wanted in (
                ("yare get shi", "yare get ships "),
                ("yare get pods,shi", "yare get pods,ships "),
                ("yare get -n tabs sh nau", "yare get -n tabs sh nautilus "),
                ("yare get pods -n tabs lo", "yare get pods -n tabs lone "),
                ("yare get pods --namespace=tabs w", "yare get pods --namespace=tabs web-"),
                ("yare get -n tabs pods/lo", "yare get -n tabs pods/lone "),
                ("yare get -n tabs pods/web-1 po/lo", "yare get -n tabs pods/web-1 po/lone "),
                ("yare get pods -n ta", "yare get pods -n tabs "),
                ("yare get pods --namespace=ta", "yare get pods --namespace=tabs "),
                ("yare get pods --kubeconfig two.kubeconfig --context ha",
                 "yare get pods --kubeconfig two.kubeconfig --context harbour "),
                ("yare get pods --kubeconfig=two.kubeconfig --context=ha",
                 "yare get pods --kubeconfig=two.kubeconfig --context=harbour "),
                ("yare get pods --kubeconfig two.kubeconfig --context de",
                 r"yare get pods --kubeconfig two.kubeconfig --context deep\ sea "),
                ("yare get pods --kubeconfig ~/home.kubeconfig --context ho",
                 "yare get pods --kubeconfig ~/home.kubeconfig --context home "),
                ('yare get pods --kubeconfig "$HOME/home.kubeconfig" --context ho',
                 'yare get pods --kubeconfig "$HOME/home.kubeconfig" --context home '),
                ("yare logs -n tabs lo", "yare logs -n tabs lone "),
                ("yare logs -n tabs web-0 -c side", "yare logs -n tabs web-0 -c sidecar "),
                ("yare logs -n tabs web-0 --container=side", "yare logs -n tabs web-0 --container=sidecar "),
                ("yare get pods -n tabs -l ti", "yare get pods -n tabs -l tier="),
                ("yare get pods -n tabs -l tier=tw", "yare get pods -n tabs -l tier=two "),
                ("yare get pods -n tabs --selector=tier=tw", "yare get pods -n tabs --selector=tier=two "),
                ("yare get pods -n tabs -l app=front,tier=o", "yare get pods -n tabs -l app=front,tier=one ")):
            if wanted.endswith("web-"):
                shell.lists(typed, "web-0", "web-1", line=wanted)
            else:
                shell.completes(typed, wanted)


def lists(place, name):
    """several candidates: what they have in common on the line, and a list with descriptions"""
    make_objects(place)
    with Shell(place, name) as shell:
        shell.lists("yare get deploy", "deploy|deployments", "deployments|Deployment (apps/v1)")
        shell.lists("yare get -n tabs pods we", "web-0", "web-1", line="yare get -n tabs pods web-")


def files(place, name):
    """files behind -f, blanks in their names, directories, and behind redirections"""
    make_objects(place)
    with Shell(place, name) as shell:
        shell.completes("yare apply -f a\\ m", r"yare apply -f a\ manifest.yaml ")
        shell.completes("yare apply -f 'a m", "yare apply -f 'a manifest.yaml' ")
        shell.completes("yare apply -f only/th", "yare apply -f only/this.json ")
        shell.completes("yare apply -f only/", "yare apply -f only/this.json ")
        shell.completes("yare apply --filename=only/th", "yare apply --filename=only/this.json ")
        shell.completes("yare apply -f on", "yare apply -f only/")
        shell.completes("yare get --kubeconfig two", "yare get --kubeconfig two.kubeconfig ")
        shell.completes("yare get --kubeconfig=two", "yare get --kubeconfig=two.kubeconfig ")
        shell.completes("yare get pods > only/ot", "yare get pods > only/other.txt ")
        shell.completes("yare get pods -n tabs <two.kubeconfig lo", "yare get pods -n tabs <two.kubeconfig lone ")


def aliases(place, name):
    """an alias, and kubectl, completed by yare"""
    make_objects(place)
    with Shell(place, name) as shell:
        shell.run({"bash": "alias y=yare yt='yare -n tabs'; complete -o default -F _yare y yt kubectl",
                   "zsh": "alias y=yare yt='yare -n tabs'; compdef _yare kubectl",
                   "fish": "alias y yare; alias yt 'yare -n tabs'; complete -c kubectl -w yare"}[name])
        shell.completes("y get deploym", "y get deployments ")
        shell.completes("y get -n tabs pods lo", "y get -n tabs pods lone ")
        shell.completes("yt get pods lo", "yt get pods lone ")
        shell.completes("kubectl get deploym", "kubectl get deployments ")
        shell.completes("kubectl get -n tabs pods/lo", "kubectl get -n tabs pods/lone ")


def called_by_path(place, name):
    """a path that ends in /yare asks that very program"""
    fake = Fake(place, name + "-path", "offered\n:4\n")
    with Shell(place, name) as shell:
        shell.completes(f"{fake.folder}/yare of", f"{fake.folder}/yare offered ")
        shell.completes("yare of", "yare of")


def loading(place, name):
    """the installed script, found by the shell itself"""
    folder = place.path(f"scripts-{name}")
    os.makedirs(folder)
    file = {"bash": "yare.bash", "zsh": "_yare", "fish": "yare.fish"}[name]
    with open(os.path.join(folder, file), "wb") as script:
        script.write(place.yare(["completion", name]).out)
    os.mkdir(f"{folder}/theirs")
    for path, text in (("kubectl.fish", "complete -c kubectl -w yare\n"), ("theirs/kubectl.fish", "complete -c kubectl -f -a theirs\n")):
        with open(os.path.join(folder, path), "w", encoding="utf-8") as script:
            script.write(text)
    load = {"bash": f"source {folder}/yare.bash; complete -o default -F _yare kubectl",
            "zsh": f"fpath=({folder} $fpath); autoload -Uz compinit; compinit -u -d $HOME/dump2; compdef _yare kubectl",
            "fish": f"set fish_complete_path {folder} {folder}/theirs"}[name]
    with Shell(place, name, load=load) as shell:
        shell.completes("kubectl the", "kubectl the")
        shell.completes("kubectl get deploym", "kubectl get deployments ")
        for _ in range(2):
            shell.completes("yare get deploym", "yare get deployments ")


def another_name(place, name):
    """a link of another name completes itself"""
    with Shell(place, name, load=LOAD[name] % place.path("bin/kubectl")) as shell:
        shell.completes("kubectl get deploym", "kubectl get deployments ")
        shell.completes("yare get deploym", "yare get deploym")
