#!/usr/bin/env bash
# Judges PDF files with veraPDF, the reference validator, fetched by Maven: verapdf.sh [--flavour LIST] PDF-or-folder…
# LIST is comma-separated, default 3a,ua1 (PDF/A-3a and PDF/UA-1); for a PDF/A-2a archive copy: --flavour 2a,ua1.
# Exit 0 all pass · 1 a file fails · 2 usage · 3 veraPDF cannot be had here (said loudly).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
flavours=3a,ua1
files=()
while (($#)); do
    case $1 in
        --flavour) flavours=${2:?--flavour needs a list}; shift 2 ;;
        -*) echo "usage: verapdf.sh [--flavour 3a,ua1] PDF-or-folder…" >&2; exit 2 ;;
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
((${#files[@]})) || { echo "verapdf.sh: no PDF file to judge" >&2; exit 2; }

skip() {
    echo "################################################################" >&2
    echo "LEWATI/SKIPPED: veraPDF cannot be had: $1" >&2
    echo "################################################################" >&2
    exit 3
}
for tool in java javac mvn; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done

work=$(mktemp -d "${TMPDIR:-/tmp}/lhe-verapdf.XXXXXX")
trap 'rm -rf "$work"' EXIT
if ! mvn -B -U -f "$here/pom.xml" -Dbuild.folder="$work/target" -Dmdep.outputFile="$work/classpath" \
    org.apache.maven.plugins:maven-dependency-plugin:build-classpath >"$work/log" 2>&1 </dev/null; then
    tail -n 15 "$work/log" >&2
    # Only a failed fetch excuses; a broken pom.xml is a fault of ours.
    if grep -Eq 'Could not (resolve|transfer|find artifact)|could not be resolved|Non-resolvable|Cannot access' "$work/log"; then
        skip "Maven cannot fetch it (log above)"
    fi
    echo "verapdf.sh: Maven failed for another reason than fetching" >&2
    exit 1
fi
# A single source file is compiled in memory by the launcher itself (JEP 330): nothing is written.
status=0
java -Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -cp "$(cat "$work/classpath")" \
    "$here/Verapdf.java" "$flavours" "${files[@]}" </dev/null || status=$?
exit "$status"
