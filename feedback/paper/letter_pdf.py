"""A letter as an A4 PDF, in the family's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from documents.pdf import unprintable
from documents.qr_codes import svg
from feedback.paper.help_lines import help_lines
from feedback.paper.letterhead import Letterhead
from feedback.paper.letters import Letter
from feedback.paper.phrases import Text, of, phrase
from feedback.paper.printing import printed
from feedback.voices.answers_back import opens_with, words_in
from feedback.voices.typed_codes import grouped
from language.catalogue import N_, Translated, say
from language.dates import day
from language.registry import language

TELL_US = N_("Tell us what it is like for you")
AN_ANSWER = N_("An answer for you")
YOUNGER = frozenset({"child_4_7", "child_8_11"})


def letter_pdf(letter: Letter, to: Sequence[str], head: Letterhead) -> bytes:
    """The letter to this name and address. It never says who asks or why, beyond the name of the service."""
    return printed("letter", letter_words(letter, to, head), letter.written)


def unprintable_lines(to: Sequence[str]) -> Mapping[int, str]:
    """The signs that no font of ours has, by the number of the line from 0. Takes some 10 ms a sign."""
    found = ((number, unprintable(line)) for number, line in enumerate(to))
    return {number: signs for number, signs in found if signs}


def letter_words(letter: Letter, to: Sequence[str], head: Letterhead) -> Mapping[str, Any]:
    """What the template sets, each text with its language."""
    code = letter.language
    label = say(code, "QR code that opens the questions").text
    written = letter.written
    heading = AN_ANSWER if letter.told else TELL_US
    return {
        "lang": code,
        "dir": language(code).direction,
        "title": say(code, heading).text,
        "sender": phrase(code, head.service_name),
        "date": of(Translated(day(written, code, written), code)),
        "to": list(to),
        "heading": phrase(code, heading),
        "opening": _opening(letter),
        "qr": svg(head.conversation(letter.token), label),
        "qr_label": label,
        "scan": phrase(code, "Scan this code with the camera of your phone."),
        "or_type": phrase(code, "Or go to this address and type the code:"),
        "address": head.short_address,
        "code": grouped(letter.code),
        "until": phrase(
            code, "The code works until {date}. It is only for you.", date=day(letter.until, code, written)
        ),
        "points": _points(letter),
        "otherwise_heading": phrase(code, "Other ways to be heard"),
        "otherwise": _otherwise(letter, head),
        "help_heading": phrase(code, "If you need help now"),
        "help": list(help_lines(code, head, younger=letter.audience in YOUNGER)),
    }


def _opening(letter: Letter) -> Sequence[Text]:
    """What they read first: why we ask, or what came of what they said and the question whether it helped."""
    code = letter.language
    if letter.told is None:
        return [phrase(code, "We ask a few short questions, so that our help gets better.")]
    said = of(words_in(letter.told, code))
    return [phrase(code, opens_with(letter.told)), said, phrase(code, "Did this help? You can tell us with one press.")]


def _otherwise(letter: Letter, head: Letterhead) -> Sequence[Text]:
    """Other ways to be heard than the code; a letter that tells has room for what it tells instead."""
    if letter.told is not None:
        return []
    code = letter.language
    interpreter = phrase(code, "Tell us if you need an interpreter or larger print.")
    call = phrase(code, "Call {number}, Monday to Friday, 9 to 5. We write down what you say.", number=head.day_number)
    return [call, interpreter, phrase(code, "Someone you trust can help you.")]


def _points(letter: Letter) -> Sequence[Text]:
    """What holds for who answers."""
    code = letter.language
    choice = phrase(code, "It is your choice to take part. Skip anything you like.")
    known = phrase(code, "We know who this letter was sent to. What you say is confidential.")
    if letter.told is not None:
        return [known]
    harm = phrase(code, "We must act if you or someone else may be at risk of harm.")
    return [choice, known, harm, phrase(code, "You can answer in your own language.")]
