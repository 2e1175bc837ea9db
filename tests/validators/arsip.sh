#!/usr/bin/env bash
# The story of a signed report, judged from outside: arsip.sh PROGRAM FOLDER. In order: issue, sign (all kinds of keys, with
# and without time stamp, two in turn), sign elsewhere in several ways, take back, correct, replace, list, tamper, hand over;
# then bad days: a full disk, an archive that may only be read, a large file. FOLDER keeps what other judges look at:
# tte/*.pdf (signed by us), asing/*.pdf (signed elsewhere), p/arsip, kantong.
# Exit 0 all as it should · 1 not · 3 a tool cannot be had (said loudly; what was made is left).
set -euo pipefail
lhe=$1 folder=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
keys=$root/tests/kunci
export LHE_UJI_SANDI=rahasia-uji
mkdir -p "$folder"/{tte,asing}
p=$folder/p
"$root/tests/copy.sh" data/sample "$p"
cp -R "$keys/kepercayaan" "$p/kepercayaan"
run() { "$lhe" "$@" --proyek "$p"; }
fail() { echo "FAILED: $1"; exit 1; }
expect() { # status, what, command…
    local wanted=$1 what=$2 status=0
    shift 2
    "$@" >"$folder/log" 2>&1 || status=$?
    ((status == wanted)) || { cat "$folder/log"; fail "$what: exit $status instead of $wanted"; }
}
says() { grep -q -- "$1" "$folder/log" || { cat "$folder/log"; fail "no '$1' in what was said"; }; }

for tool in openssl python3; do
    command -v "$tool" >/dev/null || { echo "LEWATI/SKIPPED: $tool is not installed"; exit 3; }
done
servers=()
trap 'kill "${servers[@]}" 2>/dev/null || true' EXIT
serve() { # mode: sets `port`
    python3 "$here/tsa.py" --mode "$1" >"$folder/port" &
    servers+=($!)
    for _ in $(seq 100); do [[ ! -s $folder/port ]] || break; sleep 0.1; done
    port=$(head -n 1 "$folder/port")
    [[ -n $port ]] || fail "the time stamp server does not start"
}
serve ok
good=$port

echo "-- issue and sign"
run issue 2023/bappeda 2023/rsud-harapan 2023/dinas-pendidikan --quiet 2>/dev/null
for name in bappeda rsud-harapan dinas-pendidikan; do run archive get "2023/$name" --ke "$folder/$name.pdf" >/dev/null; done
for key in inspektur-rsa2048 inspektur-rsa2048-lama inspektur-rsa3072 inspektur-p256 inspektur-p256-lama; do
    for level in b t; do
        cp "$folder/bappeda.pdf" "$folder/tte/$key-$level.pdf"
        stamp=(--tanpa-stempel-waktu)
        [[ $level == b ]] || stamp=(--stempel-waktu "http://127.0.0.1:$port/")
        run sign "$folder/tte/$key-$level.pdf" --kunci "$keys/$key.p12" --sandi-env LHE_UJI_SANDI "${stamp[@]}"
        rm "$folder/tte/$key-$level.pdf"
    done
done
exec {pass}< <(printf 'rahasia-uji\n') # the passphrase by a file descriptor
run sign "$folder/tte/inspektur-p256-t.tte.pdf" --kunci "$keys/sekda-rsa2048.p12" --sandi-fd "$pass" --stempel-waktu "http://127.0.0.1:$port/"
exec {pass}<&-
mv "$folder/tte/inspektur-p256-t.tte-2.pdf" "$folder/tte/dua.pdf"
for file in "$folder"/tte/*.pdf; do expect 0 "$file" run verify "$file"; says 'bita demi bita: ya'; done
echo "$(find "$folder/tte" -name '*.pdf' | wc -l) files signed"

echo "-- a time stamp server that misbehaves: nothing is written"
for mode in garbage refuse wrong-imprint wrong-nonce http500 empty; do
    serve "$mode"
    expect 4 "$mode" run sign "$folder/bappeda.pdf" --kunci "$keys/inspektur-p256.p12" --sandi-env LHE_UJI_SANDI \
        --stempel-waktu "http://127.0.0.1:$port/" --keluaran "$folder/tidak"
    says S006
    [[ ! -e $folder/tidak ]] || fail "$mode: something was written"
done

echo "-- signed elsewhere, and taken back"
run archive add "$folder/tte/inspektur-rsa3072-t.tte.pdf" --untuk 2023/bappeda
elsewhere=1
for way in terlihat cap tak-terlihat dua; do
    status=0
    bash "$here/pyhanko.sh" --run "$here/asing.py" --cara "$way" --p12 "$keys/inspektur-rsa2048.p12" --p12-kedua "$keys/sekda-rsa2048.p12" \
        --sandi rahasia-uji "$folder/rsud-harapan.pdf" "$folder/asing/$way.pdf" >"$folder/log" 2>&1 || status=$?
    if ((status == 3)); then elsewhere=0; break; fi
    ((status == 0)) || { cat "$folder/log"; fail "asing.py --cara $way"; }
done
if ((elsewhere)); then
    expect 0 "visible box" run archive add "$folder/asing/terlihat.pdf"; says '(asli)'; says 'A058'; says 'fon Courier tidak tertanam'
    expect 0 "stamped" run archive add "$folder/asing/cap.pdf"; says '(dibuat_ulang)'; says 'berbeda di tempat yang boleh'
    expect 0 "invisible" run archive add "$folder/asing/tak-terlihat.pdf"; says '(asli)'
    expect 0 "two" run archive add "$folder/asing/dua.pdf"; says '(asli)'
    # Somebody else's report is not taken for this one.
    expect 1 "mixed up" run archive add "$folder/asing/cap.pdf" --untuk 2023/bappeda; says A067
else
    run archive add "$folder/tte/inspektur-rsa2048-b.tte.pdf"
fi
printf 'isi' >"$folder/berita acara.txt"
expect 0 "minutes" run archive add "$folder/berita acara.txt" --untuk 2023/rsud-harapan --sebagai berita_acara

echo "-- correct, replace, sign, archive"
run correct 2023/bappeda --kode 2.b --menjadi CC --tanggal 2024-06-20 --dasar 'Berita Acara Nomor 700/031/ITDA/2024' \
    --alasan 'Bukti pengukuran berjenjang diterima setelah konfirmasi.' --diputuskan Inspektur >/dev/null
sed -i -e 's#^\( *bappeda: {.*\)}#\1, revisi: {1: {nomor: 700.1.2.1/350/ITDA/2024, tanggal: 2024-06-26}}}#' "$p/surat/2023.yaml"
run issue 2023/bappeda --quiet 2>/dev/null
run archive get 2023/bappeda --ke "$folder/tte/baru.pdf" >/dev/null
run sign "$folder/tte/baru.pdf" --kunci "$keys/inspektur-p256.p12" --sandi-env LHE_UJI_SANDI --stempel-waktu "http://127.0.0.1:$good/"
rm "$folder/tte/baru.pdf"
run archive add "$folder/tte/baru.tte.pdf"
expect 0 list run archive list; says 'diganti oleh revisi 1: 700.1.2.1/350/ITDA/2024'
expect 0 "the old letter" run verify "$folder/tte/inspektur-rsa3072-t.tte.pdf"; says 'diganti oleh revisi 1'
run archive list

echo "-- tampering is found and named"
tamper() { # file, code
    local at
    at=$(($(stat -c %s "$1") / 2))
    cp "$1" "$folder/aslinya"
    python3 - "$1" "$at" <<'PY'
import sys
name, at = sys.argv[1], int(sys.argv[2])
data = bytearray(open(name, "rb").read())
data[at] ^= 1
open(name, "wb").write(data)
PY
    expect 1 "$1" run archive verify
    says "$2"
    [[ $2 == A02 ]] || says "$(basename "$1")"
    cp "$folder/aslinya" "$1"
}
tamper "$(find "$p/arsip/ocfl" -path '*/v1/content/bappeda.pdf')" A030
tamper "$(find "$p/arsip/ocfl" -path '*bappeda.revisi-0.pdf' | head -n 1)" A030
tamper "$(find "$p/arsip/ocfl" -name inventory.json | head -n 1)" A030
tamper "$p/arsip/catatan.jsonl" A02
cp "$folder/tte/baru.tte.pdf" "$folder/palsu.pdf"
printf 'x' | dd of="$folder/palsu.pdf" bs=1 seek=100000 conv=notrunc status=none
expect 5 "a changed signed file" run verify "$folder/palsu.pdf"
expect 0 "as it was" run archive verify

echo "-- hand over, record"
run archive export "$folder/kantong"
run archive verify --catat
run archive stats

echo "-- bad days"
head -c 200000000 /dev/zero >"$folder/besar.tif"
expect 0 "200 MB" run archive add "$folder/besar.tif" --untuk 2023/rsud-harapan --sebagai lainnya
rm -f "$folder/besar.tif"
head -c 100000 "$folder/tte/baru.tte.pdf" >"$folder/terpotong.pdf"
expect 1 "truncated" run archive add "$folder/terpotong.pdf" --untuk 2023/bappeda
if command -v qpdf >/dev/null; then
    qpdf --encrypt '' pemilik 256 -- "$folder/tte/baru.tte.pdf" "$folder/terkunci.pdf" 2>/dev/null || true
    expect 5 "encrypted" run verify "$folder/terkunci.pdf"; says 'sandi'
    expect 1 "encrypted" run archive add "$folder/terkunci.pdf" --untuk 2023/bappeda; says A061
fi
small=$folder/kecil
mkdir -p "$small"
if mount -t tmpfs -o size=6m tmpfs "$small" 2>/dev/null; then
    "$root/tests/copy.sh" tests/cases/minimal "$small"
    "$lhe" issue 2022/dinas-contoh --proyek "$small" --quiet 2>/dev/null
    head -c 8000000 /dev/zero >"$folder/terlalu-besar.bin"
    expect 4 "a full disk" "$lhe" archive add "$folder/terlalu-besar.bin" --untuk 2022/dinas-contoh --sebagai lainnya --proyek "$small"
    says U003
    expect 0 "after a full disk" "$lhe" archive verify --proyek "$small"
    printf 'kecil' >"$folder/kecil.txt"
    expect 0 "it goes on" "$lhe" archive add "$folder/kecil.txt" --untuk 2022/dinas-contoh --sebagai lainnya --proyek "$small"
    mount -o remount,ro "$small"
    expect 4 "read-only" "$lhe" archive add "$folder/kecil.txt" --untuk 2022/dinas-contoh --sebagai tanggapan --proyek "$small"
    expect 0 "read-only is readable" "$lhe" archive list --proyek "$small"
    expect 0 "read-only is verifiable" "$lhe" archive verify --proyek "$small"
    umount "$small"
else
    echo "LOUD: no file system may be mounted here: full disk and read-only archive were not tried on a real one"
fi
expect 0 "at the end" run archive verify
rm -f "$folder/log" "$folder/aslinya" "$folder/port"
((elsewhere)) || { echo "LEWATI/SKIPPED: pyHanko cannot be had: nothing was signed elsewhere"; exit 3; }
echo "the story is as it should be"
