#!/usr/bin/env python3
"""The same filled answer sheets, read by auto-multiple-choice and by this program.

    cargo build --release
    python3 benches/survey_amc.py target/release/toasoan [SHEETS]

Needs Debian's auto-multiple-choice, poppler-utils, numpy and Pillow. A sheet of the program is drawn by poppler; the
marks by which auto-multiple-choice finds a page and its number (discs, and squares for digits in base 2) are added in
its margin and above its cut. It is filled in, turned, blurred, noised and compressed from a seed, as a grey scan at
200 dpi that shows the whole sheet. Both read the same JPEG files with two processes, from the files to what each keeps.
Auto-multiple-choice knows no mark that is taken back, so there is none; its threshold of blackness is the one with the
fewest errors on these sheets.
"""
import json
import math
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SURVEY = "018JMYP1TE"
DPI = 200
SCALE = DPI / 25.4
CORNERS = {"HG": (9, 9), "HD": (201, 9), "BD": (201, 290), "BG": (9, 290)}
DISC = 4.2
# The digits of the number of a sheet, of a page and of their sum of control, with what they say.
NUMBERS = {1: (12, 1), 2: (6, 1), 3: (6, 60)}
ROW, FIRST, SIDE = 4.0, 22.0, 4.2


def digits():
    """The squares of the numbers: number, digit, x, y in mm, and whether it is filled."""
    x = FIRST
    for number, (count, value) in NUMBERS.items():
        for digit in range(1, count + 1):
            yield number, digit, x, ROW, value >> (count - digit) & 1
            x += SIDE + 1.6
        x += 4


def workspace(folder, program):
    """A workspace whose survey has 60 questions, its sheet and the places of its boxes."""
    content = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "content")
    target = os.path.join(folder, "kho")
    shutil.copytree(content, target)
    piece = next(
        os.path.join(at, name)
        for at, _, names in os.walk(target)
        for name in names
        if SURVEY in name and name.endswith(".quiz")
    )
    with open(piece, encoding="utf-8") as file:
        header = file.read().split("\n---\n")[0]
    questions = [
        f"{at}. Câu hỏi thử số {at}?\nA. Một {at}\nB. Hai {at}\nC. Ba {at}\nD. Bốn {at}\nĐáp án: B\n"
        for at in range(1, 61)
    ]
    with open(piece, "w", encoding="utf-8") as file:
        file.write(header + "\n---\nPHIẾU THỬ\n\n" + "\n".join(questions))
    out = os.path.join(folder, "de")
    subprocess.run([program, "survey", "paper", target, SURVEY, "--seed", "3", "--out", out], check=True, stdout=subprocess.DEVNULL)
    sheet = os.path.join(folder, "phieu")
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-png", "-singlefile", f"{out}/phieu-tra-loi.pdf", sheet], check=True)
    image = Image.open(sheet + ".png").convert("L")
    draw = ImageDraw.Draw(image)
    for x, y in CORNERS.values():
        draw.ellipse([(x - DISC / 2) * SCALE, (y - DISC / 2) * SCALE, (x + DISC / 2) * SCALE, (y + DISC / 2) * SCALE], fill=0)
    for _, _, x, y, filled in digits():
        draw.rectangle([x * SCALE, y * SCALE, (x + SIDE) * SCALE, (y + SIDE) * SCALE], outline=0, width=2, fill=0 if filled else 255)
    with open(f"{out}/layout.json", encoding="utf-8") as file:
        return target, image, json.load(file)["pages"][0]


def filled(image, page, seed):
    """A copy with one person's marks, and whether each box is marked."""
    dice = random.Random(seed)
    image = image.copy()
    draw = ImageDraw.Draw(image)
    kind = dice.choice(["cross", "cross", "cross", "tick", "full", "slash"])
    width, ink = dice.choice([3, 4, 5, 6]), dice.randint(20, 90)
    candidate, version = f"{seed + 1:06}", "101"
    marked, question, chosen = [], None, None
    for box in page["boxes"]:
        if box["kind"] == "answer":
            if box["question"] != question:
                question, chosen = box["question"], dice.choice("ABCD" * 8 + " ")
            is_marked = box["letter"] == chosen
        else:
            digit = (candidate if box["kind"] == "candidate" else version)[box["column"] - 1]
            is_marked = int(digit) == box["digit"]
        marked.append(is_marked)
        left, top, side = box["x"] * SCALE, box["y"] * SCALE, box["width"] * SCALE
        near = lambda: dice.gauss(0, 0.2) * SCALE
        place = lambda x, y: (left + x * side + near(), top + y * side + near())
        pen = lambda *points: draw.line([place(*point) for point in points], fill=ink, width=width)
        if is_marked and kind == "cross":
            pen((0.1, 0.1), (0.9, 0.9))
            pen((0.9, 0.1), (0.1, 0.9))
        elif is_marked and kind == "tick":
            pen((0.1, 0.5), (0.4, 0.9), (0.95, 0.05))
        elif is_marked and kind == "slash":
            pen((0.1, 0.95), (0.9, 0.05))
        elif is_marked:
            for line in range(9):
                pen((0.1, 0.1 + line * 0.1), (0.9, 0.1 + line * 0.1))
        elif dice.random() < 0.003:
            x, y = place(0.5, 0.5)
            draw.ellipse([x - 2, y - 2, x + 2, y + 2], fill=90)
    return image, marked


def scanned(image, seed):
    dice, noise = random.Random(f"scan {seed}"), np.random.default_rng(seed)
    image = image.rotate(dice.uniform(-8, 8), resample=Image.BICUBIC, expand=True, fillcolor=248)
    image = image.filter(ImageFilter.GaussianBlur(dice.uniform(0.2, 1.0)))
    pixels = np.asarray(image).astype(np.float32)
    rows, columns = np.mgrid[-1 : 1 : pixels.shape[0] * 1j, -1 : 1 : pixels.shape[1] * 1j]
    angle = dice.uniform(0, 6.3)
    light = 1 - dice.uniform(0, 0.25) * (columns * math.cos(angle) + rows * math.sin(angle) + 1) / 2
    pixels = (dice.uniform(5, 30) + pixels * 0.9) * light + noise.normal(0, dice.uniform(1, 7), pixels.shape)
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


class Watch:
    """Seconds by the clock and of processors since it began, of the processes that were waited for."""

    def __init__(self):
        self.clock, self.work = time.monotonic(), self.spent()

    @staticmethod
    def spent():
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def read(self):
        return time.monotonic() - self.clock, self.spent() - self.work


def by_amc(folder, page, files):
    """The watch's seconds, and for each file that was read the blackness of each box, in the order of the page."""
    places = os.path.join(folder, "places.xy")
    height = 297
    with open(places, "w", encoding="utf-8") as file:
        file.write("\\page{1/1/60}{210mm}{297mm}\n")

        def box(name, x, y, wide, high):
            for across, down in ((x, y), (x + wide, y + high)):
                file.write(f"\\tracepos{{1/1:{name}}}{{{across:.3f}mm}}{{{height - down:.3f}mm}}{{square}}\n")

        for name, (x, y) in CORNERS.items():
            box("position" + name, x - DISC / 2, y - DISC / 2, DISC, DISC)
        for number, digit, x, y, _ in digits():
            box(f"chiffre:{number},{digit}", x, y, SIDE, SIDE)
        for at, of in enumerate(page["boxes"]):
            box(f"case:q{at // 10 + 1}:{at // 10 + 1},{at % 10 + 1}", of["x"], of["y"], of["width"], of["height"])
    data, crops = os.path.join(folder, "data"), os.path.join(folder, "cr")
    os.makedirs(data)
    os.makedirs(crops)
    amc = ["auto-multiple-choice"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(amc + ["meptex", "--src", places, "--data", data], check=True, **quiet)
    listed = os.path.join(folder, "scans.txt")
    with open(listed, "w", encoding="utf-8") as file:
        file.write("\n".join(files) + "\n")
    watch = Watch()
    subprocess.run(
        amc + ["analyse", "--data", data, "--cr", crops, "--projet", folder, "--multiple", "--n-procs", "2", "--liste-fichiers", listed],
        check=True,
        **quiet,
    )
    elapsed = watch.read()
    base = sqlite3.connect(os.path.join(data, "capture.sqlite"))
    names = dict(base.execute("SELECT copy, src FROM capture_page"))
    found = {}
    for copy, question, answer, total, black in base.execute(
        "SELECT copy, id_a, id_b, total, black FROM capture_zone WHERE type = 4"
    ):
        name = os.path.basename(names[copy])
        found.setdefault(name, {})[(question - 1) * 10 + answer - 1] = black / max(total, 1)
    return elapsed, found


def by_toasoan(program, target, page, files):
    """The watch's seconds, and for each file that was read the state of each box: True, False or None for doubtful."""
    watch = Watch()
    told = subprocess.run(
        [program, "survey", "mark", target, SURVEY, "--locality", "o-mon", "--json", "--scan"] + files,
        stdout=subprocess.PIPE,
        check=True,
    )
    elapsed = watch.read()
    found = {}
    for row in json.loads(told.stdout):
        if not row["is_taken"]:
            continue
        states = []
        for box in page["boxes"]:
            if box["kind"] == "answer":
                name = f"{box['question']}{box['letter']}"
                is_chosen = box["letter"] in row["answers"][box["question"] - 1]
                states.append(None if name in row["doubtful"] else is_chosen)
            else:
                digits = row["candidate"] if box["kind"] == "candidate" else str(row["version"] or "???")
                digit = digits[box["column"] - 1]
                # A digit that was not read is one question for a person.
                unread = None if box["digit"] == 0 else "asked with the column"
                states.append(unread if digit == "?" else int(digit) == box["digit"])
        found[row["file"]] = states
    return elapsed, found


def main():
    program = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    folder = tempfile.mkdtemp()
    try:
        target, image, page = workspace(folder, program)
        files, truth = [], {}
        for seed in range(count):
            sheet, marked = filled(image, page, seed)
            name = f"{seed:05}.jpg"
            files.append(os.path.join(folder, name))
            scanned(sheet, seed).save(files[-1], quality=random.Random(seed).choice([40, 60, 80]))
            truth[name] = marked
        elapsed, black = by_amc(folder, page, files)
        boxes = [(black[name][at], is_marked) for name, all in truth.items() if name in black for at, is_marked in enumerate(all)]
        errors = lambda limit: sum((share > limit) != is_marked for share, is_marked in boxes)
        best = min((errors(limit / 200), limit / 200) for limit in range(2, 160))
        print(
            f"auto-multiple-choice: {elapsed[0] / count * 1000:.0f} ms a sheet ({elapsed[1] / count * 1000:.0f} of a processor), {len(black)} of {count} read, {len(boxes)} boxes, "
            f"{best[0]} wrong at its best threshold {best[1]:.3f} ({errors(0.5)} at 0.5, {errors(0.15)} at 0.15)"
        )
        own, states = by_toasoan(program, target, page, files)
        pairs = [(state, is_marked) for name, all in truth.items() if name in states for state, is_marked in zip(states[name], all) if not isinstance(state, str)]
        wrong = sum(state is not None and state != is_marked for state, is_marked in pairs)
        doubtful = sum(state is None for state, _ in pairs)
        print(
            f"toasoan: {own[0] / count * 1000:.0f} ms a sheet ({own[1] / count * 1000:.0f} of a processor), {len(states)} of {count} read, {len(pairs)} boxes, "
            f"{wrong} wrong, {doubtful} sent to a person; {elapsed[0] / own[0]:.1f} times as fast"
        )
    finally:
        shutil.rmtree(folder)


main()
