"""Fetches the source distribution of the installed TinyDB, whose own tests are part of ours."""

import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

CACHE = Path(__file__).parents[2] / "build" / "tinydb-suite"


def suite_folder() -> Path:
    """Where the tests of the installed version stand once they are fetched."""
    return CACHE / f"tinydb-{version('tinydb')}" / "tests"


def fetch() -> Path:
    """The tests of the installed TinyDB; RuntimeError with pip's own words when they cannot be had."""
    folder = suite_folder()
    if not folder.is_dir():
        with tempfile.TemporaryDirectory() as temporary:
            _unpack(_download(Path(temporary)), folder)
    return folder


def _download(into: Path) -> Path:
    wanted = f"tinydb=={version('tinydb')}"
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", "tinydb", wanted, "-d", str(into)]
    done = subprocess.run(command, capture_output=True, text=True)
    archives = list(into.glob("*.tar.gz"))
    if not archives:
        raise RuntimeError(f"TinyDB's own tests could not be fetched: {done.stderr.strip()[-500:]}")
    return archives[0]


def _unpack(archive: Path, folder: Path) -> None:
    """Moves the tests to their place only when all of them are there."""
    unpacked = archive.parent / "unpacked"
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked, filter="data")
    tests = next(unpacked.glob("*/tests"))
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.with_name(f"{unpacked.parent.name}.part")
    shutil.copytree(tests, part)
    part.replace(folder)


if __name__ == "__main__":
    print(fetch())
