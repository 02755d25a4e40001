#!/bin/sh
# Makes .venv: finds Python 3.10, installs what the lock names, and does nothing when that is done already.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

is_310() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; }

find_python() {
    for candidate in "${PYTHON310:-}" python3.10 python3 python \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python /opt/pyenv/versions/3.10*/bin/python \
        /usr/bin/python3.10 /usr/local/bin/python3.10 ~root/.pyenv/versions/3.10*/bin/python; do
        [ -n "$candidate" ] && is_310 "$candidate" && { printf '%s\n' "$candidate"; return 0; }
    done
    if command -v pyenv >/dev/null 2>&1; then
        for candidate in "$(pyenv root)"/versions/3.10*/bin/python; do
            is_310 "$candidate" && { printf '%s\n' "$candidate"; return 0; }
        done
    fi
    if command -v uv >/dev/null 2>&1; then
        say "No Python 3.10 here; asking uv for one ..."
        uv python install 3.10 >&2 && uv python find 3.10 && return 0
    fi
    return 1
}

fits() { [ -x .venv/bin/python ] && [ -f .venv/installed ] && [ "$(cat .venv/installed)" = "$wanted" ]; }

wanted=$(cat requirements/main.lock requirements/installer.lock | sha256sum | cut -d ' ' -f 1)
fits && exit 0

python=$(find_python) || {
    say "Python 3.10 is needed and was not found: not on PATH, not under pyenv, and uv cannot fetch it."
    say "Install it (for example with 'pyenv install 3.10'), or name it: PYTHON310=/path/to/python3.10 make run"
    exit 1
}
say "Setting up .venv with $("$python" --version) (about two gigabytes; some minutes the first time) ..."
rm -rf .venv
"$python" -m venv .venv || {
    say "Python at $python cannot make a virtual environment. On Debian or Ubuntu install the package python3.10-venv."
    exit 1
}
# uv is fast and checks every hash; where it cannot be had, pip does the same more slowly.
if .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/installer.lock &&
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes --no-deps --requirement requirements/main.lock; then
    :
else
    say "Going on with pip ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
        --requirement requirements/main.lock || {
        say "The packages could not be installed; the message above says why. Is the package registry reachable?"
        exit 1
    }
fi
printf '%s\n' "$wanted" > .venv/installed
say "Set up."
