"""What people say to a poster: conversations of nobody we know, their voices, and how one is tied to a child."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from feedback.voices import requests, triage_items, voices
from feedback.voices.errors import NotAnswerable
from feedback.voices.form_versions import keep_version
from feedback.voices.links import STAYS_OPEN, new_token
from feedback.voices.places import all_places, poster
from feedback.voices.requests import OPEN
from feedback.voices.voice_access import SeenVoice, in_full
from feedback.voices.voices import Tied
from feedback.web.answering import begin
from forms.schema import Form
from language.catalogue import N_
from language.registry import LANGUAGES
from people import audit
from people.actor import Actor
from people.children import HEARD, note_day
from people.children import child as child_for
from people.errors import NotFound, Unacceptable
from people.permissions import needs, open_to
from people.roles import Permission
from people.throttling import Limit, network_of, take
from people.working_days import london_day
from storage.documents import number_of
from storage.store import Database

TOUCHPOINT = "anytime"
# what people call themselves -> the audience whose words they get; both ages of children have the same
WHO: Mapping[str, str] = {
    "child_8_11": N_("A child"),
    "young_person": N_("A young person"),
    "care_leaver": N_("A care leaver"),
    "parent_carer": N_("A parent or carer"),
    "helper": N_("Someone helping"),
}
SHORTEST_REASON = 10  # letters
# begun from one network, which may be a youth club's: 60 an hour, and 10 at a poster that had 300 in a day
VISITS = Limit("posters", each=60, within=timedelta(hours=1), crowd=3000, crowd_within=timedelta(days=1), in_crowd=30)
AT_ONE_POSTER = replace(VISITS, name="poster", crowd=300, in_crowd=10)


@open_to("anybody who stands before a poster")
def visit(
    db: Database, address: str, code: str, session: str, audience: str, language: str, form: Form, *, easy: bool = False
) -> str:
    """As `begin_at_poster`, counted first; `Throttled` when one network begins more than a youth club would."""
    take(db, VISITS, network_of(address))
    take(db, AT_ONE_POSTER, network_of(address), poster(db, code)["code"])
    return begin_at_poster(db, code, session, audience, language, form, easy=easy)


@open_to("anybody who stands before a poster")
def begin_at_poster(
    db: Database, code: str, session: str, audience: str, language: str, form: Form, *, easy: bool = False
) -> str:
    """Begin a conversation of one's own and return its token; whoever comes next begins another one.

    Nothing of the phone, the network or the person is kept: what they choose to say is all there is.
    """
    place = poster(db, code)
    if audience not in WHO:
        raise NotAnswerable
    token = new_token()
    requests.add(
        db,
        {
            "child": None,
            "place": number_of(place),
            "touchpoint": TOUCHPOINT,
            "audience": audience,
            "language": language if language in LANGUAGES else "en",
            "channel": "qr",
            "form": form.id,
            "form_version": form.version,
            "fingerprint": keep_version(db, form),
            "contact": None,
            "keys": [db.keyed_hash(token)],
            "made": db.now.isoformat(),
            "expires": (db.now + STAYS_OPEN).isoformat(),
            "state": OPEN,
            "by": None,
        },
    )
    begin(db, token, session, language, easy=easy)
    return token


@needs(Permission.READ_VOICES)
def poster_voices(db: Database, actor: Actor) -> list[SeenVoice]:
    """What was said to posters and is tied to no child, the newest first; `place` is the number of the place."""
    said = [voice for place in all_places(db) for voice in voices.by_place(db, number_of(place))]
    heard = [in_full(voice) for voice in said if voice["answers"] and voice["child"] is None]
    return sorted(heard, key=lambda voice: voice["begun"], reverse=True)


@needs(Permission.MAKE_POSTERS)
def voices_counted(db: Database, actor: Actor, place_id: int) -> int:
    """How many people said something at a place, those whose voice was tied to a child too; without any words."""
    return sum(bool(voice["answers"]) for voice in voices.by_place(db, place_id))


@needs(Permission.TIE_VOICES)
def tie(db: Database, actor: Actor, voice_id: int, child: str, reason: str) -> None:
    """Put a poster's voice to a child, with the reason on record; from then on it is evidence about that child."""
    child_for(db, actor, child)
    voice = voices.by_id(db, voice_id)
    if voice is None or voice.get("place") is None or voice["request"] is None:
        raise NotFound
    why = reason.replace("\0", "").strip()[:2000]
    if len(why) < SHORTEST_REASON:
        raise Unacceptable("Write how you know whom this is about.")
    if voice["child"] is not None:
        raise Unacceptable("This has been tied to a child already.")
    tied: Tied = {"by": actor.id, "name": actor.name, "at": db.now.isoformat(), "reason": why}
    voices.change(db, voice, child=child, tied=tied)
    requests.tie(db, voice["request"], child)
    for answer in voice["answers"].values():
        if answer["value"] is not None:
            note_day(db, child, HEARD, london_day(answer["at"]))
    for item in triage_items.by_voice(db, voice_id):
        triage_items.change(db, item, child=child)
    audit.record(db, actor, "voice.tied", child=child, voice=voice_id, place=voice["place"], reason=why)
    for topic in (f"child:{child}", "voices", "triage"):
        db.announce(topic)
