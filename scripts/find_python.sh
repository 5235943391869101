#!/bin/sh
# Makes the virtual environment $1, or says in one sentence what is missing.
set -u
venv=$1
without_venv=
for candidate in python3.13 python3.12 python3.11 python3; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || continue
    if ! "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        without_venv=${without_venv:-$candidate}
        continue
    fi
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1 && exit 0
    echo "Setting up (once, a few minutes) …" >&2
    exec "$candidate" -m venv --clear "$venv"
done
if [ -n "$without_venv" ]; then
    echo "The venv module of $without_venv is missing. Install it: apt-get install ${without_venv}-venv" >&2
    exit 1
fi
echo "Python 3.11, 3.12 or 3.13 is needed and was not found. Install it: apt-get install python3 python3-venv" >&2
exit 1
