"""Fills a new folder with the demo data. The same seed and day give the same data, link secrets apart."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from app.data_folder import mark_filled
from app.demo.calls import CALLS, CONCERN, NOTES, DemoCall, DemoNote
from app.demo.judging import Judging
from app.demo.people import add_demo_children, add_demo_staff
from app.demo.places import PLACES, VOICES, DemoPlace
from app.demo.records import Records
from app.demo.reviews import FINDINGS, MARKED, REVIEWS, DemoReview
from app.demo.said import tell_what_came_of_it
from app.demo.sent import SENT_STORIES, file_of
from app.demo.stories import STORIES, TRIES, Story
from app.demo.texting import Texting
from app.demo.timeline import Timeline
from app.demo.tracking import Tracking
from app.demo.whole_review import marked, whole_review
from app.last_known import say_invented
from app.opening import open_store, utc_now
from app.settings import Settings
from app.texting import text_settings
from feedback.asking.handing_over import hand_over
from feedback.asking.requests import ask
from feedback.asking.text_requests import TextSettings
from feedback.concerns.raising import raise_concern
from feedback.concerns.responding import acknowledge, record_action
from feedback.phone.discussions import note_discussion
from feedback.phone.not_reached import not_reached
from feedback.phone.quick_note import Talk, note_talk
from feedback.triage.deciding import decide
from feedback.voices import attempts, triage_items, voices
from feedback.voices.attaching import CheckedFile, offered
from feedback.voices.attempts import log_attempt
from feedback.voices.links import live_request
from feedback.voices.places import add_place
from feedback.voices.views import view
from feedback.web import answering
from feedback.web.poster_conversations import begin_at_poster
from forms.library import Library
from forms.schema import Question
from forms.vocabulary import CHOICE_KINDS
from people.actor import COMMAND_LINE, Actor
from people.contacts import contacts
from people.staff import as_actor, member
from people.working_days import london_day
from reviews.filling import fill
from reviews.handing_in import hand_in
from reviews.reviews import plan_review
from storage.databases import holds_rows
from storage.documents import number_of
from storage.store import Store

SEED = 2024
UNREAD_DAYS = 7
BROWSER = "the demo family's browser"


def make_demo_data(settings: Settings) -> None:
    """Fill the settings' new data folder, or their database where there is nothing in it yet."""
    database = settings.database_address
    if database is None or not holds_rows(database):
        fill_with_demo_data(settings)
    mark_filled(settings.data)


def fill_with_demo_data(settings: Settings, seed: int = SEED, today: date | None = None) -> None:
    """Put staff, children, reviews, voices and attempts into the settings' empty data folder."""
    timeline = Timeline(today or london_day(utc_now()))
    store = open_store(settings, timeline)
    try:
        chance = random.Random(seed)  # noqa: S311  # invented data, no secret
        _Filling(store, timeline, chance, Library.load(), text_settings(settings)).all(today or london_day(utc_now()))
        store.write_now(say_invented)
    finally:
        store.close()


class _Filling:
    """Plays months of an authority's life through the same verbs that people use."""

    def __init__(
        self, store: Store, timeline: Timeline, chance: random.Random, library: Library, texting: TextSettings
    ) -> None:
        self.store = store
        self.timeline = timeline
        self.chance = chance
        self.library = library
        self.texting = texting
        self.staff: Mapping[str, int] = {}

    def all(self, today: date) -> None:
        self.timeline.turn(120, "09:00")
        self.staff = self.store.write_now(add_demo_staff)
        self.store.write_now(add_demo_children, self.staff, self.chance, today)
        for one in TRIES:
            self.timeline.turn(one.days_ago, one.clock)
            worker = self._worker(one.child)
            self.store.write_now(log_attempt, worker, one.child, one.method, one.outcome, one.detail)
        for story in sorted(STORIES, key=lambda told: -told.days_ago):
            self._tell(story)
        for number, review in enumerate(REVIEWS):
            self._write(review, number, today)
        Judging(self.store, self.timeline, self.library.review, self._person).all(today)
        for call in CALLS:
            self._call(call)
        for note in NOTES:
            self._note(note, today)
        self._raise(*CONCERN)
        players = Texting(self.store, self.timeline, self.chance, self.library, self.texting, self._worker)
        for text, request in players.all():
            self._read(text.days_ago, request)
        for place in PLACES:
            self._open(place)
        Tracking(self.store, self.timeline, self._person).all(today)
        tell_what_came_of_it(self.store, self.timeline, self._person)
        Records(self.store, self.timeline, self._person).all(today)
        for kind, story in SENT_STORIES.items():
            self._tell(story, file_of(kind))

    def _tell(self, story: Story, sends: CheckedFile | None = None) -> None:
        self.timeline.turn(story.days_ago + 2, "15:30")
        asked = self.store.write_now(
            ask,
            self._worker(story.child),
            child=story.child,
            touchpoint=story.touchpoint,
            audience=story.audience,
            language=story.language,
            channel="link",
            form=self.library.find(story.touchpoint, story.audience),
        )
        (made,) = self.store.read(attempts.by_request, asked.request)
        self.store.write_now(hand_over, self._worker(story.child), number_of(made), "By message, after the meeting")
        self.timeline.turn(story.days_ago, story.clock)
        self.store.write_now(answering.begin, asked.token, BROWSER, story.language)
        if self._answers_to_the_end(asked.token, story, sends):
            self._read(story.days_ago, asked.request)

    def _answers_to_the_end(self, token: str, story: Story, sends: CheckedFile | None = None) -> bool:
        """Answer one question after another; False for somebody who stops half way."""
        while (question := self.store.read(view, token, BROWSER).question) is not None:
            self.timeline.forward(self.chance.randrange(8, 40))
            given = self._answer_to(question, story)
            if sends and sends.kind in offered(question, story.audience):
                self.store.write_now(answering.attach, token, BROWSER, question.id, sends, story.language)
                given = ""
            if given is None:
                self.store.write_now(answering.skip, token, BROWSER, question.id, story.language)
            else:
                self.store.write_now(answering.answer, token, BROWSER, question.id, given, story.language)
            if not story.whole and question.evidence_for == ("7",):
                return False
        self.store.write_now(answering.finish, token, BROWSER)
        return True

    def _open(self, place: DemoPlace) -> None:
        """A poster, and those who stood before it."""
        self.timeline.turn(place.days_ago, "11:30")
        hung = self.store.write_now(add_place, self._person("Grace Adeyemi"), place.name, place.kind)
        for story in VOICES[place.name]:
            self.timeline.turn(story.days_ago, story.clock)
            form = self.library.find(story.touchpoint, story.audience)
            assert form is not None
            about = (hung["code"], BROWSER, story.audience, story.language, form)
            token = self.store.write_now(begin_at_poster, *about)
            self._answers_to_the_end(token, story)
            self._read(story.days_ago, number_of(self.store.read(live_request, token)))

    def _read(self, days_ago: int, request: int) -> None:
        """What is older than a week has been read by somebody on the next morning."""
        voice = self.store.read(voices.by_request, request)
        if voice is not None and days_ago > UNREAD_DAYS:
            self.timeline.turn(days_ago - 1, "09:40")
            head = self._person("Helen Marsh")
            for item in self.store.read(triage_items.open_by_voice, number_of(voice)):
                answer = voice["answers"].get(item["question"])
                in_english = answer is not None and answer["lang"] == "en"
                decision = "no_action" if item["matter"] == "free_text" and in_english else "passed_on"
                self.store.write_now(decide, head, number_of(item), decision, "Talked about with the worker.")

    def _answer_to(self, question: Question, story: Story) -> str | None:
        match question.purpose:
            case "share_words":
                return "yes" if story.shared else "no"
            case "safe_now":
                return story.safe
            case "call_back":
                return "yes" if story.call else "no"
            case "unfair_treatment":
                return question.alerts[0] if story.unfair else "no"
        if question.id == "call_number":
            return "07700 900999"
        if question.kind in CHOICE_KINDS:
            scored = [option.code for option in question.choices]
            return scored[min(len(scored) - 1, max(0, story.mood + self.chance.choice((-1, 0, 0, 1))))]
        return story.words if question.kind == "long_text" and story.words else None

    def _write(self, review: DemoReview, number: int, today: date) -> None:
        self.timeline.turn(8, f"10:{number:02}")
        head = self._person("David Mensah" if review.reviewer == "Helen Marsh" else "Helen Marsh")
        review_id = self.store.write_now(
            plan_review,
            head,
            child=review.child,
            reviewer=self.staff[review.reviewer],
            theme=review.theme,
            deadline=date.fromordinal(today.toordinal() + review.due_in).isoformat(),
            form=self.library.review,
        )
        reviewer = self._person(review.reviewer)
        self.timeline.turn(1, "14:02")
        for section in range(1, review.written + 1):
            self.store.write_now(fill, reviewer, review_id, f"section_{section}_findings", FINDINGS[section - 1], 0)
            self.store.write_now(fill, reviewer, review_id, f"section_{section}_grade", review.grades[section - 1], 0)
        written = tuple(one for one in MARKED if int(one[0]) <= review.written)
        for question, value in marked(written).items():
            self.store.write_now(fill, reviewer, review_id, question, value, 0)
        if review.handed_in:
            for question, value in whole_review(self.library.review, FINDINGS, self.timeline().date()).items():
                self.store.write_now(fill, reviewer, review_id, question, value, 0)
            self.store.write_now(hand_in, reviewer, review_id)

    def _call(self, call: DemoCall) -> None:
        self.timeline.turn(call.days_ago, "10:30")
        worker = self._worker(call.child)
        contact = self.store.read(contacts, worker, call.child)[0]
        asked = self.store.write_now(
            ask,
            worker,
            child=call.child,
            touchpoint="practice_review",
            audience=contact["audience"],
            language=contact["language"],
            channel="phone",
            form=self.library.find("practice_review", contact["audience"]),
            contact=number_of(contact),
            override="The family agreed to a call at the last visit.",
        )
        for number, outcome in enumerate(call.tries):
            self.timeline.turn(call.days_ago - number, "14:00")
            agreed = self.timeline() + timedelta(days=1, hours=2)
            key = f"request-{asked.request}"
            self.store.write_now(not_reached, self._person("Sam Whitlow"), key, outcome, when=agreed)

    def _note(self, note: DemoNote, today: date) -> None:
        self.timeline.turn(note.days_ago, "15:10")
        on = (today - timedelta(days=note.days_ago)).isoformat()
        if note.part == "family":
            talk = Talk(note.child, on, note.method, "parent_carer", note.words, ("3",), shared=True)
            self.store.write_now(note_talk, self._person("Helen Marsh"), talk)
            return
        said: dict[str, Any] = {"part": note.part, "on": on, "method": note.method, "words": note.words}
        self.store.write_now(note_discussion, self._person("Helen Marsh"), child=note.child, **said)

    def _raise(self, child: str, days_ago: int, words: str) -> None:
        """A concern that was answered in time."""
        self.timeline.turn(days_ago, "11:45")  # Peter Lindqvist has known the child since the review was his
        reviewer, head = self._person("Peter Lindqvist"), self._person("Helen Marsh")
        concern = self.store.write_now(raise_concern, reviewer, "not_addressed", child=child, words=words)
        self.timeline.forward(3_600)
        self.store.write_now(acknowledge, head, concern)
        self.timeline.forward(7_200)
        self.store.write_now(
            record_action, head, concern, "Spoke with the chair of the meeting; it is corrected today."
        )

    def _worker(self, child: str) -> Actor:
        return self._person("Amina Yusuf" if int(child[1:]) % 2 else "Tom Farrow")

    def _person(self, name: str) -> Actor:
        document = self.store.read(member, self.staff[name])
        return as_actor(document) if document else COMMAND_LINE
