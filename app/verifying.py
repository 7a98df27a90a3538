"""Whether the data is what was kept: documents, the trail, what each says of the other, and what was seen earlier."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from app.last_known import LastKnown, gone_since, tells_every_answer
from app.settings import WrongSetting
from feedback.voices.sealed_answers import changed_answers
from people.audit import first_broken_entry
from storage.documents import number_of
from storage.store import Database, Store

MOST = 20  # sentences


def what_is_wrong(store: Store, heads: Sequence[LastKnown] = ()) -> list[str]:
    """A sentence for each thing that is not as it was kept; of `heads`, seen earlier, each has to stand there still."""
    return store.faults() or store.read(_untrue, heads)


def heads_in(file: Path) -> list[LastKnown]:
    """The lines of a file. `WrongSetting` for one that `heard head` did not print; OSError."""
    try:
        return [LastKnown.of_line(line) for line in file.read_text().splitlines() if line.strip()]
    except (ValueError, TypeError):
        raise WrongSetting(f"{file} has a line that “heard head” did not print.") from None


def _untrue(db: Database, heads: Sequence[LastKnown]) -> list[str]:
    found = list(dict.fromkeys(one for head in heads for one in gone_since(db, head)))
    if (broken := first_broken_entry(db)) is not None:
        of = f" of {broken['at']}" if broken["at"] else ""
        found.append(f"The audit trail was changed at entry {number_of(broken)}{of}.")
    return [*found, *islice(changed_answers(db, all_told=tells_every_answer(db)), MOST)][:MOST]
