#!/usr/bin/env python3
"""Kills `lhe issue`, `lhe correct`, `lhe build` and `lhe archive add` at random instants and looks at what they leave.

    python3 tests/random/kills.py [--program target/release/lhe] [--count 200] [--seed 1] [--keep FOLDER]

After each kill `lhe archive verify` must find nothing wrong, the ledger must be whole, and no PDF half-written. At the
end everything is issued again and verified once more. Exit 0 none lost · 1 something was. `--keep` leaves the store
for other judges.
"""
import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ID = "2022/dinas-contoh"
DECISION = ["--tanggal", "2023-06-20", "--dasar", "BA 1", "--alasan", "Sebab.", "--diputuskan", "Inspektur"]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--program", default=str(ROOT / "target/release/lhe"))
    options.add_argument("--count", type=int, default=200)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep")
    options = options.parse_args()
    chance = random.Random(options.seed)
    folder = Path(tempfile.mkdtemp(prefix="lhe-mati-"))
    project = folder / "proyek"
    subprocess.run([ROOT / "tests/copy.sh", "tests/cases/minimal", project], check=True)
    ledger = project / "evaluasi/2022/dinas-contoh.koreksi.yaml"

    def run(*arguments):
        return subprocess.run([options.program, *arguments], cwd=project, capture_output=True, text=True)

    def letters(count):
        revisions = ", ".join(
            f"{n}: {{nomor: 700.1.2.1/{200 + n}/ITDA/2023, tanggal: 2023-07-01}}" for n in range(1, count + 1))
        (project / "surat/2022.yaml").write_text(
            "format: 1\npenomoran: diketik\nsurat:\n  dinas-contoh: {nomor: 700.1.2.1/113/ITDA/2023, "
            f"tanggal: 2023-05-08, revisi: {{{revisions}}}}}\n")

    letters(options.count)
    killed = interrupted = 0
    answers = ["A", "BB"]
    took = {"issue": 0.2, "build": 0.25, "correct": 0.04, "archive": 0.05}
    for index in range(options.count):
        entries = ledger.read_text().count("- id: K") if ledger.exists() else 0
        change = ["correct", ID, "--kode", "1.a", "--menjadi", answers[entries % 2], *DECISION]
        # A paper that is new each time, and at times large: its bytes are on their way when the end comes.
        paper = project / "berita-acara.txt"
        paper.write_bytes(b"Berita acara %d\n" % index * chance.choice([1, 1, 100_000]))
        intake = ["archive", "add", "berita-acara.txt", "--untuk", ID, "--sebagai", "berita_acara"]
        command = chance.choice([["issue", ID], ["issue", ID], ["build", ID], change, intake, intake])
        process = subprocess.Popen([options.program, *command], cwd=project, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * took[command[0]])
        interrupted += process.poll() is None
        process.kill()
        process.wait()
        killed += 1
        verified = run("archive", "verify")
        if verified.returncode:
            print(f"kill {index} of {command[0]}: the store is damaged\n{verified.stdout}{verified.stderr}")
            return 1
        checked = run("check", ID)
        if checked.returncode:
            print(f"kill {index} of {command[0]}: the project is damaged\n{checked.stdout}{checked.stderr}")
            return 1
        for pdf in project.glob("keluaran/*/*.pdf"):
            if not pdf.read_bytes().rstrip().endswith(b"%%EOF"):
                print(f"kill {index} of {command[0]}: {pdf.name} is cut off")
                return 1
        # Now and then it may end, so that there is something new to interrupt.
        if index % 5 == 4:
            run(*change)
            run("issue", ID)
            run(*intake)
    last = run("issue", ID)
    verified = run("archive", "verify")
    revisions = run("status", ID, "--json").stdout.count('"revisi"')
    print(f"{killed} kills, {interrupted} of them before the end; {revisions} documents and revisions; "
          f"last issue {last.returncode}, verify {verified.returncode}")
    print(verified.stdout.strip())
    if options.keep:
        shutil.copytree(project / "arsip", options.keep, dirs_exist_ok=True)
    shutil.rmtree(folder)
    return int(bool(last.returncode or verified.returncode))


sys.exit(main())
