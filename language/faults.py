"""What is wrong with a catalogue, in sentences for the person who mends it."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from language.catalogue import forms, read_catalogue
from language.placeholders import places, same_placeholders


def faults(template: Catalog, path: Path) -> Iterator[str]:
    """Each fault of the catalogue at `path` against the messages that the project has now."""
    if not path.exists():
        yield f"{path.name} is missing: run `python -m language.messages update`."
        return
    catalogue = read_catalogue(path)
    for wanted in (each for each in template if each.id):
        for fault in _of_message(catalogue.get(wanted.id, wanted.context), catalogue.num_plurals):
            yield f"{path.name}: “{_english(wanted)[0]}” {fault}."


def _of_message(found: Message | None, num_plurals: int) -> Iterator[str]:
    if found is None:
        yield "is missing: run `python -m language.messages update`, then translate it"
        return
    if found.fuzzy:
        yield "is stale (fuzzy): its English has changed, so look at the translation again"
    texts = forms(found)
    yield from _of_number(texts, num_plurals if found.pluralizable else 1)
    for text in filter(None, texts):
        if not same_placeholders(found.id, text):
            yield f"has the placeholders {_listed(text)}, where the English has {_listed(*_english(found))}"


def _of_number(texts: tuple[str, ...], expected: int) -> Iterator[str]:
    written = len([text for text in texts if text])
    if not written:
        yield "is not translated"
    elif (written, len(texts)) != (expected, expected):
        yield f"needs {expected} forms and has {written}"


def _english(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _listed(*texts: str) -> str:
    return ", ".join(sorted(set(chain.from_iterable(map(places, texts))))) or "none"
