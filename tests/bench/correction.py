#!/usr/bin/env python3
"""How long a build takes after one correction among 60 issued offices, against a full build of their drafts.

    python3 tests/bench/correction.py [--program target/release/lhe] [--count 60] [--runs 3]

Prints Markdown: ratios of medians of one run. The projects are those of run.py; both builds use both cores.
"""
import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import run as bench

DECISION = ["--tanggal", "2024-06-20", "--dasar", "BA 1", "--alasan", "Sebab.", "--diputuskan", "Inspektur"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", type=Path, default=bench.ROOT / "target/release/lhe")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    program = args.program.resolve()

    def timed(folder, *arguments):
        began = time.perf_counter()
        done = subprocess.run([program, *arguments, "-p", folder], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{arguments}: {done.stdout}{done.stderr}")
        return time.perf_counter() - began

    print("| project | state | full build s | after one correction s | share | nothing changed |")
    print("|---|---|---|---|---|---|")
    for form in (bench.Short(), bench.Long(), bench.Chapters()):
        with tempfile.TemporaryDirectory(prefix="lhe-bench-") as scratch:
            folder = Path(scratch) / "proyek"
            bench.project(form, args.count, folder)
            evaluation = sorted(folder.glob("evaluasi/*/*.yaml"))[0]
            name = f"{evaluation.parent.name}/{evaluation.stem}"
            # The first answer that a letter or a choice is typed for, and another choice of the same scale.
            lines = evaluation.read_text().splitlines()
            answers = lines[lines.index("penilaian:") + 1:]
            found = (re.match(r'  "?([^":]+)"?: (?:\{jawaban: )?(\w+)', line) for line in answers if line.startswith("  "))
            code, old = next(match.groups() for match in found if match)
            new = {"ya": "tidak", "tidak": "ya", "a": "b", "b": "a", "c": "b", "d": "c", "e": "d"}.get(old, "BB" if old != "BB" else "B")
            for state in ("drafts", "issued"):
                full, after, again = [], [], []
                for _ in range(args.runs):
                    shutil.rmtree(folder / "keluaran", ignore_errors=True)
                    ledger = evaluation.with_name(evaluation.stem + ".koreksi.yaml")
                    ledger.unlink(missing_ok=True)
                    shutil.rmtree(folder / "arsip", ignore_errors=True)
                    full.append(timed(folder, "build"))
                    if state == "issued":
                        ids = [f"{p.parent.name}/{p.stem}" for p in folder.glob("evaluasi/*/*.yaml")]
                        timed(folder, "issue", *ids)
                    again.append(timed(folder, "build"))
                    timed(folder, "correct", name, "--kode", code, "--menjadi", new, *DECISION)
                    after.append(timed(folder, "build"))
                full, after, again = map(statistics.median, (full, after, again))
                print(f"| {form.name} × {args.count} | {state} | {full:.2f} | {after:.3f} | {after / full:.1%} | {again / full:.1%} |", flush=True)


main()
