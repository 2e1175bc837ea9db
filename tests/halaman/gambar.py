#!/usr/bin/env python3
"""Small pictures of single pages against references: what no text and no tag shows, such as a table that moved.

    gambar.py [--accept] PROJECT SIGNED      a built copy of data/sample, and one in chapters with `tte` on (.ci/run)
    gambar.py --page FILE.pdf NUMBER NAME    one page against the reference NAME
    gambar.py --self-test                    the references with small faults must be refused

Exit 0 alike · 1 a page differs, with where · 2 usage · 3 pdftoppm cannot be had. Builds nothing, needs no network and
no package: Python 3 and pdftoppm (poppler-utils). `--accept` writes the references anew; look at them before you keep
them. A reference is a PNG of 16 grey levels at 40 dpi (A4: 331 × 468 pixels), about 10 kB.

Two numbers decide, both in grey levels (0 black, 255 white):

* BLOCK, at most 25: the largest difference of the mean grey of two blocks of 12 × 12 pixels (8 mm, a line and a half of
  text) at the same place, blocks half overlapping. Smoothing spreads ink but keeps its amount: a page moved by half a
  pixel gives 11, other drawing of thin lines up to 37 with the option for it and 1 without. Half a line of text that is
  missing gives at least 41, a part of the page moved by one line 34, another page of the same document 75.
* MEAN, at most 15: the mean absolute difference of all pixels. Half a pixel gives 12, another renderer (pdftocairo) 13;
  a page of text moved by one line 27. Sparse pages stay far below in any case: for them BLOCK decides.

Measured with poppler 22.12. Cairo, another renderer altogether, would pass on five of the six pages and be refused for
the thin lines of the ranking (38): another version of pdftoppm is nearer than that.

A fault smaller than that, a letter or a hair line, is not the business of this check: `tests/ref/halaman` compares
texts exactly.
"""
import struct
import subprocess
import sys
import zlib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
DPI = 40
SIDE = 12
MEAN_LIMIT = 15.0
BLOCK_LIMIT = 25.0

# name of the reference: (0 the sample, 1 the signed copy; file; page)
PAGES = {
    "lhe-bab-sampul": (0, "2023/dinas-pendidikan.pdf", 2),
    "lhe-bab-hasil": (0, "2023/dinas-pendidikan.pdf", 8),
    "lhe-surat-nilai": (0, "2022/dinas-perkebunan.pdf", 2),
    "lke": (0, "2022/bappeda.lke.pdf", 1),
    "ikhtisar-peringkat": (0, "2022/ikhtisar.pdf", 2),
    "tanda-tangan-tte": (1, "2021/dinas-pendidikan.pdf", 11),
}


class Image:
    """Grey rows of bytes."""

    def __init__(self, width, rows):
        self.width, self.rows = width, rows

    def quantised(self):
        return Image(self.width, [bytes((v + 8) // 17 * 17 for v in row) for row in self.rows])


def render(pdf, page, options=()):
    """One page by pdftoppm, as PGM on standard output."""
    command = ["pdftoppm", "-gray", "-r", str(DPI), "-f", str(page), "-l", str(page), *options, str(pdf)]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True)
    except FileNotFoundError:
        print("LEWATI/SKIPPED: pdftoppm (poppler-utils) cannot be had", file=sys.stderr)
        sys.exit(3)
    if done.returncode or not done.stdout:
        sys.exit(f"pdftoppm fails on page {page} of {pdf}: {done.stderr.decode(errors='replace')}")
    return read_pgm(done.stdout)


def read_pgm(data):
    magic, width, height, most, pixels = split_pgm(data)
    assert magic == b"P5" and most == 255, "an 8 bit PGM"
    return Image(width, [pixels[y * width:(y + 1) * width] for y in range(height)])


def split_pgm(data):
    fields, at = [], 0
    while len(fields) < 4:
        if data[at:at + 1] == b"#":
            at = data.index(b"\n", at)
        elif data[at:at + 1].isspace():
            at += 1
        else:
            end = at
            while not data[end:end + 1].isspace():
                end += 1
            fields.append(data[at:end])
            at = end
    return fields[0], int(fields[1]), int(fields[2]), int(fields[3]), data[at + 1:]


def write_png(path, image):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = []
    for row in image.rows:
        levels = [(v + 8) // 17 for v in row] + [0] * (image.width % 2)
        rows.append(b"\0" + bytes(a << 4 | b for a, b in zip(levels[::2], levels[1::2])))
    header = struct.pack(">IIBBBBB", image.width, len(image.rows), 4, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
                     + chunk(b"IDAT", zlib.compress(b"".join(rows), 9)) + chunk(b"IEND", b""))


def read_png(path):
    """A PNG as write_png makes it: 4 bit grey, rows without filter."""
    data, at, body = path.read_bytes(), 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        content = data[at + 8:at + 8 + size]
        at += 12 + size
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", content)
            if (depth, colour, interlaced) != (4, 0, 0):
                sys.exit(f"{path} is no reference of this script: write it with --accept")
        elif kind == b"IDAT":
            body += content
    body, stride, rows = zlib.decompress(body), 1 + (width + 1) // 2, []
    for y in range(height):
        row = body[y * stride:(y + 1) * stride]
        if row[0]:
            sys.exit(f"{path} is no reference of this script: write it with --accept")
        pixels = bytes(v for byte in row[1:] for v in ((byte >> 4) * 17, (byte & 15) * 17))
        rows.append(pixels[:width])
    return Image(width, rows)


def difference(a, b):
    """Mean difference, largest block difference and where that block is, in millimetres from the upper left."""
    if a.width != b.width or len(a.rows) != len(b.rows):
        return 255.0, 255.0, (0, 0)
    height, half = len(a.rows), SIDE // 2
    total = sum(abs(x - y) for p, q in zip(a.rows, b.rows) for x, y in zip(p, q))
    # Sums of signed differences in squares of half a block; a block is four of them.
    across, down = a.width // half, height // half
    squares = [[0] * across for _ in range(down)]
    for y in range(down * half):
        p, q, line = a.rows[y], b.rows[y], squares[y // half]
        for x in range(across):
            cut = slice(x * half, (x + 1) * half)
            line[x] += sum(p[cut]) - sum(q[cut])
    worst, where = 0.0, (0, 0)
    for y in range(down - 1):
        for x in range(across - 1):
            four = squares[y][x] + squares[y][x + 1] + squares[y + 1][x] + squares[y + 1][x + 1]
            if abs(four) / SIDE ** 2 > worst:
                worst, where = abs(four) / SIDE ** 2, (x, y)
    millimetres = tuple(round(v * half * 25.4 / DPI) for v in where)
    return total / (a.width * height), worst, millimetres


def alike(name, found, quiet=False):
    path = FOLDER / f"{name}.png"
    if not path.exists():
        print(f"{name}: no reference; write it with --accept")
        return False
    mean, block, (x, y) = difference(read_png(path), found.quantised())
    good = mean <= MEAN_LIMIT and block <= BLOCK_LIMIT
    if not quiet:
        place = "" if good else f", worst {x} mm from the left and {y} mm from the top"
        print(f"{'same' if good else 'DIFFERS'}  {name:20} mean {mean:5.2f} of {MEAN_LIMIT}, "
              f"block {block:5.1f} of {BLOCK_LIMIT}{place}")
    return good


def faults(image):
    """The page with one fault each: half a line gone, all lower by a line, or the lower half higher by one."""
    def inked(row):
        return sum(v < 128 for v in row)

    white, width, height = bytes([255]) * image.width, image.width, len(image.rows)
    # The row with most ink that is no rule of a table: the middle of a line of text.
    dense = max((y for y in range(20, height - 20) if inked(image.rows[y]) < width // 2),
                key=lambda y: sum(255 - v for row in image.rows[y - 2:y + 3] for v in row))
    line = [row[:width // 2] + white[width // 2:] if abs(y - dense) <= 3 else row for y, row in enumerate(image.rows)]
    yield "half a line is missing", line
    yield "the page is a line lower", [white] * 6 + image.rows[:-6]
    middle = height // 2
    yield "the lower half is a line higher", image.rows[:middle] + image.rows[middle + 6:] + [white] * 6


def self_test():
    wrong = 0
    for name in PAGES:
        image = read_png(FOLDER / f"{name}.png")
        if not alike(name, image, quiet=True):
            wrong += 1
            print(f"{name} differs from itself")
        for fault, rows in faults(image):
            mean, block, _ = difference(image, Image(image.width, rows))
            noticed = mean > MEAN_LIMIT or block > BLOCK_LIMIT
            wrong += not noticed
            print(f"{'refused' if noticed else 'MISSED'}  {name:20} {fault}: mean {mean:.2f}, block {block:.1f}")
    return 1 if wrong else 0


def main(arguments):
    if arguments == ["--self-test"]:
        return self_test()
    if len(arguments) == 4 and arguments[0] == "--page" and arguments[2].isdigit() and arguments[3] in PAGES:
        return 0 if alike(arguments[3], render(arguments[1], int(arguments[2]))) else 1
    accept = arguments[:1] == ["--accept"]
    projects = [Path(a) / "keluaran" for a in arguments[accept:]]
    if len(projects) != 2 or not all(p.is_dir() for p in projects):
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    pages = {name: render(projects[which] / file, page) for name, (which, file, page) in PAGES.items()}
    if accept:
        for name, image in pages.items():
            write_png(FOLDER / f"{name}.png", image)
    left_over = sorted({p.stem for p in FOLDER.glob("*.png")} - set(PAGES))
    if left_over:
        print(f"references without a page: {', '.join(left_over)}")
    results = [alike(name, image) for name, image in pages.items()]
    return 0 if all(results) and not left_over else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
