"""Asks for known vulnerabilities of what the lock names; first for one that all know of, or silence proves nothing."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements.lock"
CANARY = "jinja2==2.4.1"  # CVE-2016-10745 and more, in every list since
Asked = Callable[[Path], dict[str, Any]]


def pip_audit(requirements: Path) -> dict[str, Any]:
    """What pip-audit says of a file of pins, as it prints it in JSON."""
    flags = ["--disable-pip", "--no-deps", "--format", "json", "--progress-spinner", "off"]
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(requirements), *flags]
    answer = subprocess.run(command, capture_output=True, text=True)  # noqa: S603  # our own words
    if not answer.stdout.strip():
        raise OSError((answer.stderr.strip().splitlines() or ["pip-audit said nothing"])[-1])
    return dict(json.loads(answer.stdout))


def trouble(ask: Asked, lock: Path) -> list[str]:
    """A sentence for each thing that is wrong, empty where all was looked at and nothing is known."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            canary = Path(folder) / "canary.txt"
            canary.write_text(f"{CANARY}\n")
            seen = _vulnerable(ask(canary))
        if not seen:
            return [
                f"This mirror is blind: it knows nothing of {CANARY}, which is known to be vulnerable. Nothing can be"
                " said of our own dependencies. Ask an index that has vulnerability data."
            ]
        found = ask(lock)
    except (OSError, ValueError) as error:
        return [f"The audit could not be made: {error}."]
    skipped = [one for one in found["dependencies"] if "skip_reason" in one]
    return [*_vulnerable(found), *(f"{one['name']} was not looked at: {one['skip_reason']}." for one in skipped)]


def _vulnerable(answer: dict[str, Any]) -> list[str]:
    return [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or 'none yet'}."
        for one in answer["dependencies"]
        for flaw in one.get("vulns", ())
    ]


if __name__ == "__main__":
    found = trouble(pip_audit, LOCK)
    print("\n".join(found) or f"Nothing is known against what {LOCK.name} names.")
    sys.exit(bool(found))
