"""Who may read a voice: everybody who works on a case sees that somebody answered, not everybody the exact words."""

from typing import NotRequired, cast

from feedback.voices.form_versions import form_version
from feedback.voices.voices import Voice, answered, last_said
from people import need_to_know
from people.actor import Actor
from people.children import child as child_for
from people.permissions import needs
from people.roles import Permission
from storage.documents import Document, number_of, revision_of
from storage.store import Database


class SeenVoice(Voice):
    """A voice as one person may read it."""

    words_withheld: NotRequired[bool]  # then there are no answers, and instead of them:
    said_at: NotRequired[str]  # when the last one was given
    sharing: NotRequired[str]  # what they said to sharing their words, see `sharing_of`


@needs(Permission.SEE_CHILDREN)
def voices_for(db: Database, actor: Actor, child: str) -> list[SeenVoice]:
    """The voices about a child that this person may read, the newest first.

    An allocated worker or line manager sees that somebody answered, and the exact words only where the speaker agreed.
    """
    child_for(db, actor, child)
    return [as_seen_by(db, actor, voice) for voice in answered(db, child)]


def as_seen_by(db: Database, actor: Actor, voice: Voice) -> SeenVoice:
    """The voice with its words, or without them where the speaker did not share them with this person."""
    if may_read_words(db, actor, voice):
        return in_full(voice)
    about = {"said_at": last_said(voice), "sharing": sharing_of(db, voice)}
    withheld = {**voice, "answers": {}, "words_withheld": True, **about}
    return cast("SeenVoice", Document(withheld, number_of(voice), revision_of(voice)))


def in_full(voice: Voice) -> SeenVoice:
    """The voice as somebody sees it of whom it was checked that they may read the words."""
    return cast("SeenVoice", voice)


def sharing_of(db: Database, voice: Voice) -> str:
    """What they said to whether their worker may read their words: `yes`, `no`, `skipped`, or `not_asked` so far."""
    questions = form_version(db, voice["fingerprint"]).questions
    asked = [one.id for one in questions if one.purpose == "share_words" and one.id in voice["answers"]]
    if not asked:
        return "not_asked"
    value = voice["answers"][asked[0]]["value"]
    return "skipped" if value is None else str(value)


def may_read_words(db: Database, actor: Actor, voice: Voice) -> bool:
    """Whether this person may read the exact words: those who work on the case need the speaker's yes."""
    works_on_the_case = need_to_know.has_reason(db, actor.id, voice["child"] or "", need_to_know.CASEWORK)
    if works_on_the_case or not actor.may(Permission.SEE_EXACT_WORDS):
        return voice["shared_with_worker"]
    return True


def need_to_know_or_reader(db: Database, actor: Actor, voice: Voice) -> bool:
    """Whether this reader may see this voice at all: their own children, or all of them by role."""
    return need_to_know.may_see(db, actor, voice["child"] or "") and may_read_words(db, actor, voice)
