#!/usr/bin/env python3
"""The program on an older machine: one core, and a third of that. Start, typing and scrolling, on a virtual screen.

    cargo build --release && python3 benches/slow.py target/release/toasoan

Needs Xvfb, xdotool, and root for the control group that gives the program a third of its core, a millisecond in
every three. The screen's server has the other core. Prints the median and the worst of each.
"""
import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import start

ROUNDS = 5
KEYS = 60
GROUP = "/sys/fs/cgroup/cpu/toasoan-slow"
PERIOD, QUOTA = 3000, 1000
# Letters that open no menu anywhere; the palette takes them as words.
LETTERS = "lichphatsongtruyenthanh"


def group():
    """A control group with a third of a core."""
    os.makedirs(GROUP, exist_ok=True)
    # Its third is its own, whatever else runs.
    for name, value in [("cpu.cfs_period_us", PERIOD), ("cpu.cfs_quota_us", QUOTA), ("cpu.shares", 262144)]:
        with open(os.path.join(GROUP, name), "w", encoding="ascii") as file:
            file.write(str(value))


def leave():
    """Removes the group once its last program is gone."""
    for _ in range(50):
        try:
            os.rmdir(GROUP)
            return
        except OSError:
            time.sleep(0.1)


def slowly(command):
    """The command in the group, on the first core."""
    return ["sh", "-c", f'echo $$ > {GROUP}/cgroup.procs && exec taskset -c 0 "$@"', "sh", *command]


class Hands:
    """A keyboard and a mouse: starting a program for each key would take longer than the key."""

    def __init__(self, display):
        self.x, self.test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XStringToKeysym.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(display.encode()))

    def code(self, key):
        symbol = ctypes.c_ulong(self.x.XStringToKeysym(key.encode()))
        return self.x.XKeysymToKeycode(self.display, symbol)

    def key(self, keys):
        """Presses keys in order, joined by "+", and lets go of them."""
        codes = [self.code(key) for key in keys.split("+")]
        for code, is_down in [(code, 1) for code in codes] + [(code, 0) for code in reversed(codes)]:
            self.test.XTestFakeKeyEvent(self.display, code, is_down, 0)
        self.x.XFlush(self.display)

    def click(self, button):
        for is_down in (1, 0):
            self.test.XTestFakeButtonEvent(self.display, int(button), is_down, 0)
        self.x.XFlush(self.display)

    def do(self, event):
        kind, _, what = event.partition(" ")
        (self.key if kind == "key" else self.click)(what)


def settle(buffer, quiet=0.6):
    """Waits until nothing changes."""
    before, since = start.sample(buffer), time.perf_counter()
    while time.perf_counter() - since < quiet:
        time.sleep(0.02)
        now = start.sample(buffer)
        if now != before:
            before, since = now, time.perf_counter()


def response(hands, buffer, event):
    """Milliseconds from an event to the changed screen."""
    before = start.sample(buffer)
    begun = time.perf_counter()
    hands.do(event)
    while start.sample(buffer) == before:
        if time.perf_counter() - begun > 3:
            return None
    return 1000 * (time.perf_counter() - begun)


def responses(hands, buffer, events):
    times = []
    for event in events:
        settle(buffer, 0.08)
        took = response(hands, buffer, event)
        if took is not None:
            times.append(took)
    return times


def say(what, times):
    print(f"{what:44} median {statistics.median(times):7.1f} ms   worst {max(times):7.1f} ms   ({len(times)})")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.sched_setaffinity(0, {1})
    os.nice(-20)
    group()
    content = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "content")
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(content, os.path.join(folder, "content"))
        start.introduce(folder, copy)
        server, display, buffer = start.screen(folder)
        try:
            command = slowly([sys.argv[1], copy])
            starts = [start.run(command, display, buffer, folder) for _ in range(ROUNDS)]
            say("first window", [first for first, _, _ in starts])
            say("workspace shown and at rest", [last for _, last, _ in starts])
            home = {"DISPLAY": display, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
            program = subprocess.Popen(command, env={**os.environ, **home}, stdout=subprocess.DEVNULL)
            settle(buffer, 2)
            screen = {"env": {**os.environ, "DISPLAY": display}, "check": True, "text": True}
            search = ["xdotool", "search", "--onlyvisible", "--pid", str(program.pid)]
            window = subprocess.run(search, capture_output=True, **screen).stdout.split()[-1]
            # Over the list of texts.
            subprocess.run(["xdotool", "windowfocus", window, "mousemove", "150", "500"], **screen)
            hands = Hands(display)
            settle(buffer)
            hands.do("key Control_L+3")
            settle(buffer, 1)
            wheel = [f"click {button}" for button in [5] * 20 + [4] * 10]
            say("a step of the wheel over the list of texts", responses(hands, buffer, wheel))
            hands.do("key Control_L+2")
            settle(buffer, 1)
            say("the next month in the calendar", responses(hands, buffer, ["key Next", "key Prior"] * 8))
            hands.do("key Control_L+k")
            settle(buffer, 1)
            letters = [f"key {letter}" for letter in (LETTERS * 3)[:KEYS]]
            say("a letter in the search", responses(hands, buffer, letters))
            hands.do("key Control_L+a")
            for key in ["b", "u", "i", "space", "c", "h", "u", "o", "i"]:
                hands.do(f"key {key}")
            settle(buffer, 1)
            hands.do("key Return")
            settle(buffer, 1)
            hands.do("key Return")
            settle(buffer, 1)
            say("a letter in a text", responses(hands, buffer, letters))
            program.terminate()
            program.wait()
        finally:
            server.terminate()
            server.wait()
            leave()


if __name__ == "__main__":
    main()
