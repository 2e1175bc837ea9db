#!/usr/bin/env bash
# Judges signed PDFs with the EU's Digital Signature Service (DSS), fetched by Maven:
#   dss.sh [--trust FOLDER] [--level B|T|LT|LTA] [--expect-fail] PDF-or-folder…
# FOLDER (default tests/kunci/kepercayaan) holds akar.pem and CRLs as *.crl; nothing else is fetched or trusted. Every
# signature must be TOTAL_PASSED by the default policy of DSS and PAdES-BASELINE-B or more (--level: exactly this level),
# without changes afterwards that DSS cannot name. --expect-fail turns the verdict: exit 0 only if each file is refused.
# Afterwards a flipped byte must be refused. Exit 0 as expected · 1 not · 2 usage · 3 DSS cannot be had here (said loudly).
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
usage() { sed -n '3s/^# *//p' "${BASH_SOURCE[0]}" >&2; exit 2; }
trust=$here/../kunci/kepercayaan
level=any
expect=pass
files=()
while (($#)); do
    case $1 in
        --trust) (($# >= 2)) || usage; trust=$2; shift 2 ;;
        --level) [[ ${2:-} =~ ^(B|T|LT|LTA)$ ]] || usage; level=$2; shift 2 ;;
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

skip() {
    echo "################################################################" >&2
    echo "LEWATI/SKIPPED: DSS cannot be had: $1" >&2
    echo "################################################################" >&2
    exit 3
}
for tool in java javac mvn; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done

work=$(mktemp -d "${TMPDIR:-/tmp}/lhe-dss.XXXXXX")
trap 'rm -rf "$work"' EXIT
if ! mvn -B -U -f "$here/dss-pom.xml" -Dbuild.folder="$work/target" -Dmdep.outputFile="$work/classpath" \
    org.apache.maven.plugins:maven-dependency-plugin:build-classpath >"$work/log" 2>&1 </dev/null; then
    tail -n 15 "$work/log" >&2
    # Only a failed fetch excuses; a broken dss-pom.xml is a fault of ours.
    if grep -Eq 'Could not (resolve|transfer|find artifact)|could not be resolved|Non-resolvable|Cannot access' "$work/log"; then
        skip "Maven cannot fetch it (log above)"
    fi
    echo "dss.sh: Maven failed for another reason than fetching" >&2
    exit 1
fi
# A single source file is compiled in memory by the launcher itself (JEP 330): nothing is written.
status=0
java -Dfile.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 -Djava.awt.headless=true -cp "$(cat "$work/classpath")" \
    "$here/Dss.java" "$trust" "$level" "$expect" "${files[@]}" </dev/null || status=$?
exit "$status"
