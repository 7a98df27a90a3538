"""Plays the texts between the invented authority and its families, through the verbs that the program uses."""

import random
from collections.abc import Callable

from app.demo.texts import STRAYS, TEXTS, DemoText, DemoUnmatchedText
from app.demo.timeline import Timeline
from feedback.asking.text_requests import TextSettings, ask_by_text
from feedback.asking.withdrawal import why_unwanted
from feedback.messages.claiming import claim
from feedback.messages.delivery_status import record_status
from feedback.messages.outbox import DELIVERED, SENT, UNDELIVERED
from feedback.messages.providers import ProviderAnswer
from feedback.messages.sending import taken
from feedback.sms.receiving import receive
from feedback.voices import requests, voices
from forms.conversation import Conversation
from forms.library import Library
from forms.schema import Form, Question
from forms.vocabulary import CHOICE_KINDS
from people.actor import Actor
from people.contacts import contacts
from storage.documents import number_of
from storage.store import Store

AGREED = "The family agreed to texts at the last visit."
SKIP = {"en": "skip", "ti": "ሕለፍ", "ar": "تخطي"}
MOST_REPLIES = 40  # more than any conversation needs


class Texting:
    """The outbox, the network and the families' phones in one."""

    def __init__(
        self,
        store: Store,
        timeline: Timeline,
        chance: random.Random,
        library: Library,
        texting: TextSettings,
        worker: Callable[[str], Actor],
    ) -> None:
        self.store = store
        self.timeline = timeline
        self.chance = chance
        self.library = library
        self.texting = texting
        self.worker = worker
        self._received = 0

    def all(self) -> list[tuple[DemoText, int]]:
        """Play every text in the order of the tables; returns each with the number of its request."""
        asked = [(text, self._ask(text)) for text in TEXTS]
        for stray in STRAYS:
            self._stray(stray)
        return asked

    def _ask(self, text: DemoText) -> int:
        self.timeline.turn(text.days_ago, text.clock)
        worker = self.worker(text.child)
        people = self.store.read(contacts, worker, text.child)
        person = next(one for one in people if one["audience"] == text.audience)
        form = self.library.find(text.touchpoint, text.audience)
        assert form is not None
        asked = self.store.write_now(
            ask_by_text,
            worker,
            self.texting,
            child=text.child,
            touchpoint=text.touchpoint,
            audience=text.audience,
            language=text.language,
            form=form,
            contact=number_of(person),
            override=AGREED,
        )
        self.timeline.forward(self.chance.randrange(2, 9))
        self._carry(text.code)
        self._converse(str(person["phone"]), asked.request, form, text)
        return asked.request

    def _converse(self, phone: str, request: int, form: Form, text: DemoText) -> None:
        for body in text.replies:
            self._send(phone, body)
        for _ in range(MOST_REPLIES if text.words else 0):
            question = self._asked(request, form)
            if question is None:
                return
            self._send(phone, _reply_to(question, text))

    def _asked(self, request: int, form: Form) -> Question | None:
        found, voice = self.store.read(requests.by_id, request), self.store.read(voices.by_request, request)
        if voice is None or found is None or found["state"] != requests.OPEN:
            return None
        given = {question: answer["value"] for question, answer in voice["answers"].items()}
        return Conversation.resume(form, given).question

    def _stray(self, stray: DemoUnmatchedText) -> None:
        self.timeline.turn(stray.days_ago, stray.clock)
        self._send(stray.phone, stray.body)

    def _send(self, phone: str, body: str) -> None:
        """A text from a family, and our answer on its way back."""
        self.timeline.forward(self.chance.randrange(70, 300))
        self._received += 1
        self.store.write_now(receive, provider_id=f"demo-{self._received}", sender=phone, body=body)
        self.timeline.forward(2)
        self._carry()

    def _carry(self, code: str = "") -> None:
        """What is due goes, and arrives, or does not for the reason that the code names."""
        while (text := self.store.write_now(claim, self.texting.hours, "console", why_unwanted)) is not None:
            provider_id = f"console-{text['opaque']}"
            went = ProviderAnswer(provider_id, SENT if code else DELIVERED)
            self.store.write_now(taken, number_of(text), went, keep_link=True)
            if code:
                self.timeline.forward(600)
                self.store.write_now(record_status, text["opaque"], provider_id, UNDELIVERED, code)


def _reply_to(question: Question, text: DemoText) -> str:
    """A number where the question has choices, as people reply; their own words once, and then no more."""
    if question.kind in CHOICE_KINDS:
        codes = [option.code for option in question.options()]
        wanted = "yes" if "yes" in codes else codes[min(text.mood, len(codes) - 1)]
        return str(codes.index(wanted) + 1)
    return text.words if question.evidence_for else SKIP[text.language]
