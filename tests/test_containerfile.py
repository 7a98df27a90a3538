"""The container file names what is there: each path it copies, each setting, each command; and nobody runs as root."""

import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from app.commands import main
from app.settings import Settings

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "Containerfile").read_text()
STEPS = re.sub(r"^#.*\n", "", TEXT, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
GUIDE = (ROOT / "docs/guides/in-a-container.md").read_text()
ROOMS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]


def given(name: str) -> list[str]:
    return [step.removeprefix(name).strip() for step in STEPS if step.startswith(f"{name} ")]


def copied() -> list[str]:
    return [one for line in given("COPY") if not line.startswith("--from") for one in line.split()[:-1]]


@pytest.mark.parametrize("path", copied())
def test_what_is_copied_is_there_and_let_through(path: str) -> None:
    assert (ROOT / path).exists()
    assert f"!{path}" in (ROOT / ".containerignore").read_text().splitlines()


def test_every_room_is_copied_and_its_files_come_along_when_it_is_installed() -> None:
    assert set(ROOMS) <= set(copied())
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["*"]
    files = [file for room in ROOMS for file in (ROOT / room).rglob("*") if file.is_file() and file.suffix != ".pyc"]
    left = [file.name for file in files if not any(file.match(pattern) for pattern in ("*.py", *patterns))]
    assert left == ["messages.pot"], "only translators need it"


def test_the_last_stage_has_no_root_no_builder_and_two_places_apart() -> None:
    last = "\n".join(STEPS).rpartition("\nFROM ")[2]
    assert given("FROM") == ["${BASE} AS build", "${BASE}"]
    assert "pip" not in last
    assert given("USER") == ["heard"]
    assert last.index("USER") < last.index("ENTRYPOINT")
    assert json.loads(given("VOLUME")[0]) == ["/data", "/secret"]
    settings = dict(one.split("=", 1) for one in shlex.split(given("ENV")[0]))
    assert settings["HEARD_DATA"].startswith("/data/")
    assert settings["HEARD_SECRET_FILE"].startswith("/secret/")


def test_what_is_installed_is_known_by_its_hash() -> None:
    installs = re.findall(r"pip \S+ \S+ install [^&\n]*", "\n".join(STEPS))
    assert len(installs) == 2
    assert "--require-hashes --no-deps --only-binary :all:" in installs[0]
    assert "--no-deps --no-build-isolation ." in installs[1]


@pytest.mark.parametrize("name", sorted(set(re.findall(r"HEARD_([A-Z_]+[A-Z])\b", TEXT + GUIDE))))
def test_each_setting_is_one(name: str) -> None:
    assert name.lower() in Settings.model_fields


def test_the_command_and_the_health_check_are_ours() -> None:
    commands = get_command(main).commands  # type: ignore[attr-defined]
    assert json.loads(given("ENTRYPOINT")[0]) == ["/opt/heard/bin/heard"]
    assert json.loads(given("CMD")[0])[0] in commands
    assert {"verify", "user"} <= commands.keys()
    check = json.loads(given("HEALTHCHECK")[0].partition("CMD ")[2])
    assert check[0] == "/opt/heard/bin/python"
    compile(check[2], "the health check", "exec")
    assert "/health" in check[2]


def test_no_digest_is_invented() -> None:
    assert not re.search(r"sha256:[0-9a-f]", TEXT + GUIDE)
