#!/usr/bin/env python3
"""Types in a real window while others are at the same piece: every key must be in its file at the end.

    cargo build --release
    python3 benches/typing.py target/release/toasoan [SECONDS]

Needs Xvfb and xdotool. One window is typed in without a rest (ten minutes, in an article, a skit and a radio script
in turn). Beside it a colleague's window opens the piece, leaves it, writes above and at the very place that is typed
in, and saves; a second window of the writer's own is killed; a sync program sets copies aside; another program changes
the file. Exit code 1 when a word is missing.
"""
import glob
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

SIZE = (1440, 900)
# A piece's title, and what the palette finds it by.
PIECES = {
    "Mùng mấy thì hết Tết": "mung may thi het tet",
    "Bụi chuối biết đi": "bui chuoi biet di",
    "Bờ ranh và chén trà": "bo ranh va chen tra",
}
SCRIPT = "Bờ ranh và chén trà"
# Milliseconds between two keys: a quick typist.
PACE = 70


class Screen:
    """A virtual screen with one window."""

    def __init__(self, program, workspace, home, person, machine):
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"],
            pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as answer:
            display = ":" + answer.readline().strip()
        os.makedirs(os.path.join(home, "toasoan"), exist_ok=True)
        with open(os.path.join(home, "toasoan", "profile.ron"), "w", encoding="utf-8") as profile:
            profile.write(f'(width: {SIZE[0]}.0, height: {SIZE[1]}.0, screen: "draft")')
        self.environment = {
            **os.environ, "DISPLAY": display, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home,
            "USER": person, "HOSTNAME": machine}
        self.environment.pop("WAYLAND_DISPLAY", None)
        self.command = [program, workspace]
        self.entries = 0
        self.start()

    def start(self):
        self.program = subprocess.Popen(
            self.command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            found = self.ask("search", "--onlyvisible", "--pid", str(self.program.pid))
            if found:
                break
            time.sleep(0.1)
        else:
            self.end()
            sys.exit("no window was shown")
        time.sleep(3)
        self.ask("windowfocus", found.split()[-1])
        time.sleep(0.5)

    def ask(self, *words):
        done = subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def type(self, words):
        self.ask("type", "--delay", str(PACE), "--", words)

    def key(self, *keys):
        self.ask("key", "--delay", "80", *keys)

    def open(self, title):
        """By the palette."""
        self.key("ctrl+k")
        time.sleep(0.8)
        self.type(PIECES[title])
        time.sleep(0.8)
        self.key("Return")
        time.sleep(1.5)

    def write_in(self, title, end):
        """Opens a piece with the caret at an end of its text; whether a word typed there came to be in the file."""
        self.entries += 1
        word = f"{self.environment['USER']} vao {self.entries:03}."
        for _ in range(5):
            self.open(title)
            if title == SCRIPT:
                # To the rows, and into the first.
                self.key("Return", "Return")
                time.sleep(0.5)
            self.key(end)
            self.type(f" {word} ")
            for _ in range(30):
                time.sleep(0.3)
                if holds(self.command[1], word):
                    return True
        return False

    def kill(self):
        self.program.send_signal(signal.SIGKILL)
        self.program.wait()

    def end(self):
        self.program.kill()
        self.program.wait()
        self.server.terminate()
        self.server.wait()


class Neighbours(threading.Thread):
    """What goes on beside the writer."""

    def __init__(self, workspace, colleague, own):
        super().__init__(daemon=True)
        self.workspace, self.colleague, self.own = workspace, colleague, own
        self.title = next(iter(PIECES))
        self.words = []
        self.acts = {}
        self.is_over = threading.Event()

    def word(self, what):
        self.words.append(f"minh {what} {len(self.words):03}.")
        return self.words[-1]

    def file(self):
        return file_of(self.workspace, self.title)

    def add(self, path, into, words):
        """Puts a line above or below a piece's text in another file; whole, by a rename."""
        with open(path, encoding="utf-8") as source:
            head, body = source.read().split("\n---\n", 1)
        body = f"{body.rstrip()} {words}\n" if into == "below" else f"{words}\n\n{body}"
        with open(f"{path}.part", "w", encoding="utf-8") as target:
            target.write(f"{head}\n---\n{body}")
        return f"{path}.part"

    def opens(self):
        self.colleague.open(self.title)

    def leaves(self):
        self.colleague.key("ctrl+1")

    def writes_above(self):
        if self.colleague.write_in(self.title, "ctrl+Home"):
            self.colleague.type(self.word("tren") + " ")

    def writes_at_the_place(self):
        if self.colleague.write_in(self.title, "ctrl+End"):
            self.colleague.type(" " + self.word("cung cho"))

    def own_window_is_killed(self):
        self.own.open(self.title)
        self.own.kill()
        self.own.start()

    def copy_is_set_aside(self):
        path = self.file()
        stem, extension = os.path.splitext(path)
        into = random.choice(["above", "below"])
        part = self.add(path, into, self.word(f"ban sao {into}"))
        stamp = f"{time.strftime('%Y%m%d')}-{len(self.words):06}"
        os.rename(part, f"{stem}.sync-conflict-{stamp}-ABCDEFG{extension}")

    def other_program_writes(self):
        path = self.file()
        os.rename(self.add(path, "above", self.word("chuong trinh khac")), path)

    def run(self):
        acts = [self.opens, self.leaves, self.writes_above, self.writes_at_the_place, self.own_window_is_killed,
                self.copy_is_set_aside, self.other_program_writes]
        while not self.is_over.wait(random.uniform(1, 4)):
            act = random.choice(acts)
            self.acts[act.__name__] = self.acts.get(act.__name__, 0) + 1
            act()


def file_of(workspace, title):
    files = glob.glob(os.path.join(workspace, "pieces", "**", f"*{title}*"), recursive=True)
    return min((file for file in files if "sync-conflict" not in file and not file.endswith(".part")), key=len)


def holds(workspace, words):
    """Whether a piece has these words on disk."""
    for path in glob.glob(os.path.join(workspace, "pieces", "**", "*.*"), recursive=True):
        try:
            with open(path, encoding="utf-8") as file:
                if words in file.read():
                    return True
        except OSError:
            # Renamed this very moment.
            pass
    return False


def settle(workspace):
    """Waits until no file has changed for a while."""
    newest, since = None, time.monotonic()
    while time.monotonic() - since < 6:
        files = glob.glob(os.path.join(workspace, "pieces", "**", "*.*"), recursive=True)
        now = sorted((file, os.stat(file).st_mtime_ns) for file in files)
        if now != newest:
            newest, since = now, time.monotonic()
        time.sleep(0.5)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    program, seconds = os.path.abspath(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) == 3 else 600
    content = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "content")
    keys, missing = 0, []
    with tempfile.TemporaryDirectory() as folder:
        workspace = shutil.copytree(content, os.path.join(folder, "content"))
        homes = [os.path.join(folder, name) for name in ("lan", "minh")]
        screens = []
        typed = {title: [] for title in PIECES}
        try:
            for home, person, machine in [(0, "lan", "DAI-03"), (0, "lan", "DAI-03"), (1, "minh", "VH-01")]:
                screens.append(Screen(program, workspace, homes[home], person, machine))
            writer, own, colleague = screens
            neighbours = Neighbours(workspace, colleague, own)
            for number, title in enumerate(PIECES):
                neighbours.title = title
                if not writer.write_in(title, "ctrl+End"):
                    sys.exit(f"{title} could not be opened")
                if number == 0:
                    neighbours.start()
                end = time.monotonic() + seconds / len(PIECES)
                while time.monotonic() < end:
                    sentence = f"cau {len(typed[title]):04} go lien tay."
                    writer.type(" " + sentence)
                    typed[title].append(sentence)
                    if len(typed[title]) % 6 == 0:
                        writer.key("Return", "Return")
                    keys += len(sentence) + 1
            neighbours.is_over.set()
            neighbours.join()
            settle(workspace)
            for title in PIECES:
                with open(file_of(workspace, title), encoding="utf-8") as file:
                    # The colleague's Enter at the very place may part a sentence; every key of it must still be there.
                    text = file.read().replace("\n", "")
                missing += [f"{title}: {words}" for words in typed[title] if words not in text]
            missing += [f"beside: {words}" for words in neighbours.words if not holds(workspace, words)]
        finally:
            for screen in screens:
                screen.end()
        if missing:
            shutil.copytree(workspace, os.path.join(tempfile.gettempdir(), "typing-lost"), dirs_exist_ok=True)
    print(f"{keys} keys in {sum(map(len, typed.values()))} sentences; beside: {neighbours.acts}")
    print(f"missing: {len(missing)}")
    for words in missing[:20]:
        print(f"  {words}")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
