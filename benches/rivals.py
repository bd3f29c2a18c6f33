#!/usr/bin/env python3
"""The year's broadcast schedule as PDF, whole process, beside Typst on the same rows, header and face.

    cargo build --release
    pip install typst==0.15.0
    python3 benches/rivals.py target/release/toasoan

Runs take turns, so both meet the same machine; the median of each is compared.
"""
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 15
TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)
"""


def run(command):
    """Seconds and peak resident KiB of one process."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return time.perf_counter() - start, usage.ru_maxrss


def escape(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst_source(rows):
    """The same paper: A4 landscape, a repeated head, a group row for each day."""
    out = [
        '#set page(paper: "a4", flipped: true, margin: (x: 20mm, y: 20mm), numbering: "1")',
        '#set text(font: "Liberation Serif", size: 11pt, lang: "vi")',
        '#align(center)[*LỊCH PHÁT SÓNG*]',
        "#table(columns: (40pt, 150pt, 1fr, 60pt, 60pt, 100pt, 90pt),",
        'table.header([*Giờ*], [*Chương trình*], [*Nội dung*], [*Thời lượng*], [*Phát*], [*Người phụ trách*], [*Ghi chú*]),',
    ]
    day = None
    for row in rows:
        if row["Ngày"] != day:
            day = row["Ngày"]
            out.append(f'table.cell(colspan: 7, fill: luma(235))[*#{escape(row["Thứ"] + ", ngày " + day)}*],')
        programme = row["Hình thức"] + (f' – {row["Địa bàn"]}' if row["Địa bàn"] else "")
        cells = [row["Giờ"], programme, row["Nội dung"], row["Số phút"], row["Phát"], row["Người phụ trách"],
                 row["Ghi chú"]]
        out.append(", ".join(f"[#{escape(cell)}]" for cell in cells) + ",")
    out.append(")")
    return "\n".join(out)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = sys.argv[1]
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    content, fonts = os.path.join(root, "content"), os.path.join(root, "assets", "fonts")
    period = ["--from", "2014-01-01", "--to", "2014-12-31"]
    with tempfile.TemporaryDirectory() as folder:
        at = lambda name: os.path.join(folder, name)
        ours = [program, "export", "schedule", content, *period, "--out", at("ours.pdf")]
        subprocess.run([*ours[:-1], at("rows.csv")], check=True, stdout=subprocess.DEVNULL)
        with open(at("rows.csv"), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        with open(at("year.typ"), "w", encoding="utf-8") as file:
            file.write(typst_source(rows))
        theirs = [sys.executable, "-c", TYPST, at("year.typ"), at("theirs.pdf"), fonts]
        # What it costs to start Python and load the package is not Typst's: measured and taken off.
        bare = [sys.executable, "-c", "import sys, typst"]
        figures = {name: [] for name in ("ours", "theirs", "bare")}
        for _ in range(ROUNDS):
            for name, command in (("ours", ours), ("theirs", theirs), ("bare", bare)):
                figures[name].append(run(command))
        seconds = {name: statistics.median(value[0] for value in runs) for name, runs in figures.items()}
        memory = {name: statistics.median(value[1] for value in runs) / 1024 for name, runs in figures.items()}
        typst = seconds["theirs"] - seconds["bare"]
        sizes = {name: os.path.getsize(at(f"{name}.pdf")) // 1024 for name in ("ours", "theirs")}
        print(f"rows        {len(rows)}")
        print(f"toasoan     {seconds['ours'] * 1000:7.0f} ms  {memory['ours']:6.1f} MiB  {sizes['ours']} KiB")
        print(f"typst       {typst * 1000:7.0f} ms  {memory['theirs']:6.1f} MiB  {sizes['theirs']} KiB"
              f"  (Python's own {seconds['bare'] * 1000:.0f} ms taken off)")
        print(f"ratio       {typst / seconds['ours']:7.1f} ×   memory {memory['ours'] / memory['theirs']:.2f}")


if __name__ == "__main__":
    main()
