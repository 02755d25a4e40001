"""What `make audit` says, and that audit.yml speaks of the packages as they are locked."""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import ROOT

REQUIREMENTS = ROOT / "requirements"
NAMED = yaml.safe_load((REQUIREMENTS / "audit.yml").read_text(encoding="utf-8"))
LOCKED = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (REQUIREMENTS / "main.lock").read_text(encoding="utf-8"), re.MULTILINE))
IDENTITY = re.compile(r"CVE-\d{4}-\d{4,}|GHSA(-[23456789cfghjmpqrvwx]{4}){3}|PYSEC-\d{4}-\d+")
Package = dict[str, Any]


@pytest.mark.parametrize("entry", [*NAMED["packages"], *NAMED["unmaintained"]], ids=lambda entry: entry["package"])
def test_what_is_named_is_locked_at_that_version(entry: Package) -> None:
    assert LOCKED[entry["package"]] == entry["version"]


def test_each_package_is_named_with_reason_reach_mitigation_and_date() -> None:
    for entry in NAMED["packages"]:
        assert set(entry) == {"package", "version", "why", "reachable", "mitigation", "reviewed", "advisories"}
        assert re.match(r"(Yes|No|Hardly)\. ", entry["reachable"]), entry["package"]
        assert isinstance(entry["reviewed"], datetime.date)
        assert entry["advisories"]
        for identity, told in entry["advisories"].items():
            assert IDENTITY.fullmatch(identity)
            assert set(told) == {"what", "mended", "found"}
            assert told["found"] in ("read", "recalled", "database")
    for entry in NAMED["unmaintained"]:
        assert set(entry) == {"package", "version", "held", "reviewed"}


def reported() -> list[Package]:
    """A report as pip-audit writes it, with an advisory for each that audit.yml names, under an id of its own."""
    named = {entry["package"]: entry["advisories"] for entry in NAMED["packages"]}
    return [
        {"name": name, "version": version, "vulns": [
            {"id": f"PYSEC-2099-{number}", "aliases": [identity], "fix_versions": ["9.9"], "description": ""}
            for number, identity in enumerate(named.get(name, ()))
        ]}
        for name, version in LOCKED.items()
    ]


def audited(report: list[Package], folder: Path) -> subprocess.CompletedProcess[str]:
    file = folder / "report.json"
    file.write_text(json.dumps({"dependencies": report, "fixes": []}))
    return subprocess.run(
        [sys.executable, REQUIREMENTS / "audit.py", "--report", file], capture_output=True, text=True, check=False
    )


def test_what_is_known_and_named_passes(tmp_path: Path) -> None:
    told = audited(reported(), tmp_path)

    assert told.returncode == 0, told.stdout
    assert f"{len(LOCKED)} packages audited; 0 new, 0 outdated" in told.stdout


def test_an_advisory_that_nobody_named_fails(tmp_path: Path) -> None:
    report = reported()
    next(one for one in report if one["name"] == "jinja2")["vulns"].append(
        {"id": "CVE-2099-1234", "aliases": ["GHSA-xxxx"], "fix_versions": ["3.2"], "description": ""}
    )
    told = audited(report, tmp_path)

    assert told.returncode == 1
    assert f"jinja2 {LOCKED['jinja2']}: CVE-2099-1234, GHSA-xxxx; mended in 3.2" in told.stdout


def test_the_same_advisory_of_another_package_is_not_named(tmp_path: Path) -> None:
    report = reported()
    next(one for one in report if one["name"] == "requests")["vulns"] = next(
        one for one in report if one["name"] == "skops")["vulns"][:1]
    told = audited(report, tmp_path)

    assert told.returncode == 1
    assert told.stdout.startswith("not named in audit.yml: requests ")


def test_a_name_that_nothing_stands_behind_any_more_fails(tmp_path: Path) -> None:
    report = reported()
    next(one for one in report if one["name"] == "scikit-learn")["vulns"] = []
    told = audited(report, tmp_path)

    assert told.returncode == 1
    assert "not known any more: scikit-learn: CVE-2024-5206" in told.stdout


def test_a_package_for_which_nobody_answered_is_not_called_safe(tmp_path: Path) -> None:
    report = reported()
    report[0] = {"name": report[0]["name"], "skip_reason": "Dependency not found"}
    told = audited(report, tmp_path)

    assert told.returncode == 3
    assert told.stdout.startswith("NOT AUDITED: ")
    assert "audited;" not in told.stdout
