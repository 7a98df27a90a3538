"""Saving a review as it is written, and telling the page what came of it. The typed text stays the browser's own."""

from collections.abc import Mapping
from typing import Any

from forms.answers import AnswerRefused
from pages.staff.reviews.fields import shown_in
from pages.staff.reviews.open_review import OpenReview
from pages.staff.shell.errors_in_words import NOT_SAVED, sentence_for
from pages.staff.shell.words import clock
from people.errors import NotAllowed, NotFound, SignedOut
from reviews.entries import Entry, saved_first
from reviews.filling import fill
from reviews.sheet import ReviewView
from storage.documents import revision_of
from storage.errors import Conflict, NotSaved

Sent = Mapping[str, Any]
CLOSED = "This field can no longer be changed by you. Copy your text if you need it."


class Saving:
    """The replies to what the page's script sends; `number` tells it which of its texts a reply is about."""

    def __init__(self, opened: OpenReview) -> None:
        self._opened = opened
        self._known: dict[str, int] = {}

    async def save(self, sent: Sent) -> None:
        """Save one field, and say how it went."""
        question, number = str(sent.get("question", "")), sent.get("number")
        try:
            entry = await self._fill(question, sent)
        except Conflict as conflict:
            self._reply(
                "conflict",
                question,
                number,
                **self._as_theirs(saved_first(conflict)),
            )
        except NotAllowed:
            self._reply("refused", question, number, message=CLOSED)
        except (AnswerRefused, NotFound) as refused:
            self._reply("refused", question, number, message=sentence_for(refused))
        except NotSaved:
            self._reply("failed", question, number, message=NOT_SAVED)
        except SignedOut:
            raise
        except Exception as trouble:  # a fault of ours must not leave the page waiting with somebody's text
            self._reply("failed", question, number, message=sentence_for(trouble))
        else:
            self._saved(question, number, entry)

    def know(self, shown: ReviewView) -> None:
        """Remember which revisions this tab has before it."""
        self._known = {question: revision_of(entry) for question, entry in shown.entries.items()}

    def tell_what_others_wrote(self, shown: ReviewView) -> None:
        """Lay what somebody else saved into the fields of the open part that nobody is writing in here."""
        for question in self._opened.part_of(shown).questions:
            entry = shown.entries.get(question.id)
            if entry is not None and revision_of(entry) != self._known.get(question.id):
                self._known[question.id] = revision_of(entry)
                self._reply("theirs", question.id, 0, **self._as_theirs(entry))
        self._opened.screen.script("typing.show", shown_in(shown, self._opened.part_of(shown)))

    async def _fill(self, question: str, sent: Sent) -> Entry:
        revision = sent.get("revision")
        if not isinstance(revision, int) or not _is_answer(sent.get("value")):
            raise AnswerRefused("This cannot be kept as it is. Please type it again.")
        return await self._opened.screen.write(fill, self._opened.review_id, question, sent["value"], revision)

    def _saved(self, question: str, number: Any, entry: Entry) -> None:
        self._known[question] = revision_of(entry)
        self._reply("saved", question, number, revision=revision_of(entry), clock=clock(entry["at"]))

    def _as_theirs(self, entry: Entry) -> dict[str, Any]:
        return {
            "value": entry["value"],
            "revision": revision_of(entry),
            "by": "You" if entry["by"] == self._opened.screen.person.id else entry["by_name"],
            "clock": clock(entry["at"]),
        }

    def _reply(self, name: str, question: str, number: Any, **more: Any) -> None:
        self._opened.screen.script(f"typing.{name}", {"question": question, "number": number, **more})


def _is_answer(value: Any) -> bool:
    """A text, a list of texts, or a list of rows of texts: nothing else came from our page."""
    if isinstance(value, str):
        return True
    return isinstance(value, list) and all(isinstance(one, str) or _is_row(one) for one in value)


def _is_row(row: Any) -> bool:
    return isinstance(row, dict) and all(isinstance(cell, str) for cell in row.values())
