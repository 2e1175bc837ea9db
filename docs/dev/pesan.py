#!/usr/bin/env python3
"""Writes docs/panduan/05-pesan.md from src/diag/codes.rs: python3 docs/dev/pesan.py [--check]

--check writes nothing and exits 1 if the page is stale.
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/panduan/05-pesan.md"
STRING = r'"((?:[^"\\]|\\.)*)"'
ENTRY = re.compile(
    rf"^    ([A-Z]\d{{3}}) (Error|Warning|Note)\s+{STRING}(?:\s*\?\s*{STRING})?\s*;"
    rf"\s*{STRING}(?:\s*\?\s*{STRING})?\s*;", re.M)
STAGES = {
    "Y": "Membaca YAML", "U": "Pemakaian, proyek, dan berkas", "I": "Instrumen", "D": "Data evaluasi dan daftar", "K": "Koreksi",
    "S": "Tanda tangan", "T": "Templat", "P": "PDF dan tata letak", "A": "Penerbitan dan arsip",
}
SEVERITY = {"Error": "galat", "Warning": "peringatan", "Note": "keterangan"}
HEAD = """# 5. Semua pesan

Setiap pesan mempunyai kode tetap. Huruf pertama menunjukkan tahapnya, dan kode tidak pernah berganti arti. *Galat* menghentikan
laporan yang bersangkutan, laporan lain tetap disusun; *peringatan* tidak, kecuali dengan `--ketat`. Bagian dalam kurung kurawal
diganti dengan isi yang bersangkutan. Sebuah pesan menyebut berkas, baris, dan kolomnya; `--lang en` mengubahnya ke bahasa Inggris.

Halaman ini dibuat dari `src/diag/codes.rs` oleh `docs/dev/pesan.py`.
"""
USAGE = "| U010 | galat | kesalahan pemakaian perintah, misalnya perintah yang tidak dikenal | lihat `lhe --help` |\n"


def cell(text):
    text = re.sub(r"\\(.)", r"\1", text or "–")
    # Backslashes inside code spans are literal; only the column mark must be escaped.
    return text.replace("|", "\\|")


def page(source):
    table = source[source.index("codes! {\n"):]
    found = ENTRY.findall(table)
    assert len(found) == len(re.findall(r"^    [A-Z]\d{3} (?:Error|Warning|Note)", table, re.M)), "an entry was not understood"
    assert not {code[0] for code, *_ in found} - set(STAGES), "a stage has no heading"
    out = HEAD
    for letter, title in STAGES.items():
        out += f"\n## {letter}: {title}\n\n| Kode | Jenis | Pesan | Petunjuk |\n|---|---|---|---|\n"
        for code, severity, message, hint, *_ in sorted(found):
            if code[0] == letter:
                out += f"| {code} | {SEVERITY[severity]} | {cell(message)} | {cell(hint)} |\n"
        if letter == "U" and "U010" not in {code for code, *_ in found}:
            out += USAGE
    return out


text = page((ROOT / "src/diag/codes.rs").read_text(encoding="utf-8"))
if "--check" in sys.argv:
    sys.exit(0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text else f"{PAGE} is stale: run this without --check")
PAGE.write_text(text, encoding="utf-8")
