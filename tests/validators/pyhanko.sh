#!/usr/bin/env bash
# Judges signed PDFs with pyHanko in strict mode:
#   pyhanko.sh [--trust FOLDER] [--timestamp] [--later-dss] [--signatures N] [--expect-fail] PDF-or-folder…
#   pyhanko.sh --run SCRIPT.py ARGUMENTS…      runs a Python script that needs pyHanko, such as asing.py
# FOLDER (default tests/kunci/kepercayaan) holds akar.pem, other certificates as *.pem and CRLs as *.crl; nothing is fetched.
# Every signature must be intact and trusted with hard-fail revocation, the newest must cover the whole file, and what was
# added after an older one must be permitted. --timestamp demands a trusted timestamp on each, --signatures exactly N of
# them; --later-dss lets validation data (DSS) alone follow the newest; --expect-fail turns the verdict: exit 0 only if each
# file is refused. Afterwards a flipped byte and an added tail must be refused.
# Exit 0 as expected · 1 not · 2 usage · 3 pyHanko cannot be had here (said loudly).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/lhe-pyhanko.XXXXXX")
trap 'rm -rf "$work"' EXIT
. "$here/python.sh"
usage() { sed -n '3,4s/^# *//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

script=$here/pyhanko_judge.py
arguments=()
if [[ ${1:-} == --run ]]; then
    (($# >= 2)) || usage
    script=$2
    arguments=("${@:3}")
else
    trust=$here/../kunci/kepercayaan
    files=()
    while (($#)); do
        case $1 in
            --trust) (($# >= 2)) || usage; trust=$2; shift 2 ;;
            --signatures) (($# >= 2)) || usage; arguments+=("$1" "$2"); shift 2 ;;
            --timestamp | --later-dss | --expect-fail) arguments+=("$1"); shift ;;
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
    arguments+=(--trust "$trust" "${files[@]}")
fi
need_python pyhanko 'pyhanko==0.38.0'
status=0
python3 "$script" "${arguments[@]}" </dev/null || status=$?
exit "$status"
