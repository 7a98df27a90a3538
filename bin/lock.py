"""Writes requirements.lock: what is installed here, each with the hashes that the package index gives for its files.

What stands there already is kept as it is, so that only what is new or of another version is asked for.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

from packaging.tags import Tag
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_sdist_filename, parse_wheel_filename
from packaging.version import Version
from pip._internal.commands import create_command
from pip._internal.index.collector import LinkCollector, parse_links
from pip._internal.models.link import Link

LOCK = Path(__file__).parents[1] / "requirements.lock"
PROJECT = LOCK.with_name("pyproject.toml")
NOT_LOCKED = {"heard", "pip"}  # ourselves; and pip comes with Python
OLDEST = 11  # the minor version of the oldest Python that runs us


def main() -> None:
    """Rewrite the file. Exits with a sentence where the index gives no hash for something that is installed."""
    kept = dict(re.findall(r"^(\S+==\S+) (\\\n.*?[^\\])$", LOCK.read_text() + "\n", re.MULTILINE | re.DOTALL))
    installed = {str(canonicalize_name(one.name)): one.version for one in distributions()} | builder()
    wanted = {f"{name}=={of}": (name, of) for name, of in sorted(installed.items()) if name not in NOT_LOCKED}
    asked = {pin: of for pin, of in wanted.items() if pin not in kept}
    found = dict(hashes_of(asked))
    if missing := [pin for pin in asked if not found.get(pin)]:
        sys.exit(f"The package index gives no hash for {', '.join(missing)}. Nothing was written.")
    kept |= {pin: "".join(f" \\\n    --hash=sha256:{one}" for one in found[pin])[1:] for pin in found}
    LOCK.write_text("".join(f"{pin} {kept[pin]}\n" for pin in wanted))
    print(f"{len(wanted)} pins in {LOCK.name}, {len(asked)} of them asked for now.")


def builder() -> dict[str, str]:
    """What builds us, of the version that pyproject.toml names, whatever is installed."""
    return dict(one.split("==") for one in tomllib.loads(PROJECT.read_text())["build-system"]["requires"])


def hashes_of(asked: dict[str, tuple[str, str]]) -> Iterator[tuple[str, list[str]]]:
    """Of each pin, the hashes of its source and of its wheels for the Pythons that run us, as pip finds the index."""
    command = create_command("download")
    options, _ = command.parse_args([])
    options.extra_index_urls = []  # what one machine has beside the index holds nowhere else
    with command.main_context():
        session = command.get_default_session(options)
        collector = command._build_package_finder(options, session)._link_collector
        for pin, (name, version) in asked.items():
            links = [one for one in links_of(collector, name) if one.hash_name == "sha256"]
            yield pin, sorted({one.hash for one in links if one.hash and fits(one.filename, Version(version))})


def links_of(collector: LinkCollector, name: str) -> Iterator[Link]:
    """Each file that the index has of a package."""

    def on_page(link: Link) -> list[Link]:
        page = collector.fetch_response(link)
        return [] if page is None else list(parse_links(page))

    for source in collector.collect_sources(name, on_page).index_urls:
        if source is not None:
            yield from source.page_candidates()


def fits(file: str, version: Version) -> bool:
    """Whether a file is of this version, and a source or a wheel for a Python that runs us."""
    try:
        if file.endswith(".whl"):
            _, its, _, tags = parse_wheel_filename(file)
            return its == version and any(map(_runs_us, tags))
        return file.endswith(".tar.gz") and parse_sdist_filename(file)[1] == version
    except (InvalidWheelFilename, ValueError):
        return False


def _runs_us(tag: Tag) -> bool:
    if tag.interpreter.startswith("py3"):
        return True
    minor = re.fullmatch(r"cp3(\d+)", tag.interpreter)
    return bool(minor) and (tag.abi == "abi3" or int(minor[1]) >= OLDEST)


if __name__ == "__main__":
    main()
