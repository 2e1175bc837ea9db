#!/usr/bin/env python3
"""Benchmark of `lhe build`: where the time of a report goes, what a second worker brings, what memory does.

    python3 tests/bench/run.py [--program target/release/lhe] [--quick]

Prints Markdown. Makes its projects itself, in a temporary folder, the same ones every time. See README.md.
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = 20261124
SIZES, QUICK_SIZES = (1, 60, 600), (1, 12)
RUNS = 3  # median of so many cold builds; one for the largest project

# ── words ────────────────────────────────────────────────────────────────────────────────────────────────────

FIELDS = (
    "Pendidikan|Kesehatan|Pekerjaan Umum dan Penataan Ruang|Perumahan dan Kawasan Permukiman|Sosial|Tenaga Kerja"
    "|Pangan|Lingkungan Hidup|Kependudukan dan Pencatatan Sipil|Pemberdayaan Masyarakat dan Desa|Perhubungan"
    "|Komunikasi dan Informatika|Koperasi dan Usaha Mikro|Penanaman Modal|Kepemudaan dan Olahraga|Perpustakaan"
    "|Kearsipan|Kelautan dan Perikanan|Pariwisata|Pertanian|Kehutanan|Perdagangan|Perindustrian|Transmigrasi"
).split("|")
SUBJECTS = (
    "Rencana Strategis|Perjanjian Kinerja|Rencana Aksi|Laporan Kinerja|Indikator Kinerja Utama|pohon kinerja"
    "|definisi operasional indikator|target jangka menengah|pengukuran kinerja triwulanan|pengumpulan data kinerja"
    "|pemantauan berjenjang|evaluasi internal|sasaran kinerja pegawai|penjabaran kinerja kepada individu"
    "|analisis penyebab keberhasilan dan kegagalan|pembandingan capaian|anggaran program|notula rapat pemantauan"
).split("|")
STATES = (
    "telah disusun dan ditetapkan secara formal|telah diselaraskan dengan dokumen perencanaan di atasnya"
    "|telah dipublikasikan pada laman resmi|telah dilaksanakan setiap triwulan|telah memuat target periodik"
    "|telah berorientasi hasil|telah direviu bersama seluruh bidang|telah memanfaatkan aplikasi umum"
    "|telah menjadi acuan penyusunan anggaran|telah didukung dokumen sumber"
).split("|")
GAPS = (
    "belum seluruhnya menggambarkan kinerja yang diperjanjikan|belum didukung bukti yang memadai"
    "|belum dimanfaatkan dalam penyesuaian strategi dan anggaran|belum dijabarkan sampai dengan tingkat individu"
    "|masih berupa uraian kegiatan|belum membandingkan capaian dengan target akhir periode"
    "|belum disampaikan kepada pihak yang berkepentingan|belum ditindaklanjuti dengan langkah nyata"
    "|belum menyajikan efisiensi penggunaan sumber daya|belum dipakai sebagai dasar penghargaan dan sanksi"
    "|belum diverifikasi sebelum dilaporkan|masih ditetapkan sama setiap tahun tanpa memperhatikan kondisi awal"
).split("|")
REMEDIES = (
    "ditetapkan kembali berdasarkan data dasar tahun sebelumnya|dilengkapi dengan definisi operasional dan sumber data"
    "|dijabarkan secara berjenjang sampai dengan individu|didokumentasikan dan diverifikasi setiap triwulan"
    "|dipublikasikan pada laman resmi paling lambat pada bulan berikutnya|dipakai dalam penyusunan perubahan anggaran"
    "|dilengkapi dengan analisis hambatan dan alternatif solusinya|disepakati dengan perangkat daerah terkait"
    "|dipantau oleh pimpinan setiap bulan|diselaraskan dengan sasaran perangkat daerah"
).split("|")
UNITS = "Sekretariat|Bidang Perencanaan|Bidang Pembinaan|Bidang Pelayanan|Subbagian Program|Unit Pelaksana Teknis".split("|")


class Words:
    """Sentences of one office, from its own seed."""

    def __init__(self, *seed):
        self.random = random.Random("/".join(map(str, (SEED, *seed))))
        self.pick = self.random.choice

    def fact(self):
        return f"{self.pick(SUBJECTS)} pada {self.pick(UNITS)} {self.pick(STATES)}"

    def gap(self):
        return f"{self.pick(SUBJECTS)} {self.pick(GAPS)}"

    def sentence(self):
        some, all_of_them = self.random.randint(2, 48), self.random.randint(49, 96)
        text = f"{self.fact()}, namun {self.gap()} pada {some} dari {all_of_them} indikator yang diuji"
        return text[0].upper() + text[1:] + "."

    def paragraph(self, sentences):
        return " ".join(self.sentence() for _ in range(sentences))

    def finding(self, points):
        head = self.sentence()
        if not points:
            return head
        tail = [f"- {self.gap()};" for _ in range(points - 1)] + [f"- {self.gap()}."]
        return "\n".join([head[:-1] + ", yaitu:", *tail])

    def advice(self):
        return f"Agar {self.pick(SUBJECTS)} pada {self.pick(UNITS)} {self.pick(REMEDIES)} dan {self.pick(REMEDIES)}."


def block(text, indent):
    """A `|` block of free text."""
    return "|\n" + "".join(f"{' ' * indent}{line}\n" for line in text.split("\n"))


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


# ── projects ─────────────────────────────────────────────────────────────────────────────────────────────────


class Short:
    """PermenPANRB 88/2021: 12 letters, two findings, a sentence per component: 4 pages."""

    name, year, instrument = "short", 2022, "permenpanrb-88-2021/umum@1"
    title = "88/2021, 12 letters"
    output, remarks = "", False
    findings, points, follow_ups = 2, 0, 1
    components = "1 2 3 4".split()
    described = components
    sentences = 1

    def answers(self, words):
        codes = [f"{component}.{part}" for component in self.components for part in "abc"]
        return [(code, words.pick(["A", "BB", "BB", "B", "B", "CC"])) for code in codes]

    def place(self, words):
        return f"{words.pick(self.components)}.{words.pick('abc')}"


class Long:
    """PermenPANRB 12/2015: 92 answers, findings with sub-points and responses, everything described: 16 pages."""

    name, year, instrument = "long", 2021, "permenpanrb-12-2015/skpd@1"
    title = "12/2015, 92 answers"
    output, remarks = "", False
    findings, points, follow_ups = 10, 3, 46
    # Sub-component: first and last criterion.
    parts = {
        "A.I.a": (1, 9), "A.I.b": (10, 17), "A.I.c": (18, 20),
        "A.II.a": (1, 4), "A.II.b": (5, 14), "A.II.c": (15, 19),
        "B.I": (1, 4), "B.II": (5, 14), "B.III": (15, 20),
        "C.I": (1, 4), "C.II": (5, 11), "C.III": (12, 15),
        "D.I": (1, 4), "D.II": (5, 10), "D.III": (11, 12),
        "E.a": (1, 3), "E.b": (1, 3),
    }
    yes_no = set(
        "A.I.a.1 A.I.a.2 A.I.a.9 A.II.a.2 A.II.a.4 A.II.b.12 A.II.b.14 B.I.1 B.I.4 B.II.13 B.II.14"
        " C.I.1 C.I.2 C.I.3 D.I.1 D.I.2".split()
    )
    components = "A B C D E".split()
    described = [*components, *parts]
    sentences = 2

    def answers(self, words):
        codes = [f"{part}.{n}" for part, (first, last) in self.parts.items() for n in range(first, last + 1)]
        return [(code, "ya" if code in self.yes_no else words.pick("aabbbc")) for code in codes]

    def place(self, words):
        part, (first, last) = words.pick(list(self.parts.items()))
        return f"{part}.{words.random.randint(first, last)}"


class Chapters(Long):
    """As long, in chapters with the worksheet annexed: own answers, remarks, indicators, budget: 20 to 30 pages."""

    name, title = "chapters", "12/2015 in chapters with worksheet"
    findings, follow_ups = 6, 8
    output, remarks = "bentuk: bab, lke: lampiran, ", True


def profile(words):
    """The office in words and figures."""
    lines = [f"gambaran:\n  tugas: {block(words.paragraph(2), 4)}".rstrip()]
    lines.append(f"  implementasi: {block(words.paragraph(3), 4)}".rstrip())
    lines.append("  iku:")
    for _ in range(6):
        aim, indicator = quoted(words.pick(SUBJECTS)), quoted(words.sentence())
        lines.append(f"    - {{sasaran: {aim}, indikator: {indicator}, target: 80 persen, realisasi: 75 persen}}")
    lines.append("  pagu: 12500000000\n  realisasi: 11900000000")
    return lines


def evaluation(form, number, stem):
    words = Words(form.name, number)
    lines = [f"format: 1\nopd: {stem}\ntahun: {form.year}\njenis: reguler\ndokumen:"]
    lines.append(f'  renstra: {{judul: Rencana Strategis, berkas: "Renstra {number}.pdf"}}')
    lines.append(f'  lkj: {{judul: Laporan Kinerja Tahun {form.year}, berkas: "LKj {number}.pdf"}}')
    lines.append("penilaian:")
    for code, answer in form.answers(words):
        if form.remarks:
            remark = f", keterangan: {quoted(words.sentence())}" if words.random.random() < 0.3 else ""
            lines.append(f"  {code}: {{jawaban: {answer}, mandiri: {answer}, bukti: [renstra/1]{remark}}}")
        elif words.random.random() < 0.3:
            lines.append(f"  {code}: {{jawaban: {answer}, bukti: [renstra/{words.random.randint(1, 90)}, lkj]}}")
        else:
            lines.append(f"  {code}: {answer}")
    if form.remarks:
        lines += profile(words)
    lines.append("uraian:")
    for code in form.described:
        lines.append(f"  {quoted(code)}: {block(words.paragraph(form.sentences), 4)}".rstrip())
    lines.append("catatan:")
    for n in range(1, form.findings + 1):
        lines.append(f"  - id: C{n}\n    pada: [{form.place(words)}]")
        lines.append(f"    uraian: {block(words.finding(form.points), 6)}".rstrip())
        if form.points:
            stand = words.pick(["menerima", "sebagian", "menolak"])
            reply = quoted(words.sentence())
            lines.append(f"    tanggapan: {{tanggal: {form.year + 1}-04-03, sikap: {stand}, uraian: {reply}}}")
    lines.append("rekomendasi:")
    for n in range(1, form.findings + 1):
        lines.append(f"  - id: R{n}\n    atas: [C{n}]\n    uraian: {block(words.advice(), 6)}".rstrip())
    lines.append("tindak_lanjut:")
    for _ in range(form.follow_ups):
        status = words.pick(["belum", "proses", "selesai"])
        lines.append(f"  - rekomendasi: {quoted(words.advice())}\n    dari: {{lhe: 700/{number:03}/ITDA/{form.year}}}")
        lines.append(f"    status: {status}\n    keterangan: {quoted(words.sentence())}")
    return "\n".join(lines) + "\n"


def settings(form):
    letter_year = form.year + 1
    return f"""\
format: 1
instansi: {{nama: Kabupaten Uji, kepala: Bupati Uji, sebutan_opd: Perangkat Daerah}}
inspektorat: {{nama: Inspektorat Kabupaten Uji, sebutan: Inspektorat}}
kop:
  logo: aset/logo.svg
  alt: Lambang Kabupaten Uji
  baris: [PEMERINTAH KABUPATEN UJI, INSPEKTORAT]
  alamat: ["Jalan Uji Nomor 1, Kota Uji 00000", "Telepon (0000) 000111, Laman inspektorat.uji.example"]
penandatangan:
  inspektur:
    - sejak: 2019-03-01
      jabatan: Inspektur
      nama: "Drs. Contoh Penandatangan, M.Si."
      pangkat: Pembina Utama Muda
      golongan: IV/c
      nip: "19660101 199003 1 001"
bawaan:
  penandatangan: inspektur
  sifat: Penting
  lampiran: "-"
  tembusan: [Bupati Uji (sebagai laporan), Sekretaris Daerah Kabupaten Uji]
keluaran: {{kertas: a4, {form.output}standar: a-3a, mandiri: tidak, keterangan: tidak}}
musim:
  {form.year}:
    instrumen: {form.instrument}
    dasar_hukum:
      - Peraturan Pemerintah Nomor 8 Tahun 2006 tentang Pelaporan Keuangan dan Kinerja Instansi Pemerintah
      - Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah
    surat_tugas: {{nomor: 800/097/ITDA/ST/{letter_year}, tanggal: {letter_year}-03-01}}
    pelaksanaan: {{mulai: {letter_year}-03-07, selesai: {letter_year}-04-08}}
    tenggat: {letter_year}-12-31
    tim: [{{peran: Ketua Tim, nama: "Contoh Ketua, S.E."}}, {{peran: Anggota, nama: "Contoh Anggota, S.T."}}]
"""


def project(form, count, folder):
    """Writes a project of `count` offices; returns the bytes of its YAML."""
    stems = [f"dinas-{n:03}" for n in range(1, count + 1)]
    offices, letters, total = ["format: 1\nopd:"], ["format: 1\npenomoran: diketik\nsurat:"], 0
    for number, stem in enumerate(stems, 1):
        name = f"Dinas {FIELDS[number % len(FIELDS)]} Wilayah {number}"
        offices.append(
            f"  - id: {stem}\n    jenis: dinas\n    nama: [{{sejak: 2017-01-03, nama: {name}}}]\n"
            f"    kepala: [{{sejak: 2017-01-03, sebutan: Kepala {name} Kabupaten Uji}}]\n    tempat: Kota Uji"
        )
        day = f"{form.year + 1}-05-{number % 28 + 1:02}"
        letters.append(f"  {stem}: {{nomor: 700.1.2.1/{number}/ITDA/{form.year + 1}, tanggal: {day}}}")
    files = {"lhe.yaml": settings(form), "opd.yaml": "\n".join(offices) + "\n"}
    files[f"surat/{form.year}.yaml"] = "\n".join(letters) + "\n"
    for number, stem in enumerate(stems, 1):
        files[f"evaluasi/{form.year}/{stem}.yaml"] = evaluation(form, number, stem)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        total += len(text.encode())
    (folder / "aset").mkdir()
    shutil.copy(ROOT / "data/sample/aset/logo.svg", folder / "aset/logo.svg")
    return total


# ── one build ────────────────────────────────────────────────────────────────────────────────────────────────


def own_peak_kb(pid):
    """Peak memory of a running process alone; `wait4` would mix in its workers."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as status:
            return next((int(line.split()[1]) for line in status if line.startswith("VmHWM:")), 0)
    except OSError:
        return 0


def build(program, folder, workers):
    """One `lhe build`: its `finished` event with our own wall clock, CPU time and peak memory added."""
    command = [program, "build", "--proyek", folder, "--json", "--pekerja", str(workers)]
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)
        finished, peak = None, 0
        for line in child.stdout:
            peak = max(peak, own_peak_kb(child.pid))
            if b'"finished"' in line:
                finished = json.loads(line)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        child.stdout.close()
        errors.seek(0)
        if child.returncode != 0 or finished is None or finished["failed"]:
            sys.exit(f"build failed in {folder} with {child.returncode}:\n{errors.read()[-4000:].decode(errors='replace')}")
    finished["wall_us"] = wall * 1e6
    finished["cpu_us"] = (usage.ru_utime + usage.ru_stime) * 1e6
    finished["parent_kb"] = peak
    return finished


def measure(program, form, count, runs, scratch):
    """Cold builds with one and two workers in turn, each followed by a build with nothing changed."""
    folder = scratch / f"{form.name}-{count}"
    size = project(form, count, folder)
    found = {(workers, phase): [] for workers in (1, 2) for phase in ("cold", "again")}
    for run in range(runs):
        print(f"  {form.name}, {count} offices, run {run + 1} of {runs}", file=sys.stderr)
        for workers in (1, 2):
            shutil.rmtree(folder / "keluaran", ignore_errors=True)
            found[workers, "cold"].append(build(program, folder, workers))
            found[workers, "again"].append(build(program, folder, workers))
            if found[workers, "again"][-1]["unchanged"] != count:
                sys.exit(f"second build in {folder} rebuilt something")
    shutil.rmtree(folder)
    median = {
        key: {name: statistics.median(r[name] for r in results) for name in results[0] if name not in ("schema", "event")}
        for key, results in found.items()
    }
    return {"form": form, "count": count, "runs": runs, "size": size, **median}


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────


def print_table(title, head, rows):
    head = head.split("|")
    print(f"\n### {title}\n\n| {' | '.join(head)} |\n|{' --- |' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")
    sys.stdout.flush()


def ms(us):
    return f"{us / 1000:.2f}" if us < 10_000 else f"{us / 1000:.1f}"


def mib(kb):
    return f"{kb / 1024:.0f}"


def tables(results):
    parts, speed, memory, growth = [], [], [], []
    for r in results:
        one, two, again, n = r[1, "cold"], r[2, "cold"], r[2, "again"], r["count"]
        label = f"{r['form'].name} × {n}"
        own = one["read_us"] + one["compose_us"] + one["template_us"]
        typst = one["layout_us"] + one["proof_us"] + one["pdf_us"]
        rest = one["wall_us"] - one["read_us"] - one["template_us"] - typst
        phases = [ms(one[key] / n) for key in ("read_us", "compose_us", "template_us", "layout_us", "proof_us", "pdf_us")]
        share = f"**{own / (own + typst) * 100:.1f} %**"
        kb, each = f"{one['bytes'] / n / 1024:.0f}", ms(typst / one["pages"])
        parts.append([label, *phases, share, ms(rest / n), f"{one['pages'] / n:.1f}", kb, each])

        faster, cpu, rate = "–", "–", "–"  # one report cannot be shared between two workers
        if n > 1:
            rate, faster = f"{n / two['wall_us'] * 1e6:.1f}", f"**{one['wall_us'] / two['wall_us']:.2f}**"
            cpu = f"{two['cpu_us'] / one['cpu_us']:.2f}"
        of_one = f"{r[1, 'again']['wall_us'] / one['wall_us'] * 100:.1f} %"
        of_two = f"**{again['wall_us'] / two['wall_us'] * 100:.1f} %**"
        speed.append([
            label, f"{n / one['wall_us'] * 1e6:.1f}", rate, faster, ms(one["cpu_us"] / n), cpu,
            ms(one["wall_us"] / one["pages"]), ms(again["wall_us"]), of_one, of_two,
        ])
        peaks = (one["worker_peak_kb"], two["worker_peak_kb"], two["parent_kb"], again["parent_kb"])
        memory.append([label, *map(mib, peaks), f"{two['parent_kb'] / n:.0f}"])

    for form in dict.fromkeys(r["form"] for r in results):
        sizes = [r for r in results if r["form"] is form and r["count"] > 1]
        if len(sizes) < 2:
            continue
        few, many = sizes[0], sizes[-1]
        peaks = [many[2, "cold"][key] / max(few[2, "cold"][key], 1) for key in ("worker_peak_kb", "parent_kb")]
        costs = [
            many[1, "cold"][key] / many["count"] / (few[1, "cold"][key] / few["count"])
            for key in ("read_us", "compose_us", "layout_us", "wall_us")
        ]
        again = many[2, "again"]["wall_us"] / many["count"] / (few[2, "again"]["wall_us"] / few["count"])
        growth.append([f"{form.name}, {few['count']} → {many['count']}", *(f"{x:.2f}" for x in (*peaks, *costs, again))])

    print_table(
        "Where the time of a report goes (one worker, ms per report)",
        "project|read + score|compose|template|layout|proof|PDF|not Typst|rest of wall|pages|KB|Typst ms/page",
        parts,
    )
    print_table(
        "Workers and second build",
        "project|reports/s, 1 worker|2 workers|ratio|CPU ms/report|CPU 2 : 1|wall ms/page|second build ms"
        "|of first, 1 worker|of first, 2 workers",
        speed,
    )
    print_table(
        "Peak memory (MiB)",
        "project|worker of 1|worker of 2|parent|parent, second build|parent KiB per report",
        memory,
    )
    if growth:
        print_table(
            "From few to many (1.00 = the same)",
            "project|worker memory|parent memory|read per report|compose per report|layout per report"
            "|wall per report|second build per report",
            growth,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/lhe")
    parser.add_argument("--quick", action="store_true", help="1 and 12 offices, one run: is everything in order?")
    args = parser.parse_args()
    if not args.program.is_file():
        sys.exit(f"{args.program} does not exist; build it with `cargo build --release` or name one with --program")
    sizes = QUICK_SIZES if args.quick else SIZES
    with tempfile.TemporaryDirectory(prefix="lhe-bench-") as scratch:
        scratch = Path(scratch)
        # A copy, so that a build that goes on meanwhile does not change what is measured.
        program = shutil.copy(args.program.resolve(), scratch / "lhe")
        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
        results = []
        for form in (Short(), Long(), Chapters()):
            for count in sizes:
                runs = 1 if args.quick or count == max(SIZES) else RUNS
                results.append(measure(program, form, count, runs, scratch))
    inputs = "; ".join(f"{r['form'].name} × {r['count']}: {r['size'] / 1024:.0f} KiB YAML" for r in results)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} cores{load}; {inputs}.")
    forms = "; ".join(f"{form.name} = {form.title}" for form in dict.fromkeys(r["form"] for r in results))
    runs = "one run each" if args.quick else f"median of {RUNS} cold builds (1 for {max(SIZES)} offices)"
    print(f"\n{version}; {forms}; {runs}; seed {SEED}.")
    tables(results)


if __name__ == "__main__":
    main()
