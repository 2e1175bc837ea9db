#!/usr/bin/env python3
"""Times the archive of a whole province: archive.py [--program lhe] [--objects 10000] [--folder FOLDER]

One report of the sample is issued and signed; its version is then written again under other names, with inventories
and a log of their own, until the archive holds OBJECTS objects. Contents are hard links: disks of test machines are
small, and both sides of the comparison read them from memory. Then, in one run on the same store:

    intake      one file by one command, and 20 files by one command, divided by 20
    list        `archive list --json`
    verify      `archive verify` against `sha512sum` over the same files
    one file    `lhe verify` of the signed report without making it again, against `pdfsig`

Medians of three; memory is the peak of the process. Needs openssl-free test keys in tests/kunci, and pdfsig.
"""
import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORD = "rahasia-uji"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=str(ROOT / "target/release/lhe"))
    parser.add_argument("--objects", type=int, default=10000)
    parser.add_argument("--folder")
    args = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="lhe-arsip-", dir=args.folder))
    try:
        run(Path(args.program).resolve(), args.objects, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def run(program, count, work):
    project = work / "p"
    subprocess.run([ROOT / "tests/copy.sh", "data/sample", project], check=True)
    shutil.copytree(ROOT / "tests/kunci/kepercayaan", project / "kepercayaan")
    call = lambda *words: [str(program), *map(str, words), "--proyek", str(project), "--quiet"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(call("issue", "2023/bappeda"), check=True, **quiet)
    issued, signed = work / "bappeda.pdf", work / "bappeda.tte.pdf"
    subprocess.run(call("archive", "get", "2023/bappeda", "--ke", issued), check=True, **quiet)
    key = ROOT / "tests/kunci/inspektur-p256.p12"
    subprocess.run(call("sign", issued, "--kunci", key, "--sandi-env", "LHE_UJI"), check=True,
                   env={**os.environ, "LHE_UJI": WORD}, **quiet)
    subprocess.run(call("archive", "add", signed), check=True, **quiet)
    multiply(project / "arsip", count)
    papers = []
    for number in range(20):
        paper = work / f"berita-{number}.txt"
        paper.write_text(f"Berita acara {number}\n")
        papers.append(paper)
    one = median(lambda n: call("archive", "add", papers[n], "--untuk", f"2023/uji-{n + 7:05}", "--sebagai", "berita_acara"), 3)
    batch = timed(call("archive", "add", *papers, "--untuk", "2023/uji-00001", "--sebagai", "lainnya"))
    listing = median(lambda n: [*call("archive", "list")[:-1], "--json"], 3)
    fetch = median(lambda n: call("archive", "get", f"2023/uji-{n + 50:05}", "--ke", work / f"x{n}.pdf"), 3)
    files = [str(p) for p in (project / "arsip/ocfl").rglob("*") if p.is_file()]
    size = sum(os.path.getsize(name) for name in files)
    (work / "list").write_text("\0".join(files))
    digests = median(lambda n: ["xargs", "-0", "-a", str(work / "list"), "-n", "500", "sha512sum"], 3)
    proof = median(lambda n: call("archive", "verify"), 3)
    single = median(lambda n: call("verify", signed, "--tanpa-pembuktian"), 9)
    alone = median(lambda n: [str(program), "verify", str(issued.with_suffix(".tte.pdf")), "--tanpa-pembuktian",
                              "--kepercayaan", str(project / "kepercayaan"), "--quiet"], 9, cwd=work)
    other = median(lambda n: ["pdfsig", "-nocert", str(signed)], 9)
    mega = size / 1e6
    print(f"{count} objects, {len(files)} files, {mega:.0f} MB read, log {os.path.getsize(project / 'arsip/catatan.jsonl') / 1e6:.1f} MB")
    for name, (seconds, memory) in [
        ("intake, one command for one file", one), ("intake, 20 files in one command", batch), ("list", listing),
        ("get", fetch), ("verify the store", proof), ("sha512sum", digests), ("verify one file, in the project", single),
        ("verify one file, alone", alone), ("pdfsig -nocert", other),
    ]:
        print(f"{name:<36} {seconds * 1000:10.1f} ms   {memory / 1024:8.1f} MiB")
    print(f"each of 20 in one command: {batch[0] / 20 * 1000:.1f} ms")
    print(f"store: {mega / proof[0]:.0f} MB/s against sha512sum {mega / digests[0]:.0f} MB/s: ratio {digests[0] / proof[0]:.2f}")
    print(f"one file: {alone[0] / other[0]:.2f} of pdfsig")


def timed(command, cwd=None):
    """Wall-clock seconds and peak memory in KiB of one process, seen from outside every few milliseconds."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=cwd)
    peak = 0

    def watch():
        nonlocal peak
        while child.poll() is None:
            try:
                text = Path(f"/proc/{child.pid}/status").read_text()
                peak = max([peak, *(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmHWM"))])
            except OSError:
                pass
            time.sleep(0.004)

    watcher = threading.Thread(target=watch)
    watcher.start()
    error = child.stderr.read()
    status = child.wait()
    seconds = time.perf_counter() - start
    watcher.join()
    if status not in (0, 5):
        sys.exit(f"{command[:4]}: {error.decode(errors='replace')[-800:]}")
    return seconds, peak


def median(command, times, cwd=None):
    runs = [timed(command(n), cwd) for n in range(times)]
    return statistics.median(seconds for seconds, _ in runs), max(memory for _, memory in runs)


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha(name, data):
    return hashlib.new(name, data).hexdigest()


def place(identity):
    urn = f"urn:lhe:{identity}"
    name = "".join(c if c.isalnum() or c in "-_" else f"%{ord(c):02x}" for c in urn)
    return f"{sha('sha256', urn.encode())[:3]}/{name}"


def multiply(archive, count):
    """Writes the first version of the one object again under COUNT names, by the rules of OCFL 1.1 and of the log."""
    store, log = archive / "ocfl", archive / "catatan.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    first = json.loads(lines[0])
    source = store / place(first["object"]) / "v1"
    inventory = json.loads((source / "inventory.json").read_text())
    state = {path: digest for digest, paths in inventory["versions"]["v1"]["state"].items() for path in paths}
    fixity = {path: digest for digest, paths in inventory["fixity"]["sha256"].items() for path in paths}
    prev, seq = sha("sha256", lines[-1]), len(lines)
    with log.open("ab") as out:
        for number in range(1, count):
            name = f"uji-{number:05}"
            identity, seq = f"2023/{name}", seq + 1
            own = {(f"{name}.pdf" if path == "bappeda.pdf" else path): digest for path, digest in state.items() if path != "peristiwa.json"}
            event = {**first, "object": identity, "prev": prev, "seq": seq, "state": sha("sha256", canonical(own))}
            event["data"] = {**first["data"], "nomor": f"700/{number}/UJI/2024"}
            line = canonical(event) + b"\n"
            prev = sha("sha256", line)
            out.write(line)
            folder = store / place(identity)
            manifest, short = {}, {}
            for path, digest in own.items():
                old = "bappeda.pdf" if path == f"{name}.pdf" else path
                target = folder / "v1/content" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                os.link(source / "content" / old, target)
                manifest[digest] = [f"v1/content/{path}"]
                short.setdefault(fixity[f"v1/content/{old}"], []).append(f"v1/content/{path}")
            (folder / "v1/content/peristiwa.json").write_bytes(line)
            digest = sha("sha512", line)
            own["peristiwa.json"], manifest[digest] = digest, ["v1/content/peristiwa.json"]
            short[prev] = ["v1/content/peristiwa.json"]
            block = {**inventory["versions"]["v1"], "state": {digest: [path] for path, digest in own.items()}}
            whole = {**inventory, "id": f"urn:lhe:{identity}", "manifest": manifest, "versions": {"v1": block}, "fixity": {"sha256": short}}
            data = (json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()
            for at in (folder, folder / "v1"):
                (at / "inventory.json").write_bytes(data)
                (at / "inventory.json.sha512").write_text(f"{sha('sha512', data)} inventory.json\n")
            (folder / "0=ocfl_object_1.1").write_text("ocfl_object_1.1\n")


if __name__ == "__main__":
    main()
