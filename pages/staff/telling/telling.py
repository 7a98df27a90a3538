"""The page that tells one family: choose the words and the way, see exactly what goes, then send it or note it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from feedback.voices.answers_back import HELPED, answer_back_form
from feedback.voices.errors import CannotAsk
from language.catalogue import say
from language.registry import LANGUAGES
from pages.staff.shell.addresses import letter_page
from pages.staff.shell.frame import frame
from pages.staff.shell.screen import Screen
from pages.staff.shell.templates import render
from pages.staff.texts import words as text_words
from people.errors import NotFound, Unacceptable
from storage.documents import number_of
from tracker.states import EFFECTIVE, NOT_NEEDED, STATES
from tracker.telling.noting import METHODS_OF_TELLING, ToldAlready, note_told
from tracker.telling.offering import Offer, offers_of
from tracker.telling.sentences import DONE, NOT_DONE, SENTENCES
from tracker.telling.telling import TellingPreview, preview_of, tell
from tracker.telling.telling_words import ENGLISH, TellingWords, WordsRefused, is_ready_in
from tracker.telling.tellings import told_of
from tracker.telling.wishes import LETTER, WAYS, WISHES, WORKER

WORDS_FORM, SEND_FORM = "words-form", "send-form"
OWN = "own"
Sent = Mapping[str, Any]


@dataclass
class Chosen:
    """What this tab has chosen so far; what is sent is what was shown."""

    said: TellingWords = field(default_factory=TellingWords)
    way: str = ""
    is_shown: bool = False


class TellingPage:
    """One item and one of those whose words it answers."""

    def __init__(self, screen: Screen, item: int, voice: int) -> None:
        self._screen, self._item, self._voice = screen, item, voice
        self._texting = screen.context.settings.texting
        self._chosen = Chosen()

    async def build(self) -> None:
        """Draw it and listen; `NotFound` where there is no such item or nobody of these."""
        offers = await self._screen.fetch(offers_of, self._item, texts=self._texting is not None)
        if self._voice and self._voice not in {number_of(one.voice) for one in offers}:
            raise NotFound
        self._voice = self._voice or (number_of(offers[0].voice) if offers else 0)
        for child in dict.fromkeys(one.child for one in offers):
            await self._screen.opens(child, f"answer back, item {self._item}")
        await frame(self._screen, f"Tell the family, item {self._item}", "answers owed")
        self._panel = await self._screen.panel(self._draw, f"item:{self._item}", "voices", "texts", "calls")
        self._screen.on("show-words", self._show)
        self._screen.on("tell", self._tell)
        self._screen.on("note", self._note)

    def _draw(self) -> str:
        screen = self._screen
        offers = screen.read(offers_of, self._item, texts=self._texting is not None)
        offer = next((one for one in offers if number_of(one.voice) == self._voice), None)
        told = screen.read(told_of, self._item)
        shown = {"item": self._item, "offers": offers, "offer": offer, "told": told, "ways": WAYS, "wishes": WISHES}
        if offer is None:
            return render("telling/nobody.html", screen.now, **shown)
        chosen = self._chosen
        about = {
            "chosen": chosen,
            "preview": self._preview(offer),
            "groups": _groups(offer),
            "code": _language(offer),
            "way": chosen.way or next((one.code for one in offer.ways if one.wished), ""),
            "state": STATES[offer.item["state"]],
            "only_done": offer.item["state"] == EFFECTIVE,
            "only_not_done": offer.item["state"] == NOT_NEEDED,
            "methods": METHODS_OF_TELLING,
            "helped": answer_back_form().question(HELPED).options(),
            "sms": text_words,
        }
        return render("telling/telling.html", screen.now, **shown, **about)

    def _preview(self, offer: Offer) -> TellingPreview | None:
        if not self._chosen.is_shown or not offer.may_tell:
            return None
        about = (self._item, self._voice, self._chosen.way, self._chosen.said, self._texting)
        try:
            return self._screen.read(preview_of, *about)
        except WordsRefused:  # what may be said has changed since it was shown: the words are asked for again
            return None

    async def _show(self, sent: Sent) -> None:
        """Show exactly what would go; what cannot go is said beside its field, and stays typed."""
        said, way = _words(sent), str(sent.get("way", ""))
        if way not in WAYS:
            self._screen.refuse(WORDS_FORM, {"way": "Choose how to tell them."})
            return
        try:
            await self._screen.fetch(preview_of, self._item, self._voice, way, said, self._texting)
        except WordsRefused as refused:
            self._screen.refuse(WORDS_FORM, {refused.field: str(refused)})
            return
        self._chosen = Chosen(said, way, is_shown=True)
        await self._screen.redraw(self._panel)
        self._screen.script("focusOn", "what-goes")

    async def _tell(self, sent: Sent) -> None:
        if not self._chosen.is_shown:
            return
        about = (self._item, self._voice, self._chosen.way, self._chosen.said, self._texting)
        try:
            request = await self._screen.submit(SEND_FORM, tell, *about, str(sent.get("override", "")))
        except (CannotAsk, Unacceptable) as trouble:
            self._screen.refuse(SEND_FORM, {"override": str(trouble)})
            return
        await self._done(request)

    async def _note(self, sent: Sent) -> None:
        if not self._chosen.is_shown:
            return
        on, method, helped = (str(sent.get(name, "")) for name in ("on", "method", "helped"))
        note = ToldAlready(on, method, helped, exact=sent.get("exact") == "yes")
        try:
            request = await self._screen.submit(SEND_FORM, note_told, self._item, self._voice, self._chosen.said, note)
        except Unacceptable as trouble:
            self._screen.refuse(SEND_FORM, {"method" if "how" in str(trouble) else "on": str(trouble)})
            return
        await self._done(request)

    async def _done(self, request: int) -> None:
        way, self._chosen = self._chosen.way, Chosen()
        if way == LETTER:
            offers = await self._screen.fetch(offers_of, self._item)
            child = next(one.child for one in offers if number_of(one.voice) == self._voice)
            self._screen.go(letter_page(child, request))
            return
        await self._screen.redraw(self._panel)
        self._screen.tell("It is noted." if way == WORKER else "It is on its way.")
        self._screen.script("focusOn", "told-so-far")


def _words(sent: Sent) -> TellingWords:
    chosen = str(sent.get("sentence", ""))
    if chosen != OWN:
        return TellingWords(sentence=chosen or "none")
    typed = (str(sent.get(name, "")) for name in ("english", "translated", "translated_by"))
    return TellingWords("", str(sent.get("done", "yes")) == "yes", *typed)


def _language(offer: Offer) -> str:
    code = offer.voice["language"]
    return code if code in LANGUAGES else ENGLISH


def _groups(offer: Offer) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """The ready sentences that can be true of how the item ended: code, English, and the words in their language."""
    code = _language(offer)
    named = (("What we did", DONE, NOT_NEEDED), ("We could not, because", NOT_DONE, EFFECTIVE))
    return [
        (name, [(key, SENTENCES[key], say(code, SENTENCES[key]).text) for key in keys if is_ready_in(key, code)])
        for name, keys, never in named
        if offer.item["state"] != never
    ]
