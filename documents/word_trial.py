"""Tries a template of others in a process of its own: what takes too long is ended, and nobody else waits for it."""

import base64
import json
import subprocess
import sys
from collections.abc import Collection
from typing import Final

from documents import word
from documents.word_package import NOT_WORD, NotUsable, check_package

PATIENCE: Final = 20.0  # seconds; a template of the usual size takes one, on a busy machine
TOO_SLOW = "Trying it takes too long. Make it simpler: fewer fields, fewer tables, less text."


def check(template: bytes, sample: word.Words, required: Collection[str], patience: float = PATIENCE) -> None:
    """As `word.check`, which holds Python's lock while its patterns look at the text. Not on the event loop."""
    check_package(template)
    sent = {"template": base64.b64encode(template).decode(), "sample": sample, "required": list(required)}
    try:
        done = subprocess.run(  # our own interpreter and this file
            [sys.executable, "-m", "documents.word_trial"],
            input=json.dumps(sent).encode(),
            capture_output=True,
            timeout=patience,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise NotUsable([TOO_SLOW]) from None
    except subprocess.CalledProcessError as error:  # it did not survive the trial
        raise NotUsable([NOT_WORD]) from error
    if faults := json.loads(done.stdout):
        raise NotUsable(faults)


def _tried() -> list[str]:
    sent = json.loads(sys.stdin.buffer.read())
    try:
        word.check(base64.b64decode(sent["template"]), sent["sample"], sent["required"])
    except NotUsable as trouble:
        return list(trouble.faults)
    return []


if __name__ == "__main__":
    json.dump(_tried(), sys.stdout)
