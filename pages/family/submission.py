"""What a person pressed: the button, the question it was about, and what stood in its field."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from feedback.voices.attachments import KINDS
from language.isolates import unisolated
from language.not_here import code_for, only_wish
from language.registry import best_for
from pages.family.field import draft_of
from pages.family.fields import Fields
from pages.family.multipart import SentFile
from pages.family.site import Site
from pages.form_body import BadBody

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_AIMED = frozenset({"change", "helped", "helper", "easy", "lang"})  # a language may have gone since
_PLAIN = frozenset({"begin", "answer", "words", "skip", "back", "finish"})


@dataclass(frozen=True)
class Submission:
    """One press. `aim` is a question to change, a language, whether it helped, who did, or a card that was pressed.

    `sent` stood in the field or on its cards.
    """

    button: str
    aim: str
    question: str
    language: str
    sent: tuple[str, ...]
    from_cards: bool = False
    files: tuple[SentFile, ...] = ()
    easy: bool = False

    @classmethod
    def of(cls, fields: Fields, files: Iterable[SentFile] = ()) -> "Submission":
        """The press in a form's fields; raises BadBody(400) for a button that no page has."""
        button, _, aim = _only(fields, "do").partition(":")
        if not _is_ours(button, aim):
            raise BadBody(400)
        question, language = _only(fields, "question"), _only(fields, "language")
        sent = (aim,) if button == "answer" and aim else tuple(map(unisolated, fields.get("answer", ())))
        ours = tuple(one for one in files if one.field in KINDS)
        return cls(button, aim, question, language, sent, "cards" in fields, ours, "easy" in fields)

    @property
    def again(self) -> tuple[str, ...]:
        """What stood in the field, to be shown again: what cannot be seen is made visible, to be mended."""
        return tuple(_UNSEEN.sub("\N{REPLACEMENT CHARACTER}", each) for each in self.sent)

    @property
    def draft(self) -> str:
        """What was typed or chosen, as one text; empty when there is nothing worth keeping."""
        return draft_of(self.again) if any(each.strip() for each in self.sent) else ""

    @property
    def words(self) -> str:
        """What was typed, to be given back where nothing could be kept; a chosen card can be chosen again."""
        return "" if self.from_cards else self.draft


def page_language(spoken: str, accepted: str | None, site: Site) -> str:
    """The language of a page that no conversation stands behind: as form or address said, else as the browser asks.

    A language that is no longer offered, or not yet, stays where an address or a page of ours already has it. It may be
    one that is not here at all: such a page is in English and says so (`page.render`).
    """
    best = best_for(accepted, site.languages).code
    return code_for(spoken) or (only_wish(accepted) if best == "en" else "") or best


def _is_ours(button: str, aim: str) -> bool:
    if button == "answer":  # a card that is its own button says which
        return True
    return bool(aim) if button in _AIMED else button in _PLAIN and not aim


def _only(fields: Fields, name: str) -> str:
    return fields.get(name, [""])[0]
