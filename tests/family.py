"""A family with a link, and the browser they use."""

from typing import Any

from feedback.voices.conversation_view import ConversationView
from feedback.voices.views import view
from feedback.web import answering
from storage.store import Store


class Family:
    """Somebody who opened a link in one browser."""

    def __init__(self, store: Store, token: str, browser: str = "their own phone") -> None:
        self.store = store
        self.token = token
        self.browser = browser
        self.language = "en"

    def sees(self) -> ConversationView:
        return self.store.read(view, self.token, self.browser)

    def begins(self, language: str = "en") -> None:
        self.language = language
        self.store.write_now(answering.begin, self.token, self.browser, language)

    def answers(self, raw: Any, question_id: str | None = None, *, as_words: bool = False) -> str:
        asked, told = question_id or self._asked(), (self.token, self.browser)
        self.store.write_now(answering.answer, *told, asked, raw, self.language, as_words=as_words)
        return asked

    def writes(self, words: str) -> None:
        """Say something in their own words, at the first question that asks for them."""
        while (question := self.sees().question) is not None and question.kind != "long_text":
            self.skips()
        self.answers(words)

    def skips(self) -> None:
        self.store.write_now(answering.skip, self.token, self.browser, self._asked(), self.language)

    def goes_back(self, draft: str = "") -> None:
        self.store.write_now(answering.back, self.token, self.browser, self._asked(), draft)

    def changes(self, question_id: str) -> None:
        self.store.write_now(answering.change, self.token, self.browser, question_id)

    def speaks(self, language: str, draft: str = "") -> None:
        self.language = language
        question = self.sees().question
        self.store.write_now(
            answering.speak, self.token, self.browser, language, question.id if question else "", draft
        )

    def skips_the_rest(self) -> None:
        while self.sees().question is not None:
            self.skips()

    def finishes(self) -> None:
        self.store.write_now(answering.finish, self.token, self.browser)

    def _asked(self) -> str:
        question = self.sees().question
        assert question is not None
        return question.id
