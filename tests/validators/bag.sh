#!/usr/bin/env bash
# Judges BagIt bags with bagit-python, the Library of Congress's: bag.sh BAG-folder…
# Each must be complete and valid, every digest recomputed; then a copy with one flipped byte in its payload, one with a
# file too many and one without one of its files must be refused.
# Exit 0 all valid · 1 one is not, or the judge cannot say no · 2 usage · 3 bagit cannot be had here (said loudly).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
(($#)) && [[ $1 != -* ]] || { echo "usage: bag.sh BAG-folder…" >&2; exit 2; }
for bag in "$@"; do
    [[ -d $bag ]] || { echo "bag.sh: $bag is no folder" >&2; exit 2; }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/lhe-bag.XXXXXX")
trap 'rm -rf "$work"' EXIT
. "$here/python.sh"
need_python bagit 'bagit==1.9.0'

judge() { python3 -m bagit --validate --quiet "$1" >"$work/log" 2>&1 </dev/null; }
status=0
for bag in "$@"; do
    if ! judge "$bag"; then
        echo "FAIL $bag"
        sed 's/^/     /' "$work/log"
        status=1
        continue
    fi
    echo "PASS $bag ($(find "$bag/data" -type f | wc -l) files, $(cd "$bag" && echo manifest-*.txt tagmanifest-*.txt))"
    # The judge must be able to say no.
    for fault in flipped added lost; do
        rm -rf "$work/copy"
        cp -R "$bag" "$work/copy"
        chmod -R u+w "$work/copy"
        payload=$(find "$work/copy/data" -type f -size +0 | LC_ALL=C sort | sed -n 1p)
        [[ $payload ]] || { echo "bag.sh: $bag has no payload" >&2; exit 1; }
        case $fault in
            flipped)
                byte=$(od -An -tu1 -N 1 "$payload")
                printf "\\x$(printf %02x $((byte ^ 1)))" | dd of="$payload" bs=1 conv=notrunc status=none
                ;;
            added) echo x >"$work/copy/data/added-by-bag.sh" ;;
            lost) rm "$payload" ;;
        esac
        if judge "$work/copy"; then
            echo "bag.sh: bagit passes a copy of $bag with a $fault part" >&2
            exit 1
        fi
        grep -qiE "invalid" "$work/log" || { sed 's/^/     /' "$work/log"; exit 1; }
    done
done
exit "$status"
