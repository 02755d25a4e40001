#!/bin/sh
# Makes .tools/audit, where pip-audit has its own packages: Rasa's pins do not go with it.
set -eu
cd "$(dirname "$0")/.."

wanted=$(sha256sum <requirements/audit.lock | cut -d ' ' -f 1)
[ -x .tools/audit/bin/pip-audit ] && [ "$(cat .tools/audit/installed 2>/dev/null)" = "$wanted" ] && exit 0

rm -rf .tools/audit
mkdir -p .tools
.venv/bin/python -m venv .tools/audit
.tools/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps \
    --requirement requirements/audit.lock || {
    printf '%s\n' "pip-audit could not be installed; the message above says why. Nothing was audited." >&2
    exit 3
}
printf '%s\n' "$wanted" >.tools/audit/installed
