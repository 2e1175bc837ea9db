#!/usr/bin/env python3
"""An independent scorer: the same YAML files, written from the specification and not from the Rust code.

recompute.py [--detail] PROJECT INSTRUMENTDIR           one line per evaluation: tahun/stem total predikat
recompute.py --compare PROJECT INSTRUMENTDIR < JSONL    against `lhe score --json`, to the last digit
recompute.py --random N SEED INSTRUMENTFILE OUTDIR      writes sheets.jsonl and expected.txt; `sheets.rs` scores them
recompute.py --self-test [INSTRUMENTDIR]                its own cases; with a folder also every `contoh` and bound

Every number is a Fraction and every scalar is read as text. Needs Python 3 and PyYAML.
"""

import functools
import json
import math
import random
import sys
from fractions import Fraction
from pathlib import Path

import yaml

NOT_APPLICABLE = "tidak_berlaku"


class Fault(Exception):
    """The sheet cannot be scored: the program must refuse it too."""


def load(source):
    """All scalars as text, so that 12.50 or 1.10 is what was typed."""
    text = source.read_text(encoding="utf-8") if isinstance(source, Path) else source
    return yaml.load(text, Loader=yaml.BaseLoader) or {}


@functools.cache
def number(text):
    if not isinstance(text, str) or not text.replace(".", "", 1).isdecimal():
        raise Fault(f"not a number: {text!r}")
    return Fraction(text)


def round_by(rule, decimals, value):
    """The value as a whole number of last places, by the named rule (values are never negative)."""
    scaled = value * 10**decimals
    whole = math.floor(scaled)
    rest = scaled - whole
    half = Fraction(1, 2)
    if rule == "setengah_ke_atas":
        whole += rest >= half
    elif rule == "setengah_ke_genap":
        whole += rest > half or (rest == half and whole % 2 == 1)
    elif rule != "potong":
        raise Fault(f"unknown rounding {rule}")
    return Fraction(whole, 10**decimals)


class Instrument:
    """One edition, as its file says."""

    def __init__(self, data):
        self.id = data["id"]
        self.method = data["metode"]
        self.scales = {}
        for scale in data["skala"]:
            unit = {"persen": 100, "pecahan": 1}[scale["satuan"]]
            self.scales[scale["id"]] = {c["kode"]: number(c["nilai"]) / unit for c in scale["pilihan"]}
        self.unanswered = data["tidak_dijawab"]
        self.not_applicable = data["tidak_berlaku"]
        self.level = data["pembulatan"]["tingkat"]
        self.decimals = int(data["pembulatan"]["desimal"])
        self.rule = data["pembulatan"]["cara"]
        self.components = data["komponen"]
        self.grades = data["predikat"]
        self.examples = data.get("contoh") or []
        self.known_worths = {}
        self.subs = {}
        self.parts = {}
        for component in self.components:
            subs = list(component.get("subkomponen") or [])
            for group in component.get("kelompok") or []:
                subs += group["subkomponen"]
            self.parts[component["kode"]] = [sub["kode"] for sub in subs]
            self.subs.update((sub["kode"], sub) for sub in subs)
        self.weights = {item["kode"]: number(item["bobot"]) for item in self.components + list(self.subs.values())}

    def how(self, sub):
        return sub.get("cara", self.method["cara"])

    def worths(self, sub, criterion=None):
        """What each allowed answer is worth: points under `poin`, else a share of 1."""
        key = sub["kode"], (criterion or {}).get("kode")
        if key not in self.known_worths:
            self.known_worths[key] = self.find_worths(sub, criterion)
        return self.known_worths[key]

    def find_worths(self, sub, criterion):
        if criterion and "poin_jawaban" in criterion:
            return {choice: number(points) for choice, points in criterion["poin_jawaban"].items()}
        named = (criterion or {}).get("skala") or sub.get("skala") or self.method["skala"]
        scale = self.scales[named]
        if self.how(sub) == "poin":
            return {choice: value * number(criterion["poin"]) for choice, value in scale.items()}
        return scale

    def round(self, value):
        return round_by(self.rule, self.decimals, value)

    def text(self, value):
        """A value as printed, with a point."""
        whole = int(self.round(value) * 10**self.decimals)
        if not self.decimals:
            return str(whole)
        return f"{whole // 10**self.decimals}.{whole % 10**self.decimals:0{self.decimals}d}"

    def grade(self, total):
        """Lower bound open, upper bound closed; the lowest band begins at 0 and includes it."""
        for band in self.grades:
            above = "di_atas" not in band or total > number(band["di_atas"])
            if 0 <= total and above and total <= number(band["sampai"]):
                return band
        raise Fault(f"no grade for {total}")


def last_answer(entry):
    """The forum panel's answer if there is one, else the team's: text, or a map of objects to answers."""
    if not isinstance(entry, dict):
        return entry or None
    if entry.get("panel"):
        return last_answer(entry["panel"])
    return entry.get("objek") or entry.get("nilai") or entry.get("jawaban") or None


def answer_value(instrument, answer, worths, code):
    """The exact worth of an answer; None if it drops out of the divisor."""
    if isinstance(answer, dict):
        values = [answer_value(instrument, last_answer(one), worths, code) for one in answer.values()]
        values = [value for value in values if value is not None]
        return sum(values, Fraction(0)) / len(values) if values else None
    if answer is None:
        if instrument.unanswered == "nol":
            return Fraction(0)
        raise Fault(f"{code}: not answered")
    if answer == NOT_APPLICABLE:
        if instrument.not_applicable == "tolak":
            raise Fault(f"{code}: not applicable is not allowed")
        return Fraction(0) if instrument.not_applicable == "nol" else None
    if answer not in worths:
        raise Fault(f"{code}: {answer!r} is not in the scale")
    return worths[answer]


def typed_points(instrument, answer, code):
    if answer is None and instrument.unanswered == "nol":
        return Fraction(0)
    if answer is None:
        raise Fault(f"{code}: not answered")
    points = number(answer)
    if points > instrument.weights[code]:
        raise Fault(f"{code}: {answer} is above the weight")
    return points


def sub_points(instrument, code, answers):
    """Exact points of one sub-component."""
    sub, weight = instrument.subs[code], instrument.weights[code]
    how = instrument.how(sub)
    if how == "diketik":
        return typed_points(instrument, last_answer(answers.get(code)), code)
    if how == "huruf":
        value = answer_value(instrument, last_answer(answers.get(code)), instrument.worths(sub), code)
        if value is None:
            raise Fault(f"{code}: a whole sub-component cannot drop out")
        return value * weight
    got, most, counted = Fraction(0), Fraction(0), 0
    for criterion in sub["kriteria"]:
        name = criterion["kode"]
        worths = instrument.worths(sub, criterion)
        value = answer_value(instrument, last_answer(answers.get(name)), worths, name)
        if value is not None:
            got, counted = got + value, counted + 1
            if how == "poin":
                most += number(criterion["poin"]) if "poin" in criterion else max(worths.values())
    if not counted:
        raise Fault(f"{code}: nothing is left to score")
    if how == "rata_rata":
        return got / counted * weight
    if how == "poin":
        return got if counted == len(sub["kriteria"]) else got / most * weight
    raise Fault(f"unknown method {how}")


class Sheet:
    """Exact points by code, rounded at the level that the instrument names; parents add what was rounded."""

    def __init__(self, instrument, answers, level="kriteria"):
        self.instrument = instrument
        known = set(instrument.weights) | {c["kode"] for s in instrument.subs.values() for c in s.get("kriteria") or []}
        if unknown := set(answers) - known:
            raise Fault(f"unknown codes {sorted(unknown)}")
        self.subs = {}
        if level == "subkomponen":
            self.subs = {c: typed_points(instrument, last_answer(answers.get(c)), c) for c in instrument.subs}
        elif level == "kriteria":
            self.subs = {c: sub_points(instrument, c, answers) for c in instrument.subs}
        if instrument.level == "subkomponen":
            self.subs = {code: instrument.round(points) for code, points in self.subs.items()}
        if level == "komponen":
            self.components = {c: typed_points(instrument, last_answer(answers.get(c)), c) for c in instrument.parts}
        else:
            self.components = {c: sum((self.subs[s] for s in subs), Fraction(0)) for c, subs in instrument.parts.items()}
        if instrument.level in ("subkomponen", "komponen"):
            self.components = {code: instrument.round(points) for code, points in self.components.items()}
        self.total = instrument.round(sum(self.components.values(), Fraction(0)))
        self.band = instrument.grade(self.total)

    def line(self):
        def listed(points):
            return " ".join(f"{code}={self.instrument.text(value)}" for code, value in points.items())

        total = self.instrument.text(self.total)
        return f"{total} {self.band['huruf']} {listed(self.subs)} | {listed(self.components)}"


# ---- a project ----


def corrected(answers, ledger):
    """The answers after all entries of a ledger; changes of texts do not score."""
    data = load(ledger)
    answers = dict(answers)
    for entry in data.get("koreksi") or [] if isinstance(data, dict) else data:
        for change in entry.get("perubahan") or []:
            code = change.get("kode")
            if code is None or change.get("bidang", "jawaban") not in ("jawaban", "panel", "nilai", "objek"):
                continue
            old = answers.get(code)
            if "objek" in change:
                objects = dict(last_answer(old))
                before, objects[change["objek"]] = objects.get(change["objek"]), change["menjadi"]
                answers[code] = {"objek": objects}
            else:
                before, answers[code] = last_answer(old), change["menjadi"]
            if "semula" in change and before != last_answer(change["semula"]):
                raise Fault(f"{code}: the ledger says {change['semula']!r}, the sheet {before!r}")
    return answers


def evaluations(project, instruments):
    """Pairs of identity and Sheet (or the Fault that forbids one), in order."""
    seasons = load(project / "lhe.yaml").get("musim") or {}
    for path in sorted(project.glob("evaluasi/*/*.yaml")):
        if path.name.endswith((".lke.yaml", ".koreksi.yaml")):
            continue
        year, stem = path.parent.name, path.name.removesuffix(".yaml")
        data = load(path)
        try:
            if data.get("tahun") != year:
                raise Fault(f"tahun {data.get('tahun')} in folder {year}")
            answers = data.get("penilaian")
            separate = path.with_name(f"{stem}.lke.yaml")
            if separate.exists():
                if answers is not None:
                    raise Fault("penilaian stands in two places")
                answers = load(separate).get("penilaian")
            name = data.get("instrumen") or (seasons.get(year) or {}).get("instrumen")
            if name not in instruments:
                raise Fault(f"unknown instrument {name}")
            ledger = path.with_name(f"{stem}.koreksi.yaml")
            answers = corrected(answers or {}, ledger) if ledger.exists() else answers or {}
            level = data.get("tingkat", "kriteria")
            sheet = Sheet(instruments[name], answers, level)
            sheet.level = level
            yield f"{year}/{stem}", sheet
        except Fault as fault:
            yield f"{year}/{stem}", fault


def all_instruments(*folders):
    files = [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.yaml"))]
    return {instrument.id: instrument for instrument in (Instrument(load(path)) for path in files)}


def show(project, instruments, detail):
    refused = 0
    for name, sheet in evaluations(project, instruments):
        if isinstance(sheet, Fault):
            refused += 1
            print(f"{name} TIDAK DAPAT DIHITUNG: {sheet}")
            continue
        print(name, sheet.instrument.text(sheet.total), sheet.band["huruf"])
        if detail:
            for code, points in (sheet.subs | sheet.components).items():
                print(f"    {code} {sheet.instrument.text(points)}")
    return refused == 0


def differences(sheet, theirs):
    """What `lhe score --json` says otherwise, field by field."""
    text = sheet.instrument.text
    found = []

    def same(what, ours, others):
        if ours != others:
            found.append(f"{what}: here {ours!r}, lhe {others!r}")

    same("instrumen", sheet.instrument.id, theirs.get("instrumen"))
    same("tingkat", sheet.level, theirs.get("tingkat"))
    for level, points in (("subkomponen", sheet.subs), ("komponen", sheet.components)):
        rows = theirs.get(level) or []
        same(f"{level} codes", list(points), [row.get("kode") for row in rows])
        for row in rows:
            code = row.get("kode")
            if code in points:
                same(f"{level} {code}", text(points[code]), row.get("nilai"))
                if "bobot" in row:
                    same(f"{level} {code} bobot", sheet.instrument.weights[code], Fraction(row["bobot"]))
    same("total", text(sheet.total), theirs.get("total"))
    same("predikat", sheet.band["huruf"], theirs.get("predikat"))
    same("sebutan", sheet.band["sebutan"], theirs.get("sebutan"))
    return found


def compare(project, instruments, lines):
    theirs, passed, failed = {}, 0, 0
    for line in filter(None, map(str.strip, lines)):
        record = json.loads(line)
        if record.get("schema") != 1 or record.get("id") in theirs:
            failed += 1
            print(f"unexpected line: {line[:200]}")
            continue
        theirs[record["id"]] = record
    for name, sheet in evaluations(project, instruments):
        record = theirs.pop(name, None)
        if isinstance(sheet, Fault):
            found = [f"lhe scores what cannot be scored: {sheet}"] if record else []
        else:
            found = differences(sheet, record) if record else ["missing in the output of lhe"]
        passed, failed = passed + (not found), failed + bool(found)
        for difference in found:
            print(f"{name} {difference}")
    for name in theirs:
        failed += 1
        print(f"{name} is not in the project")
    print(f"{passed} passed, {failed} failed")
    return failed == 0 and passed > 0


# ---- random sheets ----


def random_sheet(instrument, dice, number_of_sheet):
    """Answers drawn round a level of quality of their own, so that all totals from 0 to 100 occur."""
    quality = {0: 1.0, 1: 0.0}.get(number_of_sheet, dice.random())
    sharpness = 1000 if number_of_sheet < 2 else dice.choice([0, 2, 6, 12])
    dropping = number_of_sheet > 1 and instrument.not_applicable != "tolak" and dice.random() < 0.25
    answers = {}

    shares = {}  # of each scale, made once per sheet

    def draw(worths):
        if id(worths) not in shares:
            most = max(worths.values())
            chances = [math.exp(-sharpness * abs(float(value / most) - quality)) for value in worths.values()]
            shares[id(worths)] = list(worths), chances
        return dice.choices(*shares[id(worths)])[0]

    for code, sub in instrument.subs.items():
        how = instrument.how(sub)
        if how == "diketik":
            cents = int(instrument.weights[code] * 100)
            answers[code] = {0: cents, 1: 0}.get(number_of_sheet, dice.randint(0, cents))
            answers[code] = f"{answers[code] // 100}.{answers[code] % 100:02d}"
        elif how == "huruf":
            answers[code] = draw(instrument.worths(sub))
        else:
            kept = dice.choice(sub["kriteria"])["kode"]  # one criterion always stays
            for criterion in sub["kriteria"]:
                drops = dropping and criterion["kode"] != kept and dice.random() < 0.15
                answers[criterion["kode"]] = NOT_APPLICABLE if drops else draw(instrument.worths(sub, criterion))
    return answers


def write_random(count, seed, path, folder):
    instrument, dice, grades = Instrument(load(path)), random.Random(seed), {}
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "sheets.jsonl").open("w", encoding="utf-8") as sheets, \
            (folder / "expected.txt").open("w", encoding="utf-8") as expected:
        for index in range(count):
            answers = random_sheet(instrument, dice, index)
            sheet = Sheet(instrument, answers)
            grades[sheet.band["huruf"]] = grades.get(sheet.band["huruf"], 0) + 1
            sheets.write(json.dumps({"answers": answers}, ensure_ascii=False) + "\n")
            expected.write(sheet.line() + "\n")
    print(f"{instrument.id}: {count} sheets, seed {seed}, grades {grades}")


# ---- self-test ----

TEST_INSTRUMENT = """
id: uji/uji@1
skala:
  - {id: yt, satuan: pecahan, pilihan: [{kode: ya, nilai: 1}, {kode: tidak, nilai: 0}]}
  - {id: a-e, satuan: pecahan, pilihan: [{kode: a, nilai: 1}, {kode: b, nilai: 0.75}, {kode: c, nilai: 0.5}, {kode: d, nilai: 0.25}, {kode: e, nilai: 0}]}
  - {id: huruf, satuan: persen, pilihan: [{kode: AA, nilai: 100}, {kode: A, nilai: 90}, {kode: BB, nilai: 80}, {kode: E, nilai: 0}]}
metode: {cara: rata_rata, skala: a-e}
tidak_dijawab: tolak
tidak_berlaku: keluarkan
pembulatan: {tingkat: subkomponen, desimal: 2, cara: setengah_ke_atas}
komponen:
  - kode: A
    bobot: 60
    kelompok:
      - kode: A.I
        bobot: 60
        subkomponen:
          - {kode: A.I.a, bobot: 10, kriteria: [{kode: q1, skala: yt}, {kode: q2}, {kode: q3}]}
          - {kode: A.I.b, bobot: 50, cara: huruf, skala: huruf}
  - kode: B
    bobot: 40
    subkomponen:
      - {kode: B.a, bobot: 7.5, cara: poin, kriteria: [{kode: p1, poin_jawaban: {a: 3, b: 2, c: 1, d: 0.5, e: 0}}, {kode: p2, poin_jawaban: {a: 1.5, b: 1, c: 0}}, {kode: p3, poin: 3}]}
      - {kode: B.b, bobot: 32.5, cara: diketik}
predikat:
  - {huruf: AA, di_atas: 90, sampai: 100, sebutan: Sangat Memuaskan}
  - {huruf: A, di_atas: 80, sampai: 90, sebutan: Memuaskan}
  - {huruf: BB, di_atas: 70, sampai: 80, sebutan: Sangat Baik}
  - {huruf: B, di_atas: 60, sampai: 70, sebutan: Baik}
  - {huruf: CC, di_atas: 50, sampai: 60, sebutan: Cukup (Memadai)}
  - {huruf: C, di_atas: 30, sampai: 50, sebutan: Kurang}
  - {huruf: D, sampai: 30, sebutan: Sangat Kurang}
"""

# PermenPANRB 12/2015 and the letters issued under 88/2021: total, letter, word.
BOUNDARIES = [
    ("0", "D"), ("30", "D"), ("30.01", "C"), ("50", "C"), ("50.01", "CC"), ("60", "CC"), ("60.01", "B"), ("70", "B"),
    ("70.01", "BB"), ("80", "BB"), ("80.01", "A"), ("90", "A"), ("90.01", "AA"), ("100", "AA"),
]
WORDS = {"AA": "Sangat Memuaskan", "A": "Memuaskan", "BB": "Sangat Baik", "B": "Baik", "CC": "Cukup (Memadai)",
         "C": "Kurang", "D": "Sangat Kurang"}
FULL = {"q1": "ya", "q2": "a", "q3": "a", "A.I.b": "AA", "p1": "a", "p2": "a", "p3": "a", "B.b": "32.50"}


def check_boundaries(instrument, check):
    for total, letter in BOUNDARIES:
        band = instrument.grade(number(total))
        check(f"{instrument.id} {total}", (band["huruf"], band["sebutan"]), (letter, WORDS[letter]))


def check_example(instrument, example, check):
    answers, name = example.get("jawaban") or {}, f"{instrument.id} contoh {example['judul']!r}"
    points = {code: instrument.round(sub_points(instrument, code, answers))
              for code in example.get("hasil") or {} if code in instrument.subs}
    if answers and "total" in example:
        sheet = Sheet(instrument, answers)
        points |= sheet.components
        check(f"{name} total", sheet.total, number(example["total"]))
    for code, expected in (example.get("hasil") or {}).items():
        if code in instrument.parts and code not in points:
            points[code] = sum(instrument.round(sub_points(instrument, s, answers)) for s in instrument.parts[code])
        check(f"{name} {code}", points[code], number(expected))
    if "predikat" in example:
        check(f"{name} predikat", instrument.grade(number(example["total"]))["huruf"], example["predikat"])


def self_test(folder):
    counts = {True: 0, False: 0}

    def check(name, got, expected):
        counts[got == expected] += 1
        if got != expected:
            print(f"FAILED {name}: {got} instead of {expected}")

    def with_(level="kriteria", rounding=None, **changes):
        data = load(TEST_INSTRUMENT)
        if rounding:
            data["pembulatan"] = rounding
        for key in ("tidak_dijawab", "tidak_berlaku"):
            data[key] = changes.pop(key, data[key])
        answers = {code: entry for code, entry in (FULL | changes.pop("answers", {})).items() if entry is not None}
        try:
            return Sheet(Instrument(data), answers if level == "kriteria" else changes["typed"], level).line()
        except Fault:
            return "refused"

    check("all best", with_(), "100.00 AA A.I.a=10.00 A.I.b=50.00 B.a=7.50 B.b=32.50 | A=60.00 B=40.00")
    cases = [
        ("thirds are rounded once", {"q3": "b"}, "99.17 AA A.I.a=9.17"),  # (1+1+3/4)/3×10 = 9.1666…
        ("panel wins", {"q3": {"jawaban": "a", "panel": "b"}}, "99.17 AA A.I.a=9.17"),
        ("the office's own answer never scores", {"q3": {"jawaban": "b", "mandiri": "a"}}, "99.17 AA A.I.a=9.17"),
        ("objects are averaged", {"q3": {"objek": {"x": "b", "y": "c", "z": "b"}}}, "98.89 AA A.I.a=8.89"),  # 2/3
        ("panel wins over objects", {"q3": {"objek": {"x": "e"}, "panel": "a"}}, "100.00 AA A.I.a=10.00"),
        ("not applicable drops out", {"q3": "e", "q2": NOT_APPLICABLE}, "95.00 AA A.I.a=5.00"),
        ("nothing left", {"q1": NOT_APPLICABLE, "q2": NOT_APPLICABLE, "q3": NOT_APPLICABLE}, "refused"),
        ("percent scale", {"A.I.b": "BB"}, "90.00 A A.I.a=10.00 A.I.b=40.00"),
        ("word not in the scale", {"A.I.b": "B"}, "refused"),
        ("unanswered", {"q1": None}, "refused"),
        ("ladder", {"p1": "d", "p3": "d"}, "95.25 AA A.I.a=10.00 A.I.b=50.00 B.a=2.75"),
        ("points, one dropped", {"p1": "c", "p2": NOT_APPLICABLE}, "97.50 AA A.I.a=10.00 A.I.b=50.00 B.a=5.00"),  # 4/6×7.5
        ("objects on a ladder", {"p1": {"objek": {"x": "a", "y": "b"}}}, "99.50 AA A.I.a=10.00 A.I.b=50.00 B.a=7.00"),
        ("typed", {"B.b": {"nilai": "2.50"}}, "70.00 B"),
        ("typed above the weight", {"B.b": "32.51"}, "refused"),
        ("unknown code", {"A.I.z": "a"}, "refused"),
    ]
    for name, answers, expected in cases:
        got = with_(answers=answers)
        check(name, got[: len(expected)], expected)
    check("unanswered counts nothing", with_(answers={"q1": None}, tidak_dijawab="nol")[:20], "96.67 AA A.I.a=6.67 ")
    check("not applicable counts nothing",
          with_(answers={"q2": NOT_APPLICABLE}, tidak_berlaku="nol")[:20], "96.67 AA A.I.a=6.67 ")
    check("not applicable refused", with_(answers={"q2": NOT_APPLICABLE}, tidak_berlaku="tolak"), "refused")
    check("typed components", with_("komponen", typed={"A": {"nilai": "45.5"}, "B": {"nilai": "34.50"}}),
          "80.00 BB  | A=45.50 B=34.50")
    subs = {"A.I.a": {"nilai": "4.8"}, "A.I.b": {"nilai": "40"}, "B.a": {"nilai": "7.50"}, "B.b": {"nilai": "30"}}
    check("typed sub-components", with_("subkomponen", typed=subs),
          "82.30 A A.I.a=4.80 A.I.b=40.00 B.a=7.50 B.b=30.00 | A=44.80 B=37.50")
    thirds = {"q3": "b", "p2": NOT_APPLICABLE, "p1": "b", "p3": "b"}  # 9.1666… and (2+2.25)/6×7.5 = 5.3125
    for level, expected in [
        ("subkomponen", "96.98 AA A.I.a=9.17 A.I.b=50.00 B.a=5.31 B.b=32.50 | A=59.17 B=37.81"),
        ("total", "96.98 AA A.I.a=9.17 A.I.b=50.00 B.a=5.31 B.b=32.50 | A=59.17 B=37.81"),
    ]:
        rounding = {"tingkat": level, "desimal": "2", "cara": "setengah_ke_atas"}
        check(f"level {level}", with_(answers=thirds, rounding=rounding), expected)
    # 8.8888… and (3+3×0.875)/6×7.5 = 7.03125: each rounded 8.9 + 7.0; the sum 15.92… cut; each cut 8.8 + 7.0.
    half = {"q3": {"objek": {"x": "b", "y": "c", "z": "b"}}, "A.I.b": "E", "B.b": "0", "p1": "a", "p2": NOT_APPLICABLE,
            "p3": {"objek": {"x": "a", "y": "b", "z": "a", "u": "a", "v": "c", "w": "a"}}}
    for level, rule, expected in [
        ("subkomponen", "setengah_ke_atas", "15.9"), ("total", "potong", "15.9"), ("komponen", "potong", "15.8"),
    ]:
        rounding = {"tingkat": level, "desimal": "1", "cara": rule}
        check(f"{level} {rule}", with_(answers=half, rounding=rounding).split()[0], expected)
    for text, up, even, cut in [("1.005", "1.01", "1.00", "1.00"), ("1.015", "1.02", "1.02", "1.01"),
                                ("2.6749999", "2.67", "2.67", "2.67"), ("7", "7", "7", "7")]:
        for rule, expected in (("setengah_ke_atas", up), ("setengah_ke_genap", even), ("potong", cut)):
            check(f"{rule} {text}", round_by(rule, 2, number(text)), number(expected))
    check_boundaries(Instrument(load(TEST_INSTRUMENT)), check)
    if folder:
        for instrument in all_instruments(folder).values():
            check_boundaries(instrument, check)
            check(f"{instrument.id} weights", sum(instrument.weights[code] for code in instrument.parts), 100)
            for code, parts in instrument.parts.items():
                check(f"{instrument.id} {code} weight", sum(instrument.weights[s] for s in parts), instrument.weights[code])
            for example in instrument.examples:
                check_example(instrument, example, check)
    print(f"{counts[True]} passed, {counts[False]} failed")
    return not counts[False]


def main(arguments):
    match arguments:
        case ["--self-test", *folder] if len(folder) < 2:
            return self_test(Path(folder[0]) if folder else None)
        case ["--random", count, seed, path, folder]:
            write_random(int(count), int(seed), Path(path), Path(folder))
            return True
        case ["--compare", project, folder]:
            project = Path(project)
            return compare(project, all_instruments(Path(folder), project / "instrumen"), sys.stdin)
        case ["--detail", project, folder] | [project, folder] | [project, folder, "--detail"]:
            project = Path(project)
            return show(project, all_instruments(Path(folder), project / "instrumen"), "--detail" in arguments)
    print(__doc__, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
