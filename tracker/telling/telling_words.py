"""The words that tell: chosen or written by a person, in the family's language, and naming nobody (BR-54, BR-71)."""

from dataclasses import dataclass

from feedback.voices.answers_back import Told
from feedback.voices.voices import Voice
from language.catalogue import say
from language.registry import LANGUAGES, language
from language.visible import one_line
from people.errors import Unacceptable
from storage.documents import number_of
from storage.store import Database
from tracker.items import Item
from tracker.nameless import named_in
from tracker.states import EFFECTIVE, NOT_NEEDED
from tracker.telling.sentences import DONE, SENTENCES

LONGEST, LONGEST_NAME = 300, 100
ENGLISH = "en"


class WordsRefused(Unacceptable):
    """What stands in one field cannot be told; the message says what to mend."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


@dataclass(frozen=True)
class TellingWords:
    """What a person chose or typed; `sentence` is a key of `SENTENCES`, empty where the words are their own."""

    sentence: str = ""
    done: bool = True
    english: str = ""
    translated: str = ""  # into the family's language
    translated_by: str = ""  # who did that, and in which capacity


def told_words(db: Database, found: Item, voice: Voice, said: TellingWords) -> Told:
    """The words as they go; `WordsRefused` names the field and what to mend."""
    code = voice["language"] if voice["language"] in LANGUAGES else ENGLISH
    told = _ready(found, voice, said, code) if said.sentence else _own(found, voice, said, code)
    _check_done(found, told)
    if not said.sentence:
        _check_nameless(db, found, voice, told)
    return told


def is_ready_in(sentence: str, code: str) -> bool:
    """Whether a ready sentence is there in this language."""
    return say(code, SENTENCES[sentence]).lang == code


def _ready(found: Item, voice: Voice, said: TellingWords, code: str) -> Told:
    if said.sentence not in SENTENCES:
        raise WordsRefused("sentence", "Choose one of the sentences, or write your own.")
    english = SENTENCES[said.sentence]
    spoken = say(code, english)
    if spoken.lang != code:
        why = (
            f"Nobody has put this sentence into {language(code).english_name} yet. Write your own, with a translation."
        )
        raise WordsRefused("sentence", why)
    return _told(found, voice, said.sentence in DONE, english, spoken.text, code, "")


def _own(found: Item, voice: Voice, said: TellingWords, code: str) -> Told:
    english = _text("english", said.english, "Write what you tell them, in English.")
    if code == ENGLISH:
        return _told(found, voice, said.done, english, english, code, "")
    name = language(code).english_name
    words = _text("translated", said.translated, f"They speak {name}. Ask an interpreter or translator for the words.")
    by = one_line(said.translated_by)[:LONGEST_NAME]
    if not by:
        raise WordsRefused("translated_by", f"Say who put it into {name}.")
    return _told(found, voice, said.done, english, words, code, by)


def _told(found: Item, voice: Voice, done: bool, english: str, words: str, code: str, by: str) -> Told:
    return {
        "item": number_of(found),
        "voice": number_of(voice),
        "done": done,
        "english": english,
        "words": words,
        "language": code,
        "translated_by": by,
    }


def _text(field: str, text: str, missing: str) -> str:
    kept = text.replace("\0", "").strip()
    if not kept:
        raise WordsRefused(field, missing)
    if len(kept) > LONGEST:
        raise WordsRefused(field, f"Keep it under {LONGEST} characters. These are {len(kept)}.")
    return kept


def _check_done(found: Item, told: Told) -> None:
    """What is told has to be true of how the item ended."""
    if told["done"] and found["state"] == NOT_NEEDED:
        raise WordsRefused("done", "It ended without being done. Tell them why.")
    if not told["done"] and found["state"] == EFFECTIVE:
        raise WordsRefused("done", "It was done and it worked. Tell them what was done.")


def _check_nameless(db: Database, found: Item, voice: Voice, told: Told) -> None:
    about = {one for one in (voice["child"], found["child"]) if one}
    for field, text in (("english", told["english"]), ("translated", told["words"])):
        if named := named_in(db, text, about):
            raise WordsRefused(field, f"Take out what names somebody or is a number of theirs: {', '.join(named)}.")
