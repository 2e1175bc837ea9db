#!/usr/bin/env bash
# Issues the season 2022 of the sample, corrects one office, issues the replacement and the recap's revision, and
# proves every revision: story.sh PROGRAM FOLDER. The project is left in FOLDER for other judges.
set -euo pipefail
lhe=$1 folder=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
"$here/../copy.sh" data/sample "$folder"
run() { "$lhe" "$@" --proyek "$folder"; }
mapfile -t ids < <(cd "$folder/evaluasi" && for file in 2022/*.yaml; do
    case $file in *.lke.yaml | *.koreksi.yaml) ;; *) echo "${file%.yaml}" ;; esac
done)
run issue "${ids[@]}" 2022/ikhtisar --quiet 2>/dev/null
run correct 2022/rsud-harapan --kode 2.b --menjadi A --tanggal 2023-06-20 --dasar 'Berita Acara Nomor 700/031/ITDA/2023' \
    --alasan 'Bukti pengukuran berjenjang diterima setelah konfirmasi.' --diminta 'Direktur RSUD Harapan' --diputuskan Inspektur
sed -i -e 's#rsud-harapan: {\(.*\)}#rsud-harapan: {\1, revisi: {1: {nomor: 700.1.2.1/150/ITDA/2023, tanggal: 2023-06-26}}}#' \
    -e 's#^ikhtisar: {\(.*\)}#ikhtisar: {\1, revisi: {1: {nomor: 700.1.2.1/151/ITDA/2023, tanggal: 2023-06-28}}}#' "$folder/surat/2022.yaml"
run build 2022/rsud-harapan 2022/ikhtisar
run issue 2022/rsud-harapan 2022/ikhtisar 2>/dev/null
run build --revisi 0 "${ids[@]}" 2022/ikhtisar --json >"$folder/bukti.jsonl"
run build --revisi 1 2022/rsud-harapan 2022/ikhtisar --json >>"$folder/bukti.jsonl"
python3 - "$folder/bukti.jsonl" <<'PY'
import json, sys
proofs = [json.loads(line) for line in open(sys.argv[1])]
wrong = [p for p in proofs if {p["data_ke_laporan"]["jawaban"], p["laporan_ke_pdf"]["jawaban"]} != {"ya"}]
print(f"{len(proofs)} documents of all revisions made again: {len(proofs) - len(wrong)} proven by both answers")
sys.exit(bool(wrong) or len(proofs) < 20)
PY
status=0
run diff 2022/rsud-harapan@0 2022/rsud-harapan@1 --pdf "$folder/keluaran/beda.pdf" || status=$?
((status == 1))
run archive verify
