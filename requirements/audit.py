"""`make audit`: what is known against the packages of main.lock, held against audit.yml.

Exit status 0: every known advisory is named there. 1: one is not, or one that is named is not known any more.
3: no vulnerability database answered for every package, so nothing can be said.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
TOOL = FOLDER.parent / ".tools" / "audit" / "bin" / "pip-audit"
LOCK, NAMED = FOLDER / "main.lock", FOLDER / "audit.yml"
# Which databases are asked, one after the other until one answers for all: the package registry's, then OSV.
SERVICES = ("pypi", "osv")
KNOWN, UNANSWERED = 1, 3

Report = list[dict[str, Any]]


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    report = json.loads(options.report.read_text())["dependencies"] if options.report else _asked(options.osv_url)
    missing = _unanswered(report)
    if missing:
        print(f"NOT AUDITED: no vulnerability database answered for {len(missing)} of {len(report)} packages "
              f"({', '.join(missing[:3])} ...). This says nothing about whether they are safe. Try again where "
              "the package registry's JSON API or api.osv.dev can be reached, or name a mirror with --osv-url.")
        return UNANSWERED
    new, gone = differences(report, yaml.safe_load(options.named.read_text(encoding="utf-8")))
    for line in new:
        print(f"not named in audit.yml: {line}")
    for line in gone:
        print(f"named in audit.yml and not known any more: {line}")
    print(f"{len(report)} packages audited; {len(new)} new, {len(gone)} outdated entries in audit.yml.")
    return KNOWN if new or gone else 0


def differences(report: Report, named: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Advisories that nobody named, and names that nothing stands behind any more. An advisory has several ids."""
    found = {(one["name"], frozenset([fault["id"], *fault["aliases"]])): (one, fault)
             for one in report for fault in one["vulns"]}
    names = {(entry["package"], identity) for entry in named["packages"] for identity in entry["advisories"]}
    new = [
        f"{one['name']} {one['version']}: {', '.join(sorted(ids))}; mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for (package, ids), (one, fault) in found.items() if not any((package, identity) in names for identity in ids)
    ]
    gone = [
        f"{package}: {identity}" for package, identity in names
        if not any(package == other and identity in ids for other, ids in found)
    ]
    return sorted(new), sorted(gone)


def _asked(osv_url: str | None) -> Report:
    """The report of the first database that answers for every package; else that of the last, with what it skipped."""
    report: Report = [{"name": "every package", "skip_reason": "no answer"}]
    for service in ("osv",) if osv_url else SERVICES:
        more = ["--osv-url", osv_url] if osv_url else []
        told = subprocess.run(
            [str(TOOL), "--requirement", str(LOCK), "--require-hashes", "--disable-pip", "--format", "json",
             "--progress-spinner", "off", "--timeout", "30", "--vulnerability-service", service, *more],
            capture_output=True, text=True, check=False,
        )
        try:
            report = json.loads(told.stdout)["dependencies"]
        except ValueError:
            print(f"{service}: {(told.stderr.strip().splitlines() or ['no answer'])[-1]}", file=sys.stderr)
            continue
        if not _unanswered(report):
            break
    return report


def _unanswered(report: Report) -> list[str]:
    """pip-audit skips what its database does not know, and then calls the rest free of known vulnerabilities."""
    return [one["name"] for one in report if "skip_reason" in one]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("--osv-url", help="an OSV database of your own")
    parser.add_argument("--report", type=Path, help="a report of pip-audit as JSON in place of asking")
    parser.add_argument("--named", type=Path, default=NAMED, help="the advisories that are known and why they stay")
    return parser


if __name__ == "__main__":
    sys.exit(main())
