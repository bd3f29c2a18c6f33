#!/usr/bin/env python3
"""Paper beside the paper of others, whole process against whole process on the same content.

    cargo build --release
    pip install typst==0.15.0 screenplain==0.12.0 reportlab pillow
    apt-get install scribus qt5-image-formats-plugins
    python3 benches/rivals.py target/release/toasoan [schedule] [skit] [poster] [photo] [pano]

Without a name all are run. Runs take turns, so that all meet the same machine; the medians are compared. What it
costs to start Python and load the rival's package is not the rival's: it is measured and taken off.
"""
import collections
import csv
import itertools
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
CONTENT, FONTS = os.path.join(ROOT, "content"), os.path.join(ROOT, "assets", "fonts")
TYPST = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)
"""
TYPST_BARE = [sys.executable, "-c", "import sys, typst"]
# As its command does, with a face that has the Vietnamese letters in place of its own.
SCREENPLAIN = """
import sys
from screenplain.export import pdf
from screenplain.parsers import fountain
face = pdf.FontSettings("Liberation Serif")
face.file_normal, face.file_bold, face.file_italic, face.file_bold_italic = (
    f"{sys.argv[3]}/LiberationSerif-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic"))
face.register()
with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "wb") as target:
    pdf.to_pdf(fountain.parse(source), target, settings=pdf.Settings(font_settings=face))
"""
# Six megapixels that compress as a photograph does, a slow gradient under a fine grain. Made in a process of its own:
# what this one holds would count as the memory of those it starts.
PHOTOGRAPH = """
import random, sys
from PIL import Image, ImageChops
size = (3000, 2000)
slope = Image.linear_gradient("L").resize(size).point(lambda value: value * 14 // 16)
grain = Image.frombytes("L", size, random.Random(127).randbytes(size[0] * size[1])).point(lambda value: value // 16)
light = ImageChops.add(slope, grain)
Image.merge("RGB", (light, light.rotate(180), ImageChops.invert(light))).save(sys.argv[1], quality=90)
"""
SCREENPLAIN_BARE = [sys.executable, "-c", "import screenplain.main, screenplain.export.pdf"]


def run(command):
    """Seconds and peak resident MiB of one process."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def race(rounds, **commands):
    """Median seconds and MiB of each command."""
    runs = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command))
    return {name: tuple(map(statistics.median, zip(*each))) for name, each in runs.items()}


def line(name, seconds, memory, file, note=""):
    print(f"  {name:<12}{seconds * 1000:8.0f} ms {memory:8.1f} MiB {os.path.getsize(file) // 1024:8} KiB  {note}")


def compare(result, ours, theirs, rival):
    """Prints both sides and how they stand to each other."""
    (fast, small), (slow, large), bare = result["ours"], result["theirs"], result["bare"][0]
    slow -= bare
    line("toasoan", fast, small, ours)
    line(rival, slow, large, theirs, f"(Python's own {bare * 1000:.0f} ms taken off)")
    print(f"  ratio       {slow / fast:8.1f} ×  memory {small / large:.2f}")


def escape(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def schedule_source(rows):
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


def schedule(program, at):
    """The year's broadcast schedule beside Typst: same rows, header and face."""
    period = ["--from", "2014-01-01", "--to", "2014-12-31"]
    ours = [program, "export", "schedule", CONTENT, *period, "--out", at("ours.pdf")]
    subprocess.run([*ours[:-1], at("rows.csv")], check=True, stdout=subprocess.DEVNULL)
    with open(at("rows.csv"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    write(at("year.typ"), schedule_source(rows))
    theirs = [sys.executable, "-c", TYPST, at("year.typ"), at("theirs.pdf"), FONTS]
    result = race(15, ours=ours, theirs=theirs, bare=TYPST_BARE)
    print(f"schedule    {len(rows)} rows")
    compare(result, at("ours.pdf"), at("theirs.pdf"), "typst")


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def workspace(at):
    """An empty workspace of the sample's plan."""
    for name in ("plan.ron", "settings.ron"):
        os.makedirs(at("content"), exist_ok=True)
        shutil.copy(os.path.join(CONTENT, name), at("content"))
    return at("content")


SKIT_HEADER = '(schema: 1, id: "018GYPDVT0000000000000000A", title: "Bụi chuối biết đi", activity: "tieu-pham", status: Drafting)\n---\n'
# Screenplain's 55 lines a page in Courier and ours differ: this gives about a hundred pages of ours.
SKIT_SCENES = 44


def long_skit():
    """Scenes of the sample skits over and over, in an order that each run repeats, and all 134 letters with marks."""
    folder = os.path.join(CONTENT, "pieces", "2014", "tieu-pham")
    scenes = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            scenes += re.split(r"(?m)^\.CẢNH \d+ – ", file.read())[1:]
    order = random.Random(127)
    picked = itertools.chain.from_iterable(order.sample(scenes, len(scenes)) for _ in itertools.count())
    marked = [unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0309\u0303\u0301\u0323")]
    letters = " ".join(sorted({each for letter in [*marked, "đ"] for each in (letter, letter.upper())} - set("aeiouyAEIOUY")))
    body = ["# Nội dung\n", f".CẢNH 1 – ĐÁNH VẦN\n\nÔNG TƯ ĐIỂN\n{letters}\n"]
    body += [f".CẢNH {number} – {scene.strip()}\n" for number, scene in zip(range(2, SKIT_SCENES), picked)]
    return "\n".join(body)


def words(text):
    # Screenplain knows no songs and prints their mark.
    return [word.lstrip("~") for word in text.upper().split()]


def lost(source, pdf):
    """How many words of the skit's speeches and scenes a PDF does not give back."""
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, encoding="utf-8").stdout
    # Marks of the markup, which no paper shows.
    source = re.sub(r"(?m)^(# .*|[.!@]|\[\[.*?\]\])", "", source)
    missing = collections.Counter(words(source)) - collections.Counter(words(text))
    return sum(missing.values())


def pages(pdf):
    told = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, encoding="utf-8").stdout
    return re.search(r"Pages:\s+(\d+)", told)[1]


def skit(program, at):
    """A skit of a hundred pages beside Screenplain, as it comes and with a face that has the letters."""
    source = long_skit()
    write(os.path.join(workspace(at), "pieces", "2014", "tieu-pham", "dài.fountain"), SKIT_HEADER + source)
    write(at("skit.fountain"), source)
    ours = [program, "export", "piece", at("content"), "018GYPDVT0", "--layout", "kich-ban", "--out", at("ours.pdf")]
    theirs = [sys.executable, "-c", SCREENPLAIN, at("skit.fountain"), at("theirs.pdf"), FONTS]
    subprocess.run([sys.executable, "-m", "screenplain.main", at("skit.fountain"), at("plain.pdf")], check=True)
    result = race(7, ours=ours, theirs=theirs, bare=SCREENPLAIN_BARE)
    print(f"skit        {pages(at('ours.pdf'))} pages of ours, {pages(at('theirs.pdf'))} of screenplain")
    compare(result, at("ours.pdf"), at("theirs.pdf"), "screenplain")
    for name, file in (("toasoan", "ours"), ("screenplain", "theirs"), ("its own face", "plain")):
        print(f"  {name:<12}{lost(source, at(file + '.pdf')):8} of {len(words(source))} words lost or garbled")


# A0 with a photograph above, a headline and a paragraph below: mm, from the top left.
POSTER_HEADLINE, POSTER_TEXT = "MỘT CỬA, MỘT LẦN HẸN", (
    "Hồ sơ nộp một nơi, trả kết quả đúng ngày ghi trong giấy hẹn. Thủ tục, phí và lệ phí niêm yết công khai tại bộ "
    "phận tiếp nhận; người dân chỉ phải đi một lần.")
POSTER = f"""(schema: 1, id: "018GYPDVT0000000000000000B", title: "A0", activity: "pano-ap-phich", status: Drafting)
---
(
  width: 841.0, height: 1189.0, bleed: 0.0, safe: 20.0, viewing_distance: 3.0,
  background: Solid((c: 100.0, m: 72.0, y: 20.0, k: 24.0)),
  elements: [
    (id: 1, frame: (x: 0.0, y: 0.0, width: 841.0, height: 561.0), kind: Picture((path: "images/a.jpg"))),
    (id: 2, frame: (x: 40.0, y: 620.0, width: 761.0, height: 120.0), kind: Text((text: "{POSTER_HEADLINE}",
      typeface: BeVietnamProExtraBold, size: 58.0, ink: (c: 0.0, m: 0.0, y: 0.0, k: 0.0)))),
    (id: 3, frame: (x: 40.0, y: 760.0, width: 761.0, height: 300.0), kind: Text((text: "{POSTER_TEXT}",
      typeface: BeVietnamPro, size: 30.0, ink: (c: 0.0, m: 0.0, y: 0.0, k: 0.0)))),
  ],
)
"""
POSTER_TYPST = f"""
#set page(width: 841mm, height: 1189mm, margin: 0mm, fill: cmyk(100%, 72%, 20%, 24%))
#set text(font: "Be Vietnam Pro", fill: cmyk(0%, 0%, 0%, 0%), lang: "vi")
#place(image("a.jpg", width: 841mm, height: 561mm, fit: "cover"))
#place(dx: 40mm, dy: 620mm, block(width: 761mm, text(58mm, weight: 800)[{POSTER_HEADLINE}]))
#place(dx: 40mm, dy: 760mm, block(width: 761mm, text(30mm)[{POSTER_TEXT}]))
"""


def poster(program, at):
    """An A0 poster with a JPEG of six megapixels beside Typst."""
    write(os.path.join(workspace(at), "posters", "a0.poster"), POSTER)
    write(at("poster.typ"), POSTER_TYPST)
    os.makedirs(at("content/images"))
    subprocess.run([sys.executable, "-c", PHOTOGRAPH, at("a.jpg")], check=True)
    shutil.copy(at("a.jpg"), at("content/images/a.jpg"))
    ours = [program, "export", "poster", at("content"), "018GYPDVT0", "--out", at("ours.pdf")]
    theirs = [sys.executable, "-c", TYPST, at("poster.typ"), at("theirs.pdf"), FONTS]
    result = race(15, ours=ours, theirs=theirs, bare=TYPST_BARE)
    photo = os.path.getsize(at("a.jpg"))
    print(f"poster      A0, a JPEG of {photo // 1024} KiB")
    compare(result, at("ours.pdf"), at("theirs.pdf"), "typst")
    for name in ("ours", "theirs"):
        print(f"  {name:<12}JPEG + {(os.path.getsize(at(name + '.pdf')) - photo) / 1024:.1f} KiB")


# 12,000 × 8,000 pixels at 300 dots per inch.
PHOTO_WIDE, PHOTO_HIGH = 1016.0, 677.333
PHOTO = f"""(schema: 1, id: "018GYPDVT0000000000000000C", title: "Ảnh", activity: "pano-ap-phich", status: Drafting)
---
(
  width: {PHOTO_WIDE}, height: {PHOTO_HIGH}, bleed: 0.0, safe: 20.0, viewing_distance: 3.0,
  background: Solid((c: 0.0, m: 0.0, y: 0.0, k: 0.0)),
  elements: [
    (id: 1, frame: (x: 0.0, y: 0.0, width: {PHOTO_WIDE}, height: {PHOTO_HIGH}),
      kind: Picture((path: "images/a.jpg"))),
    (id: 2, frame: (x: 40.0, y: 480.0, width: 930.0, height: 120.0), kind: Text((text: "{POSTER_HEADLINE}",
      typeface: BeVietnamProExtraBold, size: 58.0, ink: (c: 0.0, m: 0.0, y: 0.0, k: 0.0)))),
  ],
)
"""
PHOTO_TYPST = f"""
#set page(width: {PHOTO_WIDE}mm, height: {PHOTO_HIGH}mm, margin: 0mm)
#set text(font: "Be Vietnam Pro", fill: cmyk(0%, 0%, 0%, 0%), lang: "vi")
#place(image("a.jpg", width: {PHOTO_WIDE}mm, height: {PHOTO_HIGH}mm, fit: "cover"))
#place(dx: 40mm, dy: 480mm, block(width: 930mm, text(58mm, weight: 800)[{POSTER_HEADLINE}]))
"""
PHOTO_SCRIBUS = f"""
import sys, scribus
photo, target = sys.argv[-2:]
scribus.newDocument(({PHOTO_WIDE}, {PHOTO_HIGH}), (0, 0, 0, 0), scribus.PORTRAIT, 1, scribus.UNIT_MILLIMETERS,
                    scribus.PAGE_1, 0, 1)
frame = scribus.createImage(0, 0, {PHOTO_WIDE}, {PHOTO_HIGH})
scribus.loadImage(photo, frame)
scribus.setScaleImageToFrame(True, True, frame)
words = scribus.createText(40, 480, 930, 120)
scribus.setText("{POSTER_HEADLINE}", words)
scribus.setFontSize(164, words)
if target.endswith("pdf"):
    pdf = scribus.PDFfile()
    pdf.file = target
    pdf.save()
else:
    picture = scribus.ImageExport()
    picture.type, picture.dpi, picture.scale, picture.quality = target[-3:], 300, 100, 90
    picture.saveAs(target)
scribus.closeDoc()
"""


def photo(program, at):
    """A photo of 12,000 × 8,000 pixels with a headline: PDF, JPEG and TIFF beside Scribus, PDF beside Typst too."""
    write(os.path.join(workspace(at), "posters", "photo.poster"), PHOTO)
    write(at("photo.typ"), PHOTO_TYPST)
    write(at("photo.py"), PHOTO_SCRIBUS)
    os.makedirs(at("content/images"))
    made = PHOTOGRAPH.replace("(3000, 2000)", "(12000, 8000)")
    subprocess.run([sys.executable, "-c", made, at("a.jpg")], check=True)
    shutil.copy(at("a.jpg"), at("content/images/a.jpg"))
    os.environ.update(QT_QPA_PLATFORM="offscreen", HOME=at(""))
    print(f"photo       12,000 × 8,000 pixels, a JPEG of {os.path.getsize(at('a.jpg')) // 1024} KiB")
    for kind in ("pdf", "jpg", "tif"):
        ours = [program, "export", "poster", at("content"), "018GYPDVT0", "--out", at(f"ours.{kind}"), "--force"]
        ours += [] if kind == "pdf" else ["--dpi", "300"]
        scribus = ["scribus", "-g", "-ns", "-py", at("photo.py"), at("a.jpg"), at(f"scribus.{kind}")]
        rivals = {"toasoan": ours, "scribus": scribus}
        if kind == "pdf":
            rivals["typst"] = [sys.executable, "-c", TYPST, at("photo.typ"), at("typst.pdf"), FONTS]
        for name, (seconds, memory) in race(5, **rivals).items():
            file = "ours" if name == "toasoan" else name
            line(f"{name} {kind}", seconds, memory, at(f"{file}.{kind}"))


def pano(program, at):
    """The sample's pano of 8 × 4 m, drawn at 1:10: no rival's viewers hold it at 1:1."""
    ours = [program, "export", "poster", CONTENT, "018J3F9S00", "--out", at("ours.pdf")]
    seconds, memory = race(15, ours=ours)["ours"]
    print("pano        8 × 4 m at 1:10")
    line("toasoan", seconds, memory, at("ours.pdf"))


RACES = {race.__name__: race for race in (schedule, skit, poster, photo, pano)}


def main():
    names = sys.argv[2:] or list(RACES)
    if len(sys.argv) < 2 or any(name not in RACES for name in names):
        sys.exit(__doc__)
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            RACES[name](sys.argv[1], lambda file: os.path.join(folder, file))


if __name__ == "__main__":
    main()
