"""How many bytes a family's phone has to take: every byte of each page, headers and all, packed as it is sent."""

import gzip
import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx

from benchmarks import wire
from benchmarks.authority import LIBRARY, MANY, authority, opened
from benchmarks.families import Family, asked
from benchmarks.programs import Program, heard
from benchmarks.row import Row, at_most
from feedback.voices.views import view
from language.catalogue import FOLDER, read_catalogue, say
from language.registry import LANGUAGES
from storage.store import Database, Store
from tracker.said.releases import SaidRelease, add, place_of
from tracker.said.writing import LONGEST_ANSWER, LONGEST_SAID, words_of

FIRST, LATER = 14_600, 8_000  # bytes
STANDING = ("/", "/help", "/privacy", "/accessibility", "/f/nobodys")
SAID, LENGTHS = 30, (LONGEST_SAID, LONGEST_ANSWER, LONGEST_ANSWER)  # entries of “You said, we did”, and letters
LONGEST_WALK = 40  # questions
Sizes = dict[str, int]


def rows(voices: int = MANY, forms: int | None = None, languages: int | None = None) -> list[Row]:
    """The heaviest first page and the heaviest later one, over every form and language."""
    folder = authority(voices)
    store = opened(folder)
    families = store.write_now(_families, forms, languages)
    store.write_now(_release_much)
    with heard(folder) as program, ThreadPoolExecutor(4) as pool:
        first = {_name(one): _first(program, one) for one in families}
        first |= {f"/said in {one}": _size(program, wire.get("/said", language=one)) for one in LANGUAGES}
        later = dict(_standing(program))
        for walked in pool.map(lambda one: dict(_walk(program, store, one)), families):
            later |= walked
    store.close()
    how = f"{len(families)} forms and languages asked over HTTP of the real server"
    return [
        _row(
            "first family page, every byte of it",
            first,
            FIRST,
            f"the welcome page with its pictures, and /said; {how}",
        ),
        _row(
            "any later family page",
            later,
            LATER,
            f"each question, check, thanks and standing page, before its picture; {how}",
        ),
    ]


def _families(db: Database, forms: int | None, languages: int | None) -> list[Family]:
    found = ((LIBRARY.find(*pair), pair) for pair in LIBRARY.choices())
    pairs = list({form.id: pair for form, pair in found if form}.values())[:forms]
    codes = list(LANGUAGES)[:languages]
    return [asked(db, "D0017", *pair, language, begun=False) for pair in pairs for language in codes]


def _standing(program: Program) -> Iterator[tuple[str, int]]:
    for address in STANDING:
        for language in LANGUAGES:
            yield f"{address} in {language}", _size(program, wire.get(address, language=language))


def _release_much(db: Database) -> None:
    """So many entries, each in every language and as long as may be."""
    for number in range(1, SAID + 1):
        words = {one: words_of(*(_text(one, number, most) for most in LENGTHS)) for one in LANGUAGES}
        said: SaidRelease = {
            "entry": number,
            "theme": "plans",
            "words": words,
            "month": "2026-05",
            "place": place_of("2026-05", number),
            "standing": True,
            "children": 9,
            "fewest": 5,
            "reason": "",
            "by": 1,
            "by_name": "A Head",
            "at": db.now.isoformat(),
            "ended": None,
        }
        add(db, said)


def _text(language: str, number: int, most: int) -> str:
    """Words of the service's own in this language, in an order of this entry's own."""
    chance = random.Random(number * most)
    messages = [one.id for one in read_catalogue(FOLDER / "ar.po") if isinstance(one.id, str)]
    found = " ".join(say(language, one).text for one in messages).split()
    return " ".join(chance.sample(found, most))[:most]


def _walk(program: Program, store: Store, family: Family) -> Iterator[tuple[str, int]]:
    """Every page from Start to thanks of somebody in trouble: they are asked most, and shown the numbers first."""
    _press(program, family.presses("begin"))
    for _ in range(LONGEST_WALK):
        question = store.read(view, family.token, family.session).question
        yield f"{question.id if question else 'check'} of {_name(family)}", _size(program, family.looks())
        if question is None:
            break
        _press(program, family.answers(question, in_trouble=True))
    _press(program, family.presses("finish"))
    yield f"thanks of {_name(family)}", _size(program, family.looks())


def _press(program: Program, request: bytes) -> None:
    """Go on; a press that is refused would leave the walk where it stands, and the pages after it unmeasured."""
    answer = wire.exchange(program.port, request)
    if wire.status(answer) != httpx.codes.SEE_OTHER:
        raise RuntimeError(f"A press was refused: {answer[:100]!r}")


def _first(program: Program, family: Family) -> int:
    """The welcome page with the pictures that it asks for."""
    answer = wire.exchange(program.port, family.looks())
    shown = re.findall(rb'src="(/pictures/[^"]+)"', gzip.decompress(wire.body(answer)))
    return len(answer) + sum(_size(program, wire.get(one.decode())) for one in shown)


def _size(program: Program, request: bytes) -> int:
    answer = wire.exchange(program.port, request)
    if wire.header(answer, "content-encoding") != "gzip":
        raise RuntimeError(f"A page was sent unpacked: {answer[:100]!r}")
    return len(answer)


def _name(family: Family) -> str:
    return f"{family.form.id} in {family.language}"


def _row(name: str, sizes: Sizes, most: int, how: str) -> Row:
    heaviest = max(sizes, key=sizes.__getitem__)
    lightest = min(sizes.values())
    detail = f"{len(sizes)} pages, packed: {how}. The heaviest: {heaviest}; the lightest has {lightest:,} bytes."
    return at_most(name, sizes[heaviest], most, "bytes", detail)
