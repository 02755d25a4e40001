#!/bin/sh
# Installs the Debian packages that the tests use and that are missing: a real browser, and programs that open what we write.
set -eu

say() { printf '%s\n' "$*" >&2; }

missing=
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium chromium
need pdftotext poppler-utils
need soffice libreoffice-writer-nogui
[ -z "$missing" ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    say "The tests also need these Debian packages:$missing"
    say "Install them as root: apt-get install --no-install-recommends$missing"
    exit 1
fi
say "Installing for the tests:$missing (some minutes the first time) ..."
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # one word a package
if ! { apt-get update && apt-get install --yes --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    say "These Debian packages could not be installed:$missing. The lines above say why."
    exit 1
fi
rm -f "$log"
