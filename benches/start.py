#!/usr/bin/env python3
"""From the start of the process to a painted window, beside an empty iced window, on a virtual screen.

    cargo build --release --example empty_window && cargo build --release
    python3 benches/start.py target/release/toasoan target/release/examples/empty_window

Needs Xvfb. Its frame buffer is a file, so the very moment a pixel changes is seen. Runs take turns; the median
counts. Also printed: the memory resident once the workspace is shown and the window is at rest.
"""
import mmap
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 9
SIZE = (1440, 900)


def screen(folder):
    """A virtual screen with its frame buffer as a file."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-fbdir", folder,
         "-nolisten", "tcp"],
        pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as answer:
        display = ":" + answer.readline().strip()
    with open(os.path.join(folder, "Xvfb_screen0"), "rb") as file:
        buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return server, display, buffer


def introduce(home, workspace):
    """The profile of one who has said who he is, as at every start but the first."""
    os.mkdir(os.path.join(home, "toasoan"))
    with open(os.path.join(home, "toasoan", "profile.ron"), "w", encoding="utf-8") as profile:
        profile.write(f'(identities:[("{workspace}",(name:"Lan"))])')


def sample(buffer):
    """Every 97th byte: enough to see any change, quick to read."""
    return buffer[4096::97]


def run(command, display, buffer, home):
    """Milliseconds to the first paint and to the last, KiB resident at rest."""
    environment = {**os.environ, "DISPLAY": display, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    environment.pop("WAYLAND_DISPLAY", None)
    before = sample(buffer)
    start = time.perf_counter()
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    first = last = None
    while True:
        now = sample(buffer)
        moment = time.perf_counter()
        if now != before:
            before, last = now, moment
            first = first or moment
        if last and moment - last > 0.5:
            break
        if moment - start > 20 or program.poll() is not None:
            sys.exit(f"{command[0]} showed nothing")
        time.sleep(0.001)
    with open(f"/proc/{program.pid}/status", encoding="ascii") as status:
        resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
    program.terminate()
    program.wait()
    time.sleep(0.3)
    return 1000 * (first - start), 1000 * (last - start), resident


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    content = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "content")
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(content, os.path.join(folder, "content"))
        introduce(folder, copy)
        server, display, buffer = screen(folder)
        try:
            ours, empty = [sys.argv[1], copy], [sys.argv[2]]
            runs = {"toasoan": [], "empty": []}
            for _ in range(ROUNDS):
                runs["empty"].append(run(empty, display, buffer, folder))
                runs["toasoan"].append(run(ours, display, buffer, folder))
        finally:
            server.terminate()
            server.wait()
    median = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in runs.items()}
    for name, (first, last, resident) in median.items():
        print(f"{name:10} first paint {first:6.0f} ms   at rest {last:6.0f} ms   {resident / 1024:6.1f} MiB")
    print(f"ratio      {median['toasoan'][0] / median['empty'][0]:.2f} ×")


if __name__ == "__main__":
    main()
