#!/usr/bin/env bash
# Judges OCFL storage roots with rocfl, a second independent implementation: rocfl.sh ROOT…
# Exit 0 all valid · 1 one is not, or the judge cannot say no · 3 rocfl cannot be had here (said loudly).
set -euo pipefail

work=$(mktemp -d "${TMPDIR:-/tmp}/lhe-rocfl.XXXXXX")
trap 'rm -rf "$work"' EXIT
rocfl=$(command -v rocfl || true)
if [[ -z $rocfl ]]; then
    if ! CARGO_TARGET_DIR=$work/target cargo install rocfl --version 1.7.0 --locked --no-default-features \
        --root "$work" >"$work/log" 2>&1; then
        tail -n 5 "$work/log" >&2
        echo "################################################################" >&2
        echo "LEWATI/SKIPPED: rocfl cannot be had: cargo cannot install it" >&2
        echo "################################################################" >&2
        exit 3
    fi
    rocfl=$work/bin/rocfl
fi
for root in "$@"; do
    "$rocfl" -r "$root" validate >"$work/said" 2>&1 || { cat "$work/said" >&2; exit 1; }
    grep -A3 '^Summary' "$work/said"
done

# The judge must be able to say no.
cp -R "$1" "$work/broken"
pdf=$(find "$work/broken" -name '*.pdf' | LC_ALL=C sort | sed -n 1p)
printf x >>"$pdf"
if "$rocfl" -r "$work/broken" validate >"$work/said" 2>&1; then
    echo "rocfl.sh: rocfl passes a store with a changed file" >&2
    exit 1
fi
