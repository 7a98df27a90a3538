"""What a person said, and what was sent, tried and asked to hear them."""

from collections.abc import Iterator

from feedback.messages import inbox, outbox
from feedback.voices import attachments, attempts, requests, statements_beside, voices
from feedback.voices.attached_words import attached_to, source_of, words_of
from feedback.voices.attempts import Attempt
from feedback.voices.codes import CHANNELS, OUTCOMES
from feedback.voices.form_versions import form_version
from feedback.voices.provenance import in_words
from feedback.voices.requests import Request
from feedback.voices.translations_beside import beside
from feedback.voices.voices import Voice
from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from reviews.papers.review_paper import in_english
from reviews.right_of_access.passages import ENGLISH, OTHERS, WHOSE, Passage, Person
from storage.documents import number_of
from storage.store import Database

SAID, TEXTS, TRIES = "What was said", "Texts", "Letters, calls and other tries"
_OF_A_CHILD = frozenset({"child_4_7", "child_8_11", "young_person", "care_leaver"})


def voices_of(db: Database, person: Person) -> list[tuple[Voice, tuple[str, ...]]]:
    """The voices that belong to a person's data, oldest first, each with what has to be thought of it."""
    about = sorted(voices.by_child(db, person.child), key=lambda one: one["begun"])
    found = [(one, _marks(db, person, one)) for one in about if "erased" not in one]
    return [(one, marks) for one, marks in found if marks is not None]


def said(db: Database, person: Person) -> Iterator[Passage]:
    """Every answer, what was typed and not sent, and what others laid beside it."""
    for voice, marks in voices_of(db, person):
        yield from _answers(db, voice, marks)
        for browser, typed in enumerate(voice["drafts"].values()):
            for question, words in typed.items():
                key = f"draft {number_of(voice)}/{browser}/{question}"
                yield Passage(key, SAID, voice["begun"], "Typed and not sent", words, "", voice["language"], marks)


def texts(db: Database, person: Person) -> Iterator[Passage]:
    """Texts to and from them."""
    own, spoken = _phone(person), person.contact["language"] if person.contact else ENGLISH
    for sent in sorted(_sent(db, person), key=lambda one: one["made"]):
        marks = () if sent["to"] == own else (OTHERS,)
        heading = f"Text to {sent['to']}"
        yield Passage(
            f"text out {number_of(sent)}", TEXTS, sent["made"], heading, sent["body"], "", sent["language"], marks
        )
    for came in sorted(_received(db, person), key=lambda one: one["at"]):
        marks = () if came["sender"] == own else (OTHERS,)
        heading = f"Text from {came['sender']}"
        yield Passage(f"text in {number_of(came)}", TEXTS, came["at"], heading, came["body"], "", spoken, marks)


def tries(db: Database, person: Person) -> Iterator[Passage]:
    """Who was asked what, and each try to hear them."""
    for asked in _requests(db, person):
        touchpoint = TOUCHPOINTS.get(asked["touchpoint"], asked["touchpoint"])
        words = f"{touchpoint}: {AUDIENCES.get(asked['audience'], asked['audience'])} was asked to say how it was"
        marks = () if _is_theirs(person, asked) else (OTHERS,)
        told = f"{words}, by {CHANNELS.get(asked['channel'], asked['channel'])}."
        yield Passage(f"request {number_of(asked)}", TRIES, asked["made"], "Asked", told, marks=marks)
        if "told" in asked:
            answer = asked["told"]
            key = f"told {number_of(asked)}"
            yield Passage(key, TRIES, asked["made"], "Told", answer["words"], "", answer["language"], marks)
    for one in _attempts(db, person):
        how = CHANNELS.get(one["method"], one["method"])
        words = f"{how}: {OUTCOMES.get(one['outcome'], one['outcome'])}. {one['detail']}".strip()
        marks = (OTHERS,) if person.is_child and one["detail"] else ()
        yield Passage(f"try {number_of(one)}", TRIES, one["at"], "Tried", words, marks=marks)


def _answers(db: Database, voice: Voice, marks: tuple[str, ...]) -> Iterator[Passage]:
    form, number = form_version(db, voice["fingerprint"]), number_of(voice)
    for question_id, answer in voice["answers"].items():
        question = form.by_id.get(question_id)
        if question is None or answer["value"] is None:
            continue
        attached = attached_to(db, answer)
        words, lang = words_of(question, answer, attached)
        translation = in_english(beside(db, number, question_id, words, lang))
        speaker = AUDIENCES.get(voice["audience"], voice["audience"])
        how = in_words(*_provenance(db, voice, question_id))
        source = "; ".join(filter(None, (speaker, CHANNELS.get(voice["channel"], voice["channel"]), how)))
        key = f"answer {number}/{question_id}"
        told = "\n".join(filter(None, (words, translation)))
        yield Passage(key, SAID, answer["at"], question.text, told, source, lang, marks)
        for one in attached:
            file = attachments.by_id(db, one.number)
            if file is not None and not one.gone:
                name = "Drawing" if one.kind == attachments.DRAWING else "Voice note"
                words = f"{name}, handed over as a file. {one.words}"
                yield Passage(f"file {one.number}", SAID, file["at"], name, words, source, one.lang, marks, one.number)
    for place, stated in enumerate(statements_beside.by_voice(db, number)):
        source = f"Statement of {stated['who']}, laid beside what was said"
        yield Passage(f"statement {number}/{place}", SAID, stated["at"], "Correction", stated["words"], source)


def _provenance(db: Database, voice: Voice, question: str) -> tuple[str, str, str, str | None]:
    answer = voice["answers"][question]
    found = source_of(db, voice, answer, attached_to(db, answer))
    return found.kept, found.noted_by, found.collected_by, found.helped_by


def _marks(db: Database, person: Person, voice: Voice) -> tuple[str, ...] | None:
    """None for a voice that is somebody else's alone."""
    asked = requests.by_id(db, voice["request"]) if voice["request"] else None
    contact = asked["contact"] if asked else None
    is_own = contact is not None and person.contact is not None and contact == number_of(person.contact)
    if is_own:
        return ()
    if person.is_child:
        if contact is None and voice["audience"] in _OF_A_CHILD:
            return ()
        return (OTHERS,)
    if contact is None and voice["audience"] not in _OF_A_CHILD:
        return (WHOSE,)
    return None


def _is_theirs(person: Person, asked: Request) -> bool:
    if person.contact is not None and asked["contact"] == number_of(person.contact):
        return True
    return person.is_child and asked["contact"] is None and asked["audience"] in _OF_A_CHILD


def _requests(db: Database, person: Person) -> list[Request]:
    found = requests.by_child(db, person.child)
    return found if person.is_child else [one for one in found if _is_theirs(person, one)]


def _attempts(db: Database, person: Person) -> list[Attempt]:
    if person.is_child:
        return attempts.by_child(db, person.child)
    return [one for asked in _requests(db, person) for one in attempts.by_request(db, number_of(asked))]


def _phone(person: Person) -> str:
    return (person.contact["phone"] or "") if person.contact else ""


def _sent(db: Database, person: Person) -> list[outbox.OutboxText]:
    if person.is_child:
        return outbox.by_child_newest_first(db, person.child)
    asked = {number_of(one) for one in _requests(db, person)}
    found = outbox.by_child_newest_first(db, person.child)
    return [one for one in found if one["to"] == _phone(person) or one["request"] in asked]


def _received(db: Database, person: Person) -> list[inbox.ReceivedText]:
    by_request = [one for asked in _requests(db, person) for one in inbox.by_request(db, number_of(asked))]
    by_phone = inbox.by_phone(db, _phone(person)) if _phone(person) else []
    about = [one for one in by_phone if one["child"] in (None, person.child)]
    return [*{number_of(one): one for one in [*by_request, *about]}.values()]
