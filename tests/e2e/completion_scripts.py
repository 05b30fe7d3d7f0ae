"""The scripts for Tab on a terminal, over a `yare` that offers anything: nothing typed or offered runs, and every name arrives."""
import os
import time

from harness import Failure, check, expect, expect_equal
from screen import LIMIT
from shells import MARK, SHELLS, Fake, Shell


def cases(_):
    for name in SHELLS:
        for call in (hostile_names, typed_substitutions, control_characters, directives, middle_of_a_line, failing, hanging):
            yield check(lambda place, call=call, name=name: call(place, name), name=f"{name}: {call.__doc__}")
    for call in (bash_words, zsh_functions, fish_redirections):
        yield check(call)


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
        if name == "zsh":
            shell.run("bindkey '^I' complete-word")     # its Tab expands the word at the cursor, whatever the command
        for answer in (":0", "yaml\n:8", ":16"):
            fake.write("answer", answer + "\n")
            for typed in ("$(touch pwned)/", '"$(touch pwned)/', "`touch pwned`/x", "${x:=$(touch pwned)}/x", "--x=$(touch pwned)/"):
                shell.completes(f"yare {typed}", f"yare {typed}")
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
        shell.run("bind 'set show-all-if-ambiguous off'; bind 'TAB:menu-complete'")
        shell.completes("yare on", "yare one ")


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
