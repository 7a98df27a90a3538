"""What a person pressed: the button, the question it was about, and what stood in its field."""

import re
from dataclasses import dataclass

from language.registry import LANGUAGES, best_for
from pages.family.body import BadBody, Fields
from pages.family.field import draft_of

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PLAIN = frozenset({"begin", "answer", "skip", "back", "finish"})
_WITH_AIM = frozenset({"change", "lang"})


@dataclass(frozen=True)
class Pressed:
    """One press. `aim` is the question to change or the language to go on in; `sent` is what stood in the field."""

    button: str
    aim: str
    question: str
    language: str
    sent: tuple[str, ...]

    @classmethod
    def of(cls, fields: Fields) -> "Pressed":
        """The press in a form's fields; raises BadBody(400) for a button that no page has."""
        button, _, aim = _only(fields, "do").partition(":")
        if button not in _PLAIN | _WITH_AIM or bool(aim) is (button in _PLAIN):
            raise BadBody(400)
        return cls(button, aim, _only(fields, "question"), _only(fields, "language"), tuple(fields.get("answer", ())))

    @property
    def again(self) -> tuple[str, ...]:
        """What stood in the field, as it is shown again: what cannot be seen is made visible, so that it can be mended."""
        return tuple(_UNSEEN.sub("\N{REPLACEMENT CHARACTER}", each) for each in self.sent)

    @property
    def draft(self) -> str:
        """What was typed or chosen, as one text; empty when there is nothing worth keeping."""
        return draft_of(self.again) if any(each.strip() for each in self.sent) else ""


def page_language(spoken: str, accepted: str | None) -> str:
    """The language of a page that no conversation stands behind: as the form said, else as the browser asks."""
    return spoken if spoken in LANGUAGES else best_for(accepted).code


def _only(fields: Fields, name: str) -> str:
    return fields.get(name, [""])[0]
