#!/usr/bin/env python3
"""False alarms of the layout proof: documents with extreme texts, built for real.

    python3 tests/random/reports.py [--program target/release/lhe] [--form FORM] [--count 100] [--recap OFFICES]
                                    [--seed 1] [--keep FOLDER]

Writes projects of ten offices each, by PermenPANRB 88/2021 and 12/2015 in turn, and builds them in one form: `surat`
(letters), `bab` (chapters with the worksheet annexed) or `lke` (letters with the worksheet as a document of its own).
With `--recap 60` it writes two seasons of 60 offices instead, in clusters, by both regulations, some of them not
evaluated: one has its recap as a letter, the other in chapters. Every document must pass: a diagnostic is a fault of
the built-in templates or of the proof. Exits 1 if there was one and prints it. The same seed makes the same documents.
Needs Python 3 only.
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OFFICES = 10  # per project: settings differ from project to project
FORMS = {  # form of the report, place of the worksheet
    "surat": ("surat", "tidak"),
    "bab": ("bab", "lampiran"),
    "lke": ("surat", "tersendiri"),
}

spec = importlib.util.spec_from_file_location("bench", ROOT / "tests/bench/run.py")
bench = importlib.util.module_from_spec(spec)
spec.loader.exec_module(bench)

SPECIAL = (
    "#panic() $x^2$ *tebal* `kode` @acuan <label> [kurung] ~a~ a--b c---d e... // /* */ \\\\server\\berkas {{ 7*7 }} {% x %}"
    " 100% & ; = == + 1. a) § ° ½ ≥ “kutip” ‘satu’ \"dua\" 'tiga' https://contoh.example/a/b/c?d=e&f=g#h"
).split(" ")
SYLLABLES = "per tang gung ja wab ke uang an da e rah pem ba ngun me nye leng ga ra".split()


class Extreme(bench.Words):
    """Texts at the limits of what people type."""

    def long_word(self, letters=60):
        word = ""
        while len(word) < letters:
            word += self.pick(SYLLABLES)
        return word[:letters]

    def word(self, longest):
        kind = self.random.random()
        if kind < 0.01:
            return self.long_word(self.random.randint(min(25, longest), longest))
        if kind < 0.03:
            digits = "".join(self.pick("0123456789") for _ in range(self.random.randint(min(9, longest // 2), longest // 2)))
            return "Rp" + ".".join(digits[i : i + 3] for i in range(0, len(digits), 3)) + ",00"
        if kind < 0.05:
            return self.pick(SPECIAL)
        if kind < 0.06:
            return f"_{self.plain()} {self.plain()}_"
        return self.plain()

    def plain(self):
        return self.pick(self.gap().split())

    def text(self, most, longest):
        """One paragraph: mostly short, now and then very long."""
        count = max(1, int(most * self.random.random() ** 3))
        return " ".join(self.word(longest) for _ in range(count))

    def narrative(self, most, longest=60):
        """Paragraphs and points, divided by blank lines; no word longer than fits its column."""
        parts = [self.text(most, longest)]
        for _ in range(self.pick([0, 0, 0, 1, 3])):
            points = [f"- {self.text(most // 4, longest)};" for _ in range(self.pick([0, 2, 5, 12]))]
            parts.append("\n".join(points) or self.text(most, longest))
        return "\n\n".join(parts)

    def name(self, head, most=200):
        """A name of up to `most` characters."""
        length = self.random.randint(len(head) + 3, most) if self.random.random() < 0.4 else self.random.randint(20, 60)
        words = [head]
        while len(" ".join(words)) < length:
            words.append(self.long_word(40) if self.random.random() < 0.01 else self.pick(self.pick(bench.FIELDS).split()))
        return " ".join(words)[:most].strip()


def block(text, indent):
    return bench.block(text, indent).rstrip()


def answers(form, words):
    """`penilaian` with all that a worksheet can show."""
    lines = ["penilaian:"]
    given = form.answers(words)
    own = words.random.random() < 0.7  # else the worksheet has no column for it
    for code, answer in given:
        lines.append(f"  {code}:\n    jawaban: {answer}")
        like = answer if answer == "ya" else words.pick([a for _, a in given if a != "ya"])
        if own and words.random.random() < 0.8:
            lines.append(f"    mandiri: {like}")
        if words.random.random() < 0.03:
            lines.append(f"    panel: {like}")
        if words.random.random() < 0.2:
            cited = [words.pick(["renstra", "renstra/12", "lkj/3", "lkj"]) for _ in range(words.pick([1, 1, 2, 9]))]
            lines.append(f"    bukti: [{', '.join(cited)}]")
        if words.random.random() < 0.15:
            lines.append(f"    keterangan: {block(words.narrative(words.pick([10, 40, 400]), 24), 6)}")
        if answer.isupper() and words.random.random() < 0.3:
            probed = "".join(
                f"      {code}.{n}: {{terpenuhi: {words.pick(['ya', 'sebagian', 'tidak'])}}}\n" for n in (1, 2, 3)
            )
            lines.append(f"    kriteria:\n{probed.rstrip()}")
    return lines


def chapter(words):
    """What only the report in chapters prints."""
    lines = []
    if words.random.random() < 0.7:
        lines.append("gambaran:")
        lines.append(f"  tugas: {block(words.narrative(200), 4)}")
        if words.random.random() < 0.5:
            lines.append(f"  implementasi: {block(words.narrative(400), 4)}")
        indicators = words.pick([0, 1, 6, 40])
        lines += ["  iku:"] if indicators else []
        for _ in range(indicators):
            lines.append(f"    - sasaran: {bench.quoted(words.text(words.pick([8, 60]), 24))}")
            lines.append(f"      indikator: {bench.quoted(words.text(words.pick([8, 60]), 24))}")
            lines.append(f"      target: {bench.quoted(words.text(4, 20))}")
            if words.random.random() < 0.7:
                lines.append(f"      realisasi: {bench.quoted(words.text(4, 20))}")
        if words.random.random() < 0.6:
            lines.append(f"  pagu: {words.random.randint(10**6, 10**12)}\n  realisasi: {words.random.randint(10**5, 10**12)}")
    if words.random.random() < 0.5:
        lines.append(f"ikhtisar: {block(words.narrative(300), 2)}")
    if words.random.random() < 0.5:
        lines.append("konfirmasi: {berita_acara: {nomor: 700/1/BA/2023, tanggal: 2023-04-03}}")
    return lines


def evaluation(form, words, stem, year):
    lines = [f"format: 1\nopd: {stem}\ntahun: {year}\njenis: reguler\ninstrumen: {form.instrument}\ndokumen:"]
    lines.append("  renstra: {judul: Rencana Strategis Tahun 2021–2026}")
    lines.append(f"  lkj: {{judul: {bench.quoted(words.name('Laporan', 120))}}}")
    lines += answers(form, words)
    described = [code for code in form.described if words.random.random() < 0.7]
    if described:
        lines.append("uraian:")
        lines += [f"  {bench.quoted(code)}: {block(words.narrative(300), 4)}" for code in described]
    lines += chapter(words)
    count = words.pick([0, 1, 2, 5, 10, 40])
    if count:
        lines.append("catatan:")
    for n in range(1, count + 1):
        lines.append(f"  - id: C{n}\n    pada: [{form.place(words)}]\n    uraian: {block(words.narrative(500), 6)}")
        if words.random.random() < 0.4:
            stand = words.pick(["menerima", "sebagian", "menolak"])
            reply = block(words.narrative(100), 8)
            lines.append(f"    tanggapan:\n      tanggal: {year + 1}-04-03\n      sikap: {stand}\n      uraian: {reply}")
    if count:
        lines.append("rekomendasi:")
    for n in range(1, count + 1):
        lines.append(f"  - id: R{n}\n    atas: [C{n}]\n    uraian: {block(words.narrative(100), 6)}")
        if words.random.random() < 0.3:
            lines.append(f"    kepada: {bench.quoted(words.name('Kepala'))}\n    tenggat: {year + 1}-09-30")
    followed = words.pick([0, 1, 5, 30])
    lines.append("tindak_lanjut:" if followed else "tindak_lanjut: []")
    for _ in range(followed):
        lines.append(f"  - rekomendasi: {block(words.narrative(words.pick([20, 60, 300]), 48), 6)}")
        lines.append(f"    dari: {{lhe: 700/{words.random.randint(1, 999)}/ITDA/{year}}}")
        lines.append(f"    status: {words.pick(['belum', 'proses', 'selesai'])}")
        if words.random.random() < 0.7:
            lines.append(f"    keterangan: {block(words.narrative(words.pick([10, 40, 200]), 34), 6)}")
    return "\n".join(lines) + "\n"


def season(instrument, words, year, skipped=()):
    quoted = bench.quoted
    legal = "".join(f"      - {quoted(words.name('Peraturan Bupati tentang'))}\n" for _ in range(words.random.randint(0, 9)))
    team = "".join(
        f"      - {{peran: {quoted(words.name('Anggota', 80))}, nama: {quoted(words.name('Drs.', 120))}}}\n"
        for _ in range(words.pick([0, 1, 5, 40]))
    )
    reasons = "".join(f"      {stem}: {block(words.narrative(words.pick([10, 300]), 34), 8)}\n" for stem in skipped)
    return (
        f"  {year}:\n    instrumen: {instrument}\n"
        + (f"    dasar_hukum:\n{legal}" if legal else "")
        + f"    surat_tugas: {{nomor: 800/097/ITDA/ST/{year + 1}, tanggal: {year + 1}-03-01}}\n"
        + f"    pelaksanaan: {{mulai: {year + 1}-03-07, selesai: {year + 1}-04-08}}\n    tenggat: {year + 1}-12-31\n"
        + (f"    tim:\n{team}" if team else "")
        + (f"    tidak_dievaluasi:\n{reasons}" if reasons else "")
    )


def settings(words, kind, seasons):
    quoted = bench.quoted
    names = lambda head, most: "".join(f"    - {quoted(words.name(head))}\n" for _ in range(words.random.randint(1, most)))
    chain = f"      rangkaian: [a.n. Bupati Uji, {quoted(words.name('Sekretaris Daerah', 80))}, u.b.]\n"
    form, worksheet = FORMS[kind]
    return (
        "format: 1\n"
        "instansi: {nama: Kabupaten Uji, kepala: Bupati Uji, sebutan_opd: Perangkat Daerah}\n"
        f"inspektorat: {{nama: {quoted(words.name('Inspektorat', 120))}, sebutan: Inspektorat}}\n"
        + "kop:\n"
        + words.pick(["", "  logo: aset/logo.svg\n  alt: Lambang\n"])
        + f"  baris:\n    - PEMERINTAH KABUPATEN UJI\n{names('INSPEKTORAT', 2)}  alamat:\n{names('Jalan', 3)}"
        + "penandatangan:\n  inspektur:\n    - sejak: 2019-03-01\n"
        + words.pick(["", chain])
        + f"      jabatan: {quoted(words.name('Inspektur'))}\n      nama: {quoted(words.name('Drs.', 120))}\n"
        + words.pick(["", "      pangkat: Pembina Utama Muda\n      golongan: IV/c\n"])
        + '      nip: "19660101 199003 1 001"\n'
        + f"bawaan:\n  penandatangan: inspektur\n  sifat: Penting\n  tembusan:\n{names('Kepala', 9)}"
        + words.pick(["", f"  saluran: {quoted(words.name('laman'))}\n"])
        + f"keluaran: {{kertas: {words.pick(['a4', 'f4'])}, standar: a-3a, bentuk: {form}, lke: {worksheet}}}\n"
        + words.pick(["", "tte: {kaki: ya, qr: ya, penanda: '#'}\n", "tte: {kaki: ya}\n", "tte: {penanda: '${ttd_pengirim}'}\n"])
        + f"musim:\n{seasons}"
    )


def office(stem, words, cluster=None):
    name, head = bench.quoted(words.name("Dinas")), bench.quoted(words.name("Kepala Dinas"))
    return (
        f"  - id: {stem}\n    jenis: dinas\n"
        + (f"    klaster: {bench.quoted(cluster)}\n" if cluster else "")
        + f"    nama: [{{sejak: 2017-01-03, nama: {name}}}]\n"
        f"    kepala: [{{sejak: 2017-01-03, sebutan: {head}}}]\n    tempat: {bench.quoted(words.name('Kota', 80))}"
    )


def letters(stems, year, recap=""):
    lines = [f"  {stem}: {{nomor: 700.1.2.1/{n}/ITDA/{year + 1}, tanggal: {year + 1}-05-08}}" for n, stem in enumerate(stems)]
    return "\n".join(["format: 1\npenomoran: diketik\nsurat:", *lines, recap]) + "\n"


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "aset").mkdir()
    (folder / "aset/logo.svg").write_bytes((ROOT / "data/sample/aset/logo.svg").read_bytes())


def project(form, kind, number, seed, folder):
    words = Extreme("acak", seed, form.name, number)
    stems = [f"dinas-{n:02}" for n in range(OFFICES)]
    files = {"lhe.yaml": settings(words, kind, season(form.instrument, words, form.year))}
    files["opd.yaml"] = "\n".join(["format: 1\nopd:", *(office(stem, words) for stem in stems)]) + "\n"
    files[f"surat/{form.year}.yaml"] = letters(stems, form.year)
    for stem in stems:
        files[f"evaluasi/{form.year}/{stem}.yaml"] = evaluation(form, words, stem, form.year)
    write(folder, files)


def recap_file(words, shape):
    lines = [f"format: 1\nbentuk: {shape}\ndi: {bench.quoted(words.name('Kota', 80))}"]
    for key in ("pembuka", "uraian", "penutup"):
        if words.random.random() < 0.7:
            lines.append(f"{key}: {block(words.narrative(400), 2)}")
    lines.append("rekomendasi:")
    lines += [f"  - uraian: {block(words.narrative(200), 6)}" for _ in range(words.pick([1, 5, 30]))]
    return "\n".join(lines) + "\n"


def recap_project(count, seed, folder):
    """Two seasons of the same offices: the recap of the first is a letter, that of the second in chapters."""
    words = Extreme("ikhtisar", seed)
    stems = [f"dinas-{n:03}" for n in range(count + 6)]
    clusters = [words.name("klaster", 100) for _ in range(5)] + [None]
    files = {"opd.yaml": "\n".join(["format: 1\nopd:", *(office(stem, words, words.pick(clusters)) for stem in stems)]) + "\n"}
    seasons = ""
    for year, shape in ((2021, "surat"), (2022, "bab")):
        seasons += season(bench.Short.instrument, words, year, stems[count:])
        files[f"surat/{year}.yaml"] = letters(stems[:count], year, f"ikhtisar: {{nomor: 700/99/{year + 1}, tanggal: {year + 1}-06-01}}")
        files[f"ikhtisar/{year}.yaml"] = recap_file(words, shape)
        for stem in stems[:count]:
            form = words.pick([bench.Short(), bench.Short(), bench.Short(), bench.Long()])
            files[f"evaluasi/{year}/{stem}.yaml"] = evaluation(form, words, stem, year)
    write(folder, {"lhe.yaml": settings(words, "surat", seasons), **files})


def build(program, folder):
    """The `finished` event and the errors of one build."""
    run = subprocess.run(
        [program, "build", "--proyek", folder, "--json", "--batas-waktu", "300"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
    )
    said = [json.loads(line) for line in (run.stdout + run.stderr).decode().splitlines() if line.startswith("{")]
    finished = next((event for event in said if event.get("event") == "finished"), None)
    errors = [event for event in said if event.get("severity") == "error"]
    if finished is None:
        sys.exit(f"no build in {folder}: {run.stderr.decode()[-2000:]} {errors[:3]}")
    return finished, errors


def main():
    parse = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parse.add_argument("--program", type=Path, default=ROOT / "target/release/lhe")
    parse.add_argument("--form", choices=FORMS, default="surat")
    parse.add_argument("--count", type=int, default=100)
    parse.add_argument("--recap", type=int, metavar="OFFICES", help="make recaps over so many offices instead")
    parse.add_argument("--seed", type=int, default=1)
    parse.add_argument("--keep", type=Path, help="make the projects in this new folder and leave them there")
    given = parse.parse_args()
    total = {"built": 0, "failed": 0, "pages": 0, "layout_us": 0, "proof_us": 0}
    alarms = []
    with tempfile.TemporaryDirectory(prefix="lhe-acak-") as scratch:
        for number in range(1 if given.recap else max(1, given.count // OFFICES)):
            folder = (given.keep or Path(scratch)) / str(number)
            if given.recap:
                recap_project(given.recap, given.seed, folder)
            else:
                project((bench.Short(), bench.Long())[number % 2], given.form, number, given.seed, folder)
            finished, errors = build(given.program.resolve(), folder)
            alarms += [f"{number}: {error['code']} {error['message']} {error.get('hints', '')}" for error in errors]
            for key in total:
                total[key] += finished[key]
    share = 100 * total["proof_us"] / max(1, total["layout_us"])
    print("\n".join(alarms))
    print(f"{total['built']} built, {total['failed']} failed, {total['pages']} pages; proof {share:.1f} % of layout")
    sys.exit(1 if alarms or total["failed"] else 0)


if __name__ == "__main__":
    main()
