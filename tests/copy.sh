#!/usr/bin/env bash
# Copies a project of the repository: copy.sh PROJECT FOLDER, for example copy.sh data/sample /tmp/contoh. Only the files that
# tests/projects.sha256 lists are copied; what commands left in the project, such as keluaran/ and arsip/, stays behind.
set -euo pipefail
project=$1 folder=$2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
count=0
while read -r _ path; do
    [[ $path == "$project"/* ]] || continue
    target=$folder/${path#"$project"/}
    mkdir -p "${target%/*}"
    cp "$root/$path" "$target"
    count=$((count + 1))
done <"$root/tests/projects.sha256"
((count)) || { echo "copy.sh: tests/projects.sha256 lists no file of '$project'" >&2; exit 2; }
