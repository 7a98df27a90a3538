"""Writes build/heard.cdx.json: what runs in Heard, as a software bill of materials (CycloneDX 1.6)."""

import json
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OURSELVES = "heard"
TO = Path(__file__).parents[1] / "build" / "heard.cdx.json"


def bill(now: datetime) -> dict[str, Any]:
    """The bill: Heard, what it needs to run and what that needs in turn, as installed here; no development tools."""
    needed = _needed()
    components = [_component(distribution(name)) for name in sorted(needed) if name != OURSELVES]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": now.isoformat(timespec="seconds"),
            "component": {**_component(distribution(OURSELVES)), "type": "application"},
            "lifecycles": [{"phase": "build"}],
        },
        "components": components,
        "dependencies": [
            {"ref": _ref(distribution(name)), "dependsOn": sorted(_ref(distribution(one)) for one in below)}
            for name, below in sorted(needed.items())
        ],
    }


def _needed() -> dict[str, set[str]]:
    """Each distribution that is reached from us, with those that it asks for itself."""
    found: dict[str, set[str]] = {}
    waiting = [(OURSELVES, frozenset[str]())]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        below = list(_asked_for(name, extras))
        found.setdefault(name, set()).update(one for one, _ in below)
        waiting += [one for one in below if one not in seen]
        seen.update(below)
    return found


def _asked_for(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for line in distribution(name).requires or ():
        one = Requirement(line)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield str(canonicalize_name(one.name)), frozenset(one.extras)


def _component(one: Distribution) -> dict[str, Any]:
    there = {"type": "library", "bom-ref": _ref(one), "name": canonicalize_name(one.name), "version": one.version}
    expression = one.metadata.get("License-Expression")
    named = (one.metadata.get("License") or "").strip().splitlines()
    classified = [
        line.rpartition(" :: ")[2] for line in one.metadata.get_all("Classifier") or () if line.startswith("License ::")
    ]
    if expression:
        there["licenses"] = [{"expression": expression}]
    elif names := classified or named[:1]:
        there["licenses"] = [{"license": {"name": name}} for name in names]
    return {**there, "purl": _ref(one)}


def _ref(one: Distribution) -> str:
    return f"pkg:pypi/{canonicalize_name(one.name)}@{one.version}"


def others() -> list[str]:
    """What is installed here and not on the bill."""
    needed = _needed()
    return sorted({str(canonicalize_name(one.name)) for one in distributions()} - needed.keys() - {"pip"})


if __name__ == "__main__":
    if "--others" in sys.argv:
        sys.stdout.write("\n".join(others()))
        sys.exit()
    made = bill(datetime.now(UTC))
    TO.parent.mkdir(exist_ok=True)
    TO.write_text(json.dumps(made, indent=2) + "\n")
    sys.stdout.write(f"{TO}: {len(made['components'])} components\n")
