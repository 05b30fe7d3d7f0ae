"""Interactive shells that complete command lines of yare."""
import os

from harness import Failure, expect, expect_equal
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
TRIES = 6       # what a server knows is offered if it answers within half a second
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
        self.terminal.send(f"\x05\x15{line}; {DONE % self.lines}\r")
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
        """Tab behind `typed` makes it `wanted`, and shows nothing else."""
        for _ in range(TRIES):
            self.clear()
            line = self.press(typed + "\t")
            if line == wanted or line != typed:
                break
        expect_equal(line, wanted, f"{self.name}: the line behind {typed}<Tab>")
        others = [line for line in self.screen.lines() if line and not line.startswith(PROMPT)]
        expect(not others, f"{self.name}: {typed}<Tab> shows {others}")

    def lists(self, typed, *wanted, line=None):
        """Tab behind `typed` lists lines that hold these words in this order each, and makes it `line`."""
        tabs = {"bash": 3, "zsh": 2 if line not in (None, typed) else 1, "fish": 1}[self.name]

        def is_shown(screen):
            return all(any(in_order(words, shown) for shown in screen.lines()) for words in wanted)

        for attempt in range(TRIES):
            self.clear()
            self.terminal.send(typed + "\t" * tabs)
            try:
                self.terminal.wait(is_shown, f"{self.name}: {wanted} behind {typed}<Tab>", LIMIT / TRIES)
                break
            except Failure:
                if attempt == TRIES - 1:
                    raise
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
