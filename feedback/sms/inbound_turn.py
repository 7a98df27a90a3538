"""One text and our answer to it while both are being worked out; at the end at most one text goes out."""

from datetime import datetime, timedelta
from typing import Unpack

from feedback.messages import inbox, outbox
from feedback.messages.inbox import LONGEST, ReceivedText, settle
from feedback.sms import threads
from feedback.sms.reply_words import Command, keyword_of
from feedback.sms.sign_offs import message_of, name_words
from feedback.sms.stop_words import Wish, without_politeness
from feedback.sms.stop_words import keyword_of as wish_told
from feedback.sms.threads import BY_TEXT, ThreadChange
from feedback.sms.typed_words import words
from feedback.voices.call_wishes import can_be_called
from feedback.voices.conversations import OpenConversation, conversation_of
from feedback.voices.requests import Request
from language.catalogue import N_, say
from people import children, contacts
from people.contact_points import ContactPoints
from storage.documents import number_of
from storage.store import Database

NOT_AT_ONCE = N_("A person reads what you write, but not straight away.")
WE_WILL_CALL = N_("You asked us to call you. We will.")
CANNOT_CALL = N_("You asked us to call you. We cannot without a phone number. You can text it to us here.")
WAYS = N_(
    "At any time: {skip} to skip, {back} to go back. {link} for a link, {call} to be called. {stop} for no more texts."
)
REPLY, STOP_CONFIRMED = "reply", "stop_confirmed"  # purposes in the outbox
SHORT = 3  # words
ONCE_A_DAY = timedelta(days=1)


class InboundTurn:
    """What came from a phone, the thread that it belongs to, and what is said to it."""

    def __init__(self, db: Database, text: ReceivedText, contact_points: ContactPoints) -> None:
        self.db = db
        self.text = text
        self.phone = text["sender"]
        self.body = text["body"]
        self.contact_points = contact_points
        self.thread = threads.thread_of(db, self.phone)
        self.open = threads.open_requests(db, self.phone)
        self.language = threads.language_of(db, self.phone)
        self.names = _names(db, self.phone)
        self.request: Request | None = None
        self.purpose = REPLY
        self.took = ""
        self.why = ""
        self._said: list[str] = []
        self._put_anew = False

    def say(self, message: str, **values: object) -> None:
        """Add a message to the reply, in the language of the conversation."""
        self._said.append(say(self.language, message, **values).text)

    def add(self, *ready: str) -> None:
        """Add what is in its language already."""
        self._said.extend(ready)

    def note(self, took: str, why: str = "") -> None:
        """Note what the text was taken for; with `why`, a person reads it, and an earlier reason stays."""
        self.took = took
        self.why = self.why or why

    def about(self, request: Request) -> OpenConversation:
        """Make this the conversation that the exchange is about."""
        self.request = request
        ongoing = conversation_of(self.db, request, f"sms {self.db.keyed_hash(self.phone)}", BY_TEXT)
        self.language = str(ongoing.voice["language"] if ongoing.voice else request["language"])
        return ongoing

    @property
    def message(self) -> str:
        """The words of the message itself, without sign-off and name: for choices and commands, never to be kept."""
        return " ".join(message_of(words(self.body), self.names))

    @property
    def texts_before(self) -> list[ReceivedText]:
        """The texts that came from this phone before, the oldest first."""
        return [one for one in inbox.by_phone(self.db, self.phone) if number_of(one) != number_of(self.text)]

    @property
    def ours(self) -> list[str]:
        """The words that we sent to this phone, the oldest first."""
        return [one["body"] for one in outbox.by_phone(self.db, self.phone)]

    @property
    def says_nothing(self) -> bool:
        """Whether the text is blank or no more than politeness. An emoji says something."""
        return not self.body or bool(words(self.body) and not without_politeness(words(self.message)))

    @property
    def is_long(self) -> bool:
        """Whether it says more than a greeting or a choice would."""
        return len(words(self.body)) > SHORT

    def turn_to(self, text: ReceivedText) -> None:
        """Go on with a text that came before; the one that made its meaning clear is settled."""
        self._settle()
        self.text, self.body, self.took, self.why = text, text["body"], "", ""

    def remember(self, **fields: Unpack[ThreadChange]) -> None:
        """Change the thread."""
        self._put_anew = self._put_anew or bool(fields.get("put"))
        self.thread = threads.change(self.db, self.thread, **fields)

    def say_ways(self) -> None:
        """The words with which one finds one's way, as they are read in this language."""
        ways = {command.value: keyword_of(self.language, command) for command in Command}
        self.say(WAYS, **ways, stop=wish_told(self.language, Wish.STOP))

    def say_whether_we_call(self, ongoing: OpenConversation) -> None:
        """A call is promised only where there is a number for it."""
        self.say(WE_WILL_CALL if can_be_called(self.db, ongoing.request, ongoing.voice) else CANNOT_CALL)

    def neutral(self) -> None:
        """The neutral answer with the numbers of help, at most once a day: it tells nothing of whom we know."""
        last = self.thread["neutral_at"]
        if last is not None and datetime.fromisoformat(last) > self.db.now - ONCE_A_DAY:
            return
        self.say(NOT_AT_ONCE)
        self.add(*self.contact_points.help_lines(self.language))
        self.remember(neutral_at=self.db.now.isoformat())

    def end(self) -> None:
        """Queue the reply and note what became of the text."""
        self._settle()
        if not self._said:
            return
        number = outbox.queue(
            self.db,
            to=self.phone,
            body="\n".join(self._said)[:LONGEST],
            purpose=self.purpose,
            language=self.language,
            child=self._child,
            request=self._number,
        )
        if self._put_anew and self.thread["put"]:  # by which text it was put, so that we know when it can be read
            self.remember(put={**self.thread["put"], "text": number})

    def _settle(self) -> None:
        settle(self.db, self.text, took=self.took, why=self.why, child=self._child, request=self._number)

    @property
    def _child(self) -> str | None:
        """The child that the text has to do with, so that only those who may know of that child read it."""
        if self.request is not None:
            return str(self.request["child"])
        return next((str(contact["child"]) for contact in contacts.with_phone(self.db, self.phone)), None)

    @property
    def _number(self) -> int | None:
        return number_of(self.request) if self.request is not None else None


def _names(db: Database, phone: str) -> frozenset[str]:
    """The words of the names that this phone is known by: of whoever has it, and of the children."""
    known = contacts.with_phone(db, phone)
    return name_words(*(str(one["name"]) for one in known), *(children.name_of(db, one["child"]) for one in known))
