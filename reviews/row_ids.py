"""The ids of a table's rows: given once and kept while the row is changed or moved, so that findings can name it."""

from collections.abc import Mapping, Sequence
from secrets import token_hex

from forms.answers import ID, Row


def with_ids(rows: Sequence[Row], present: Sequence[Mapping[str, str]]) -> list[Row]:
    """The rows, each with an id of its own: as it was sent, else that of the row which stood in its place, else new."""
    sent = [row.get(ID, "") for row in rows]
    before = [row.get(ID, "") for row in present]
    used: set[str] = set()
    named = []
    for at, row in enumerate(rows):
        in_place = before[at] if at < len(before) and before[at] not in sent else ""
        given = next((one for one in (sent[at], in_place) if one and one not in used), "") or token_hex(4)
        used.add(given)
        named.append({**row, ID: given})
    return named
