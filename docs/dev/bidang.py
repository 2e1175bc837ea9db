#!/usr/bin/env python3
"""Writes the tables of fields in docs/panduan/06-templat.md from src/report/model: python3 docs/dev/bidang.py [--check]

--check writes nothing and exits 1 if the page is stale.
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/panduan/06-templat.md"
BEGIN, END = "<!-- bidang.py: awal -->\n", "<!-- bidang.py: akhir -->\n"
STRUCT = re.compile(r"pub struct (\w+) \{\n(.*?)\n\}", re.S)
FIELD = re.compile(r"^    pub (\w+): ([^\n]+),$", re.M)
REPORTS = [("Laporan", "LHE dan lembar kerja (`lhe-surat`, `lhe-bab`, `lke`)"), ("Ikhtisar", "Ikhtisar (`ikhtisar`, `ikhtisar-bab`)")]
PLAIN = {"Teks": "", "Narasi": " ¶", "bool": " ?", "Ukuran": " #"}

types = {}
for file in sorted((ROOT / "src/report/model").glob("*.rs")):
    for name, body in STRUCT.findall(file.read_text(encoding="utf-8")):
        types[name] = FIELD.findall(body)


def rows(name, path):
    """One row for the fields of a type, then the rows of the types inside it."""
    here, inside = [], []
    for field, kind in types[name]:
        optional = re.fullmatch(r"Option<(\w+)>", kind)
        many = re.fullmatch(r"Vec<(\w+)>", kind)
        base = (optional or many)[1] if optional or many else kind
        full = f"{path}.{field}" if path else field
        if base in types and base not in PLAIN:
            inside += rows(base, full + ("[]" if many else ""))
        elif base in PLAIN:
            here.append(f"`{field}{'[]' if many else ''}`{PLAIN[base]}")
        elif kind.startswith("BTreeMap"):
            here.append(f"`{field}.<nama>` ¶")
        # Numbers and words of the program itself (`format`, `jenis`, `id`) cannot be printed.
    own = [(path, ", ".join(here))] if here else []
    return own + inside


def tables():
    out = ""
    for name, title in REPORTS:
        out += f"### {title}\n\n| Letak | Bidang |\n|---|---|\n"
        out += "".join(f"| {f'`{path}`' if path else '(paling luar)'} | {fields} |\n" for path, fields in rows(name, ""))
        out += "\n"
    return out


old = PAGE.read_text(encoding="utf-8")
head, rest = old.split(BEGIN)
new = head + BEGIN + "\n" + tables() + END + rest.split(END)[1]
if "--check" in sys.argv:
    sys.exit(0 if new == old else f"{PAGE} is stale: run this without --check")
PAGE.write_text(new, encoding="utf-8")
