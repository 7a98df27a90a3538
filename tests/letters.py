"""A letter as a worker prints it: drafted, set, and only then kept."""

from feedback.paper.letters import Letter, draft_letter, keep_letter
from feedback.voices.codes import SENT
from people.actor import Actor
from storage.store import Store


def print_letter(store: Store, worker: Actor, request: int, outcome: str = SENT, override: str = "") -> Letter:
    """Print the letter of a request, the setting of the paper itself left out; returns what stands on it."""
    letter = store.read(draft_letter, worker, request, outcome, override)
    store.write_now(keep_letter, worker, letter, outcome, override)
    return letter
