#!/usr/bin/env bash
# Judges stores of the archive's own tests with ocfl-py, also those that were stopped at every step and reopened:
# ocfl.sh [FOLDER-of-stores]. Without a folder the tests are run and made to keep theirs (LHE_UJI_ARSIP).
# Exit 0 all valid · 1 a store is not, or the judge cannot say no · 3 ocfl-py cannot be had here (said loudly).
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/lhe-ocfl.XXXXXX")
trap 'rm -rf "$work"' EXIT
if ! python3 -c 'import ocfl' 2>/dev/null; then
    export PYTHONPATH=$work/python
    if ! python3 -m pip install --quiet --disable-pip-version-check --target "$work/python" 'ocfl-py==2.1.0' >&2; then
        echo "################################################################" >&2
        echo "LEWATI/SKIPPED: ocfl-py cannot be had: pip cannot install it" >&2
        echo "################################################################" >&2
        exit 3
    fi
fi
stores=${1:-$work/stores}
if (($# == 0)); then
    mkdir "$stores"
    (cd "$here/../.." && LHE_UJI_ARSIP=$stores cargo test --release --lib archive:: >"$work/log" 2>&1) \
        || { tail -n 40 "$work/log" >&2; exit 1; }
fi
python3 "$here/ocfl_judge.py" "$stores"/*/ocfl

# The judge must be able to say no.
cp -R "$stores/biasa" "$work/broken"
pdf=$(find "$work/broken/ocfl" -name lhe.pdf | LC_ALL=C sort | sed -n 1p)
printf x >>"$pdf"
if python3 "$here/ocfl_judge.py" "$work/broken/ocfl" >"$work/broken.log"; then
    echo "ocfl.sh: ocfl-py passes a store with a changed file" >&2
    exit 1
fi
grep -q E092 "$work/broken.log" || { cat "$work/broken.log" >&2; exit 1; }
