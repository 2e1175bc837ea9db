# For other scripts to source: `need_python MODULE PACKAGE==VERSION` makes a Python module importable, or ends with 3 and
# says so loudly. Wants a temporary folder in $work. LHE_UJI_PYTHON=<folder> keeps what pip installed for the next run.
export PYTHONDONTWRITEBYTECODE=1 PYTHONIOENCODING=utf-8

need_python() {
    local target=${LHE_UJI_PYTHON:-$work/python}
    command -v python3 >/dev/null || skip_python "$2" "python3 is not installed"
    python3 -c "import $1" 2>/dev/null && return
    export PYTHONPATH=$target${PYTHONPATH:+:$PYTHONPATH}
    python3 -c "import $1" 2>/dev/null && return
    mkdir -p "$target"
    python3 -m pip install --quiet --disable-pip-version-check --no-compile --target "$target" "$2" >"$work/pip.log" 2>&1 \
        || { tail -n 5 "$work/pip.log" >&2; skip_python "$2" "pip cannot install it"; }
    python3 -c "import $1" || skip_python "$2" "installed, but it cannot be imported"
}
skip_python() {
    echo "################################################################" >&2
    echo "LEWATI/SKIPPED: $1 cannot be had: $2" >&2
    echo "################################################################" >&2
    exit 3
}
