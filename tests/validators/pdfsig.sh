#!/usr/bin/env bash
# Judges signed PDFs with poppler's pdfsig (a third implementation, with NSS) and qpdf: pdfsig.sh [--expect-fail] PDF-or-folder…
# Each file has a signature, "Signature is Valid" is said of all, "Total document signed" of the newest, and qpdf --check has
# nothing to say, not even a warning. Certificates are not judged here, nor document timestamps, which pdfsig does not know.
# --expect-fail: exit 0 only if each file is refused. Afterwards a flipped byte and an added tail must be refused.
# Exit 0 as expected · 1 not · 2 usage · 3 pdfsig or qpdf cannot be had here (said loudly).
set -euo pipefail
export LC_ALL=C.UTF-8

usage() { echo "usage: pdfsig.sh [--expect-fail] PDF-or-folder…" >&2; exit 2; }
expect=pass
files=()
while (($#)); do
    case $1 in
        --expect-fail) expect=fail; shift ;;
        -*) usage ;;
        *)
            if [[ -d $1 ]]; then
                while IFS= read -r -d '' file; do files+=("$file"); done \
                    < <(find "$1" -type f -name '*.pdf' -print0 | LC_ALL=C sort -z)
            else
                files+=("$1")
            fi
            shift
            ;;
    esac
done
((${#files[@]})) || usage
for file in "${files[@]}"; do
    [[ -r $file ]] || { echo "pdfsig.sh: cannot read $file" >&2; exit 2; }
done
for tool in pdfsig qpdf; do
    command -v $tool >/dev/null || {
        echo "################################################################" >&2
        echo "LEWATI/SKIPPED: $tool is not installed (packages poppler-utils and qpdf)" >&2
        echo "################################################################" >&2
        exit 3
    }
done
work=$(mktemp -d "${TMPDIR:-/tmp}/lhe-pdfsig.XXXXXX")
trap 'rm -rf "$work"' EXIT
export HOME=$work # no data base of certificates: never the user's own

reason=
judge() { # file; says why not in $reason
    local signatures unknown whole
    reason=
    pdfsig -nocert "$1" >"$work/log" 2>&1 </dev/null || { reason="pdfsig: $(tail -n 1 "$work/log")"; return 1; }
    signatures=$(grep -c 'Signature Type: ' "$work/log") || { reason="no signature"; return 1; }
    # Of a document timestamp pdfsig only says that it did not look.
    unknown=$(grep -c 'Signature Validation: Signature has not yet been verified' "$work/log") || true
    ((signatures > unknown && signatures == unknown + $(grep -c 'Signature Validation: Signature is Valid\.$' "$work/log"))) \
        || { reason=$(grep 'Signature Validation: ' "$work/log" | grep -v 'is Valid\.$' | sed -n '1s/^ *- //p'); return 1; }
    # Only the newest can have signed the whole file, wherever it stands in the list.
    whole=$(grep -c '^ *- Total document signed$' "$work/log") || true
    ((whole == 1 || unknown)) || { reason="the newest signature does not cover the whole file"; return 1; }
    qpdf --check "$1" >"$work/qpdf" 2>&1 </dev/null || { reason="qpdf: $(grep -m 1 -E 'WARNING|ERROR|error' "$work/qpdf")"; return 1; }
    reason="$signatures"
}
passed=0 sound=
for file in "${files[@]}"; do
    if judge "$file"; then
        echo "PASS $file ($reason signed)"
        passed=$((passed + 1))
        sound=${sound:-$file}
    else
        echo "FAIL $file: $reason"
    fi
done
echo "$passed passed, $((${#files[@]} - passed)) failed"

# The judge must be able to say no: the second line of a PDF is a comment of no meaning, and signed.
if [[ $sound ]]; then
    cp "$sound" "$work/flipped.pdf"
    cp "$sound" "$work/tail.pdf"
    chmod u+w "$work"/*.pdf
    place=$(($(sed -n 1p "$sound" | wc -c) + 2))
    byte=$(od -An -tu1 -j "$place" -N 1 "$sound")
    printf "\\x$(printf %02x $((byte ^ 1)))" | dd of="$work/flipped.pdf" bs=1 seek="$place" conv=notrunc status=none
    printf '%%x\n' >>"$work/tail.pdf"
    for broken in flipped tail; do
        if judge "$work/$broken.pdf"; then
            echo "pdfsig.sh: $broken.pdf is not refused" >&2
            exit 1
        fi
        [[ $broken != flipped || $reason == *Digest* ]] || { echo "pdfsig.sh: refused for another reason: $reason" >&2; exit 1; }
    done
fi
if [[ $expect == fail ]]; then
    ((passed == 0))
else
    ((passed == ${#files[@]}))
fi
