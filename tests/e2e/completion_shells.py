"""Tab in real shells on a terminal: what is put on the line, what is listed, and that nothing typed or offered runs."""
import json
import os
import time

from harness import Failure, check, expect, expect_equal
from screen import LIMIT, Terminal

DONE = r"printf '\033]2;%d\007\033[H\033[2J'"     # a title tells one line's end from the next one's
PROMPT = "> "
SHELLS = ("bash", "zsh", "fish")
COMMANDS = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"], "fish": ["fish", "--no-config", "-i"]}
BEFORE = {
    "bash": "PS1='> '",
    "zsh": "PS1='> '; autoload -Uz compinit; compinit -u -d $HOME/dump",
    "fish": "set -g fish_autosuggestion_enabled 0; function fish_prompt; echo '> '; end",
}
LOAD = {"bash": "source <(%s completion bash)", "zsh": "source <(%s completion zsh)", "fish": "%s completion fish | source"}
MARK = "@"      # typed behind Tab: where it stands, Tab has been answered


class Shell:
    """An interactive shell that has loaded its completion. Use in `with`."""

    def __init__(self, place, name, *, path=None, load=None, env=None, cwd="files"):
        self.name = name
        self.lines = 0
        changes = {"PATH": f"{path or place.path('bin')}:/usr/bin:/bin", **(env or {})}
        self.terminal = Terminal(COMMANDS[name], place.environment("yare-home", changes), place.path(cwd))
        self.load = load or LOAD[name] % place.path("bin/yare")

    def __enter__(self):
        try:
            self.run(f"{BEFORE[self.name]}; {self.load}")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.terminal.__exit__()

    @property
    def screen(self):
        return self.terminal.screen

    def run(self, line):
        """Runs a line, and clears the screen behind it."""
        self.lines += 1
        self.terminal.send(f"{line}; {DONE % self.lines}\r")
        end = f"\x1b]2;{self.lines}\x07".encode()
        self.terminal.wait(lambda screen: end in self.terminal.said and screen.row == 0 and screen.line() == PROMPT,
                           f"the prompt behind {line}")

    def clear(self):
        self.terminal.send("\x05\x15\x0c")     # the line, and the screen
        self.terminal.wait(lambda screen: screen.row == 0 and screen.line() == PROMPT
                           and not any(screen.lines()[1:]), "an empty line")

    def press(self, keys):
        """What stands on the line when these keys have been answered, and a mark behind them."""
        self.terminal.send(keys + MARK)
        self.terminal.wait(lambda screen: screen.line().endswith(MARK), f"an answer to {keys!r}")
        line = self.screen.line()
        if not line.startswith(PROMPT):
            raise Failure(f"no prompt behind {keys!r}:\n{self.terminal.show()}")
        return line[len(PROMPT):-len(MARK)]

    def completes(self, typed, wanted):
        """Tab behind `typed` makes it `wanted`, which may differ from shell to shell, and shows nothing else."""
        self.clear()
        if isinstance(wanted, dict):
            wanted = wanted[self.name]
        expect_equal(self.press(typed + "\t"), wanted, f"{self.name}: the line behind {typed}<Tab>")
        others = [line for line in self.screen.lines() if line and not line.startswith(PROMPT)]
        expect(not others, f"{self.name}: {typed}<Tab> shows {others}")

    def lists(self, typed, *wanted, line=None):
        """Tab behind `typed` lists lines that hold these words in this order each, and makes it `line`."""
        self.clear()
        tabs = {"bash": 3, "zsh": 2 if line not in (None, typed) else 1, "fish": 1}[self.name]
        self.terminal.send(typed + "\t" * tabs)

        def is_shown(screen):
            return all(any(in_order(words, shown) for shown in screen.lines()) for words in wanted)

        self.terminal.wait(is_shown, f"{self.name}: {wanted} behind {typed}<Tab>")
        shown = "\n".join(self.screen.lines())
        expect_equal(self.press(""), typed if line is None else line, f"{self.name}: the line behind {typed}<Tab>")
        return shown


def in_order(words, text):
    at = 0
    for word in words.split("|"):
        at = text.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


def cases(place):
    place.file("a manifest.yaml", "")
    place.file("only/this.json", "")
    place.file("only/other.txt", "")
    place.file("two.kubeconfig", "contexts:\n- {name: harbour, context: {}}\n- {name: 'deep sea', context: {}}\n")
    place.file("../yare-home/home.kubeconfig", "contexts:\n- {name: home, context: {}}\n")
    for name in SHELLS:
        for call in (words, objects, lists, files, aliases, called_by_path, hostile_names, typed_substitutions, control_characters,
                     directives, middle_of_a_line, failing, hanging, loading, another_name):
            yield check(lambda place, call=call, name=name: call(place, name), name=f"{name}: {call.__doc__}")
    yield check(bash_words)
    yield check(zsh_functions)
    yield check(fish_redirections)


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


class Fake:
    """A `yare` that offers `answer`, and notes the words it is otherwise called with."""

    def __init__(self, place, name, answer):
        self.folder = place.path(f"fake-{name}")
        os.mkdir(self.folder)
        self.write("answer", answer)
        self.write("yare", "#!/bin/sh\nif [ \"$1\" = __complete ]; then shift; printf '%s\\n' \"$@\" > \"${0%/*}/typed\"; "
                           "cat \"${0%/*}/answer\"; else printf '%s\\n' \"$@\" > \"${0%/*}/called\"; fi\n")
        os.chmod(self.path("yare"), 0o755)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8", newline="") as file:
            return file.read()


HOSTILE = ["a$(touch pwned)", "b`touch pwned`", "c;touch pwned", "d&touch pwned", "e|touch pwned", "f>pwned", "g\"x", "h'x", "i*",
           "j x  y", "k~", "l\\x", "m${HOME}", "n$HOME", "o#x", "p{a,b}", "q<(touch pwned)", "r[ab]", "s?", "t=(touch pwned)",
           "u:x", "v=x", "w(touch pwned)", "x%F{red}", "y^x^z", "z,a=b:c d", "A=b", "B\\", "C\"'$(touch pwned)", "Dé x", "E\"\"",
           "F''", "~G", "-H $(touch pwned)"]


def hostile_names(place, name):
    """a name with anything in it reaches the command as it is"""
    answer = "".join(f"{each}\t$(touch pwned) `touch pwned` %F{{red}}\n" for each in HOSTILE) + ":4\n"
    fake = Fake(place, name + "-hostile", answer)
    with Shell(place, name, path=fake.folder, cwd=f"fake-{name}-hostile") as shell:
        for each in HOSTILE:
            for quote in ("", "'", '"'):
                start = each[:2] if each[0] in "~-" else each[0]
                if quote == "" and start.startswith("~"):
                    continue    # a home directory
                shell.run(f"yare x {quote}{start}\t")
                expect_equal(fake.read("called"), f"x\n{each}\n", f"{name}: {quote}{start}<Tab> of {each}")
        shell.lists("yare x ", "k~", "%F{red}", line="yare x ")
    expect_equal(sorted(os.listdir(fake.folder)), ["answer", "called", "typed", "yare"], f"{name}: files left behind")


def typed_substitutions(place, name):
    """what stands on the line is not run, and reaches yare without quotes"""
    fake = Fake(place, name + "-typed", "seven\n:4\n")
    with Shell(place, name, path=fake.folder, cwd=f"fake-{name}-typed") as shell:
        for typed, words in (
                ("-n $(touch pwned) -x", ["-n", "$(touch pwned)", "-x"]),
                ('"$(touch pwned)" "a b" \'c d\' e\\ f', ["$(touch pwned)", "a b", "c d", "e f"]),
                ("~/x $HOME '~' \"it's\" --output=\"j s\"", ["~/x", "$HOME", "~", "it's", "--output=j s"]),
                ("--a=b:c x:y é", ["--a=b:c", "x:y", "é"])):
            shell.completes(f"yare {typed} sev", f"yare {typed} seven ")
            expect_equal(fake.read("typed").splitlines(), words + ["sev"], f"{name}: {typed}")
    expect_equal(sorted(os.listdir(fake.folder)), ["answer", "typed", "yare"], f"{name}: files left behind")


def control_characters(place, name):
    """what could drive the terminal is not offered"""
    fake = Fake(place, name + "-control", "c\x1b[31mx\nc\rtouch pwned\r\nc\x07\nclean\tA \x1b]0;title\x07 word\n:4\n")
    with Shell(place, name, path=fake.folder, cwd=f"fake-{name}-control") as shell:
        shell.completes("yare c", "yare clean ")
        fake.write("answer", "clean\tA \x1b]0;title\x07 word\nclever\tB\n:4\n")
        shell.lists("yare c", "clean|A|word", "clever|B", line="yare cle")
        expect(b"\x1b]0;title" not in shell.terminal.said, f"{name}: the title was set")


def directives(place, name):
    """what the engine's number says: no space, files or none, endings, directories, order"""
    fake = Fake(place, name + "-directives", "")
    fake.write("thing.yaml", "")
    fake.write("thing.txt", "")
    os.makedirs(fake.path("thick folder"))
    with Shell(place, name, path=fake.folder, cwd=f"fake-{name}-directives") as shell:
        for answer, typed, wanted in (
                ("app=\n:6", "yare a", "yare app="), ("pods/\n:6", "yare p", "yare pods/"), (":4", "yare thing.t", "yare thing.t"),
                (":0", "yare thing.t", "yare thing.txt "), (":0", "yare --x=thing.t", "yare --x=thing.txt "),
                ("other\n:0", "yare o", "yare other "), ("thing.txt\n:1", "yare th", "yare th"), (":5", "yare th", "yare th"),
                ("yaml\njson\n:8", "yare thin", "yare thing.yaml "), ("yaml\n:8", "yare --x=thin", "yare --x=thing.yaml "),
                ("yaml\n:8", "yare thic", r"yare thick\ folder/"), ("json\n:8", "yare thing.t", "yare thing.txt "),
                (":16", "yare thi", r"yare thick\ folder/"), ("value\n:4", "yare --x=v", "yare --x=value "),
                ("value\n:4", "yare -x=v", "yare -x=value "), ("-lapp=b\n:4", "yare -lapp=", "yare -lapp=b "),
                ("a:b\n:4", "yare a:", "yare a:b "), ("one,two\n:4", "yare one,", "yare one,two "),
                ("no number", "yare th", "yare th"), ("thing\n:999999999999", "yare th", "yare th"), ("", "yare th", "yare th"),
                ("thing\n:4 x", "yare th", "yare th")):
            fake.write("answer", answer + "\n")
            shell.completes(typed, wanted)
        fake.write("answer", "b-last\tx\na-first\ty\nc-middle\tz\n:36\n")
        shown = shell.lists("yare ", "b-last", "a-first", "c-middle")
        expect(shown.index("b-last") < shown.index("a-first") < shown.index("c-middle"), f"{name}: another order: {shown}")


def middle_of_a_line(place, name):
    """words behind the cursor stay, and do not count"""
    fake = Fake(place, name + "-middle", "seven\n:4\n")
    with Shell(place, name, path=fake.folder, cwd=f"fake-{name}-middle") as shell:
        shell.clear()
        shell.press("yare get se pods\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\t")
        shown = shell.screen.lines()[0].replace(MARK, " ").split()
        expect_equal(shown, [">", "yare", "get", "seven", "pods"], f"{name}: the line")
        expect_equal(fake.read("typed"), "get\nse\n", f"{name}: the words asked with")
        shell.completes("true; yare sev", "true; yare seven ")
        shell.completes("true | yare sev", "true | yare seven ")
        shell.completes("A=b yare sev", "A=b yare seven ")


def failing(place, name):
    """an engine that fails, or is missing, offers nothing without a word"""
    fake = Fake(place, name + "-failing", "")
    fake.write("yare", "#!/bin/sh\necho seven\necho :4\necho trouble >&2\nexit 3\n")
    with Shell(place, name, path=fake.folder, cwd=f"fake-{name}-failing") as shell:
        shell.completes("yare sev", "yare sev")
        if name != "fish":  # which says itself that something crashed
            fake.write("yare", "#!/bin/sh\necho trouble >&2\nkill -SEGV $$\n")
            shell.completes("yare sev", "yare sev")
        os.remove(fake.path("yare"))
        shell.completes("yare sev", "yare sev")
        shell.completes("yare answ", "yare answ")


def hanging(place, name):
    """Ctrl-C ends an engine that hangs, and the shell lives on"""
    fake = Fake(place, name + "-hanging", "")
    fake.write("yare", "#!/bin/sh\necho $$ > \"${0%/*}/pid.new\"; mv \"${0%/*}/pid.new\" \"${0%/*}/pid\"; exec sleep 1000\n")
    with Shell(place, name, path=fake.folder, cwd=f"fake-{name}-hanging") as shell:
        shell.terminal.send("yare sev\t")
        await_that(lambda: os.path.exists(fake.path("pid")), "the engine's start")
        shell.terminal.send("\x03")
        pid = fake.read("pid").strip()
        await_that(lambda: not is_running(pid), "the engine's end")
        # Bash, and not for yare alone, loses the first character of the next line then.
        shell.terminal.send("\x05\x15" + ("\r" if name == "bash" else ""))
        shell.run("echo alive > answer")
        expect_equal(fake.read("answer"), "alive\n", f"{name}: what the shell did then")


def await_that(holds, what):
    end = time.monotonic() + LIMIT
    while not holds():
        if time.monotonic() > end:
            raise Failure(f"{what} did not come")
        time.sleep(0.02)


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


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


def bash_words(place):
    """bash: COMP_WORDBREAKS stays as it is, and any will do; an unset -u shell; `extglob` or not"""
    fake = Fake(place, "bash-words", "--output=json\nname:space\n:4\n")
    with Shell(place, "bash", path=fake.folder, cwd="fake-bash-words") as shell:
        for breaks in ("$COMP_WORDBREAKS", "' '", "$' \\t\\n\"\\'><=;|&(:,/@'"):
            shell.run(f"COMP_WORDBREAKS={breaks}; before=$COMP_WORDBREAKS")
            shell.completes("yare --output=j", "yare --output=json ")
            shell.completes("yare na", "yare name:space ")
            shell.completes("yare name:s", "yare name:space ")
            shell.run('[ "$before" = "$COMP_WORDBREAKS" ] && echo same > same')
            expect_equal(fake.read("same"), "same\n", "COMP_WORDBREAKS")
            os.remove(fake.path("same"))
        shell.run("set -u; shopt -s nullglob extglob; IFS=n")
        shell.completes("yare name:s", "yare name:space ")
        fake.write("answer", "one\tdescribed\none-more\tdescribed\n:4\n")
        shell.run("bind 'set show-all-if-ambiguous on'")
        shell.lists("yare on", "one|(described)", "one-more|(described)", line="yare one")
        shell.run("bind 'TAB:menu-complete'")
        shell.completes("yare on", "yare one")


def zsh_functions(place):
    """zsh: complete_aliases with compdef, ksh_arrays and sh_word_split of the user"""
    fake = Fake(place, "zsh-functions", "seven\n:4\n")
    with Shell(place, "zsh", path=fake.folder, cwd="fake-zsh-functions") as shell:
        shell.run("alias y=yare; setopt complete_aliases; compdef _yare y")
        shell.completes("y a 'b c' sev", "y a 'b c' seven ")
        expect_equal(fake.read("typed"), "a\nb c\nsev\n", "the words asked with")
        shell.run("setopt ksh_arrays sh_word_split no_extended_glob null_glob err_return")
        shell.completes("yare a 'b c' sev", "yare a 'b c' seven ")


def fish_redirections(place):
    """fish: redirections and variables before the command are no arguments"""
    fake = Fake(place, "fish-redirections", "seven\n:4\n")
    with Shell(place, "fish", path=fake.folder, cwd="fake-fish-redirections") as shell:
        for typed, words in ((">x 2>&1 -n \\> sev", "-n\n>\nsev\n"), ("'a > b' >'c d' \"e>f\" sev", "a > b\ne>f\nsev\n")):
            shell.completes(f"A=b yare {typed}", f"A=b yare {typed}en ")
            expect_equal(fake.read("typed"), words, "the words asked with")
