#!/bin/sh
# Makes .venv: finds Python 3.10, installs what the lock names, and does nothing when that is done already.
# With the argument "tensorflow" it makes .venv-tensorflow: the same with TensorFlow, to train the encoder and to compare it.
# With "peer" it makes .venv-peer: Rasa as it comes, which benchmarks measure against.
set -eu
cd "$(dirname "$0")/.."

case "${1:-}" in
    "") venv=.venv locks=requirements/main.lock ;;
    tensorflow) venv=.venv-tensorflow locks="requirements/main.lock requirements/tensorflow.lock" ;;
    peer) venv=.venv-peer locks=requirements/peer.lock ;;
    *) printf 'setup.sh knows no %s\n' "$1" >&2; exit 2 ;;
esac

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

fits() { [ -x "$venv/bin/python" ] && [ -f "$venv/installed" ] && [ "$(cat "$venv/installed")" = "$wanted" ]; }

wanted=$(cat $locks requirements/installer.lock "$0" | sha256sum | cut -d ' ' -f 1)
fits && exit 0

python=$(find_python) || {
    say "Python 3.10 is needed and was not found: not on PATH, not under pyenv, and uv cannot fetch it."
    say "Install it (for example with 'pyenv install 3.10'), or name it: PYTHON310=/path/to/python3.10 make run"
    exit 1
}
say "Setting up $venv with $("$python" --version) (more than a gigabyte; some minutes the first time) ..."
rm -rf "$venv"
"$python" -m venv "$venv" || {
    say "Python at $python cannot make a virtual environment. On Debian or Ubuntu install the package python3.10-venv."
    exit 1
}
requirements=
for lock in $locks; do requirements="$requirements --requirement $lock"; done
# uv is fast and checks every hash; where it cannot be had, pip does the same more slowly.
# shellcheck disable=SC2086 # several words
if "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/installer.lock &&
    "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --require-hashes --no-deps $requirements; then
    :
else
    say "Going on with pip ..."
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps $requirements || {
        say "The packages could not be installed; the message above says why. Is the package registry reachable?"
        exit 1
    }
fi
# Behind what is installed: where there is TensorFlow, it is used.
if [ "$venv" != .venv-peer ]; then
    printf '%s\n' "$PWD/requirements/without_tensorflow" > "$venv/lib/python3.10/site-packages/without_tensorflow.pth"
fi
printf '%s\n' "$wanted" > "$venv/installed"
say "Set up."
