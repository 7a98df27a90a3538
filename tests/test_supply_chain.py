"""What comes in from outside: every file by its hash, what runs on a bill, and an audit that knows when it is blind."""

import json
import re
import runpy
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCK = (ROOT / "requirements.lock").read_text()
PINS = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK, re.MULTILINE))


def tool(name):
    return runpy.run_path(str(ROOT / "bin" / f"{name}.py"))


def test_every_line_of_the_lock_is_one_version_with_the_hashes_of_its_files():
    entries = LOCK.replace(" \\\n", " ").splitlines()
    wrong = [one for one in entries if not re.fullmatch(r"[a-z0-9-]+==\S+( +--hash=sha256:[0-9a-f]{64})+", one)]
    assert not wrong, f"run `make lock`: {wrong[:3]}"
    assert len(entries) == len(PINS)
    assert entries == sorted(entries, key=lambda one: one.split("==")[0])


def asked_for():
    project = PROJECT["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["dev"], *PROJECT["build-system"]["requires"]]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("one", asked_for(), ids=lambda one: one.name)
def test_the_lock_has_what_the_project_asks_for(one):
    locked = PINS.get(canonicalize_name(one.name))
    assert locked, f"`.venv/bin/pip install {one.name}`, then `make lock`"
    assert one.specifier.contains(Version(locked))


def test_what_builds_us_is_one_version():
    assert all(str(one.specifier).startswith("==") for one in map(Requirement, PROJECT["build-system"]["requires"]))


def test_setting_up_takes_nothing_without_its_hash():
    installs = re.findall(r"^ *pip install (.*)$", (ROOT / "bin/setup").read_text(), re.MULTILINE)
    assert len(installs) == 2
    assert "--require-hashes --no-deps --only-binary :all:" in installs[0]
    assert "--no-deps --no-build-isolation" in installs[1]


@pytest.mark.parametrize(
    ("file", "fits"),
    [
        ("thing-1.0.tar.gz", True),
        ("thing-1.0-py3-none-any.whl", True),
        ("thing-1.0-py2.py3-none-any.whl", True),
        ("thing-1.0-cp38-abi3-manylinux_2_28_x86_64.whl", True),
        ("thing-1.0-cp311-cp311-macosx_11_0_arm64.whl", True),
        ("thing-1.0-cp314-cp314t-musllinux_1_2_x86_64.whl", True),
        ("thing-1.0-cp310-cp310-win_amd64.whl", False),
        ("thing-1.0-pp311-pypy311_pp73-win_amd64.whl", False),
        ("thing-1.0.1-py3-none-any.whl", False),
        ("thing-1.0.zip", False),
        ("nonsense.whl", False),
    ],
)
def test_the_lock_takes_the_files_that_a_python_of_ours_can_use(file, fits):
    assert tool("lock")["fits"](file, Version("1.0")) is fits


def test_the_bill_names_what_runs_and_none_of_the_tools():
    bill = json.loads(json.dumps(tool("sbom")["bill"](datetime(2026, 3, 2, 9, tzinfo=UTC))))
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert UUID(bill["serialNumber"].removeprefix("urn:uuid:"))
    assert bill["metadata"]["timestamp"] == "2026-03-02T09:00:00+00:00"
    assert bill["metadata"]["component"]["name"] == "heard"
    there = {one["name"]: one for one in bill["components"]}
    assert {
        "nicegui",
        "tinydb",
        "uvloop",
        "markupsafe",
    } <= there.keys()  # also what an extra brings, and what that needs
    assert not {"pytest", "ruff", "mypy", "pip-audit", "heard"} & there.keys()
    for one in there.values():
        assert one["type"] == "library"
        assert one["purl"] == one["bom-ref"] == f"pkg:pypi/{one['name']}@{one['version']}"
        assert all(set(licence) in ({"expression"}, {"license"}) for licence in one.get("licenses", ()))
    refs = {one["bom-ref"] for one in [bill["metadata"]["component"], *bill["components"]]}
    assert {one["ref"] for one in bill["dependencies"]} == refs
    assert all(set(one["dependsOn"]) <= refs for one in bill["dependencies"])


FLAW = {"id": "CVE-2016-10745", "fix_versions": ["2.8.1"]}
OLD = {"name": "jinja2", "version": "2.4.1", "vulns": [FLAW]}


def audit(of_the_lock, of_the_canary):
    def ask(file):
        canary = file.read_text() == "jinja2==2.4.1\n"
        return {"dependencies": [of_the_canary if canary else of_the_lock]}

    return tool("audit")["trouble"](ask, ROOT / "requirements.lock")


def test_an_audit_that_finds_nothing_counts_once_the_canary_was_found():
    assert audit({"name": "tinydb", "version": "4.9.0", "vulns": []}, OLD) == []


@pytest.mark.parametrize(
    "canary", [{"name": "jinja2", "skip_reason": "not found"}, {"name": "jinja2", "version": "2.4.1", "vulns": []}]
)
def test_an_index_that_does_not_know_the_canary_is_blind(canary):
    [told] = audit({"name": "tinydb", "version": "4.9.0", "vulns": []}, canary)
    assert told.startswith("This mirror is blind")


def test_an_audit_names_what_is_vulnerable_and_what_was_not_looked_at():
    flawed = {"name": "tinydb", "version": "4.9.0", "vulns": [{"id": "GHSA-x", "fix_versions": []}]}
    assert audit(flawed, OLD) == ["tinydb 4.9.0: GHSA-x, mended in none yet."]
    assert audit({"name": "tinydb", "skip_reason": "no such thing"}, OLD) == [
        "tinydb was not looked at: no such thing."
    ]


def test_an_audit_that_cannot_ask_says_so():
    def ask(file):
        raise OSError("no way out")

    assert tool("audit")["trouble"](ask, ROOT / "requirements.lock") == ["The audit could not be made: no way out."]
