"""What a text is, before any conversation sees it: decided here alone, from the text and those before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from feedback.sms.automatic_texts import is_automatic, is_of_one_kind, is_reaction, may_be_reaction
from feedback.sms.reply_words import answers
from feedback.sms.sign_offs import NOBODY
from feedback.sms.stop_words import Wish, WishFound, wish_of
from feedback.sms.typed_words import words

FEWEST_OF_A_MACHINE = 5  # words that come twice: fewer are an answer that fits two questions


class TextKind(StrEnum):
    """What a text can be. All but WORDS are never an answer to a question."""

    REACTION = "reaction"
    MAY_BE_REACTION = "may_be_reaction"
    AUTOMATIC = "automatic"
    PICTURE = "picture"
    STOP = "stop"
    HELP = "help"
    START = "start"
    WORDS = "words"  # a command, an answer, or what a person has to read


@dataclass(frozen=True)
class Classified:
    """A kind, and for a stop, a start or a call for help the language that it was said in."""

    kind: TextKind
    wished: WishFound | None = None


def classify(
    body: str,
    *,
    pictures: int = 0,
    ours: Sequence[str] = (),
    theirs: Sequence[str] = (),
    names: frozenset[str] = NOBODY,
) -> Classified:
    """What a text is. `ours` and `theirs` are the texts before it, the oldest first; `names` those of this phone.

    What a phone wrote comes first, for it may quote our “STOP ends texts”; then what holds whatever was asked.
    """
    seen = (*ours, *theirs)
    if is_reaction(body, seen):
        return Classified(TextKind.REACTION)
    if is_automatic(body):
        return Classified(TextKind.AUTOMATIC)
    if wished := wish_of(body, names):
        return Classified(_OF_A_WISH[wished.wish], wished)
    if may_be_reaction(body, seen) and not _begins_with_an_answer(body):
        return Classified(TextKind.MAY_BE_REACTION)
    if _is_a_machines(body, theirs):
        return Classified(TextKind.AUTOMATIC)
    if pictures and not body.strip():
        return Classified(TextKind.PICTURE)
    return Classified(TextKind.WORDS)


_OF_A_WISH = {Wish.STOP: TextKind.STOP, Wish.HELP: TextKind.HELP, Wish.START: TextKind.START}


def _is_a_machines(body: str, theirs: Sequence[str]) -> bool:
    """Whether the last text was the same but for its numbers, and too long to answer two questions."""
    return bool(theirs) and len(words(body)) >= FEWEST_OF_A_MACHINE and is_of_one_kind(body, theirs[-1])


def _begins_with_an_answer(body: str) -> bool:
    """Whether somebody answers and quotes what they answer: “No, “Did you feel safe?””."""
    return any(words(body)[: len(answer)] == answer for answer in answers())
