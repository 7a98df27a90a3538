"""A family's page as a browser without JavaScript has it: what can be pressed, what is said, in which language."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.etree.ElementTree import Element

import html5lib
from httpx import Response
from starlette.testclient import TestClient

FORM = {"content-type": "application/x-www-form-urlencoded"}
SILENT = {"script", "style", "head", "textarea"}  # their text is read out to nobody
TYPED = ("text", "tel", "number", "search", "email")
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Said:
    """A piece of text of the page, and the language and direction that it is marked with."""

    text: str
    lang: str
    direction: str


class Screen:
    """One page, read by the meaning of its elements and not by how it looks."""

    def __init__(self, reply: Response) -> None:
        self.reply = reply
        self.tree: Element = html5lib.parse(reply.text, namespaceHTMLElements=False)

    @property
    def lang(self) -> tuple[str, str]:
        """The page's language and direction."""
        return self.tree.get("lang", ""), self.tree.get("dir", "")

    @property
    def weight(self) -> int:
        """Bytes on the wire: the body as it was packed, and the headers."""
        headers = sum(len(name) + len(value) + 4 for name, value in self.reply.headers.raw)
        return headers + int(self.reply.headers["content-length"])

    def said(self) -> list[Said]:
        """Every piece of text that stands in the page's body."""
        body = self.tree.find("body")
        assert body is not None
        return [one for one in _said(body, *self.lang) if one.text]

    def asks(self) -> bool:
        """Whether a question stands here."""
        return any(True for _ in self._named("question"))

    def buttons(self) -> dict[tuple[str, str], Element]:
        """What can be pressed in the page's conversation, by name and value."""
        return {(one.get("name", ""), one.get("value", "")): one for one in self.tree.iter("button")}

    def answered(self, words: str) -> Pairs:
        """The first answer that can be given here: a card that is a button, a choice, or these words."""
        for name, value in self.buttons():
            if name == "do" and value.startswith("answer:"):
                return self.pressed(value)
        given: Pairs = []
        for one in self._named("answer"):
            kind = one.get("type", "text")
            if kind in ("radio", "checkbox"):
                given = given or [("answer", one.get("value", ""))]
            elif one.tag == "textarea" or kind in TYPED:
                given = [("answer", "07700 900123" if kind == "tel" else words)]
        return self.pressed("answer", given)

    def pressed(self, do: str, given: Pairs | None = None) -> Pairs:
        """The press of this button, with what stands in its form."""
        button = self.buttons()["do", do]
        return [*self._hidden(self._form_of(button)), *(given or []), ("do", do)]

    def _named(self, name: str) -> Iterator[Element]:
        return (one for one in self.tree.iter() if one.get("name") == name and one.tag in ("input", "textarea"))

    def _form_of(self, button: Element) -> Element:
        forms = list(self.tree.iter("form"))
        return next(one for one in forms if button in one.iter() or one.get("id") == button.get("form", "-"))

    def _hidden(self, form: Element) -> Pairs:
        fields = (one for one in form.iter("input") if one.get("type") == "hidden")
        return [(one.get("name", ""), one.get("value", "")) for one in fields]


def walk(browser: TestClient, address: str, words: str, most: int = 80) -> Iterator[Screen]:
    """Every page from the first to the last, as a family meets them that answers the first thing that it can."""
    here = Screen(browser.get(address))
    yield here
    for _ in range(most):
        press = _next_press(here, words)
        if press is None:
            return
        here = _after(browser, address, press)
        if here.reply.status_code == 422:  # these words are no answer to it
            yield here
            here = _after(browser, address, here.pressed("skip"))
        yield here
    raise AssertionError("The conversation does not end.")


def _next_press(here: Screen, words: str) -> Pairs | None:
    for do in ("begin", "finish"):
        if ("do", do) in here.buttons():
            return here.pressed(do)
    return here.answered(words) if here.asks() and ("do", "skip") in here.buttons() else None


def _after(browser: TestClient, address: str, press: Pairs) -> Screen:
    reply = browser.post(address, content=urlencode(press), headers=FORM)
    return Screen(browser.get(reply.headers["location"]) if reply.status_code == 303 else reply)


def _said(one: Element, lang: str, direction: str) -> Iterator[Said]:
    lang, direction = one.get("lang", lang), one.get("dir", "auto" if one.tag == "bdi" else direction)
    if one.tag in SILENT:
        return
    yield Said(" ".join((one.text or "").split()), lang, direction)
    for child in one:
        yield from _said(child, lang, direction)
        yield Said(" ".join((child.tail or "").split()), lang, direction)
