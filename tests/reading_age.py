"""How hard the words are that families read, by form and by page, written to docs/reading-age.md."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from forms.library import Library
from forms.schema import Form
from language.messages import collect

HERE = Path(__file__).parent.parent
PAGE = HERE / "docs" / "reading-age.md"
GRADE_TO_AGE = 5  # the first grade of an American school is read at six
LONGEST = 15  # words in a sentence
AGES = {"child_4_7": 7.0, "child_8_11": 9.0}
ADULT, EASY_READ, FAMILY_PAGE = 10.0, 9.0, 9.0
HEAD = """# How hard the words are that families read

Made from the forms and from the messages of the family pages by `make reading-age`: do not write here.

An age here is a grade of an American school plus five. ARI, the automated readability index, counts letters in a word
and words in a sentence; Flesch-Kincaid (FK) counts syllables, which we count in groups of vowels. The bounds, in years:
7 for a child of 4 to 7 with a helper, 9 for 8 to 11 and for Easy Read, 10 for everybody else. No sentence has more than
15 words. `tests/forms/test_reading_age.py` holds all of it for the forms.

**What this cannot say.** The formulas were made for passages of a hundred words and more; a set has a few dozen, so
that one long word moves a form by a tenth of a year or more, and very short sentences come out below any age at which
people read. They see length and nothing else: that a question holds two ideas, that "views" is a hard short word, or
that someone is upset, they do not see. A figure over its bound shows that something is too hard; one below it does not
show that it is understood. That is found out with children, parents and interpreters, and has not been yet.

*Asked* is questions, hints and explanations; *with answers* adds everything that can be chosen. Each wording counts
once in a form, however often it stands there; answers of a word or two make a form look easier, so both are held.
"""


@dataclass(frozen=True)
class Figures:
    """The reading ages of some words."""

    sentences: int
    longest: int
    ari: float
    fk: float

    @property
    def hardest(self) -> float:
        """The higher of both ages."""
        return max(self.ari, self.fk)

    @property
    def cells(self) -> str:
        """As the cells of a row."""
        return f"{self.ari:.1f} | {self.fk:.1f}"


def sentences(texts: Iterable[str]) -> list[str]:
    """Each sentence once; a value to be filled in counts as one word."""
    plain = (re.sub(r"<[^>]*>|[{}]|%\(|\)s", " ", text) for text in texts)
    return list(dict.fromkeys(one for text in plain for one in re.split(r"(?<=[.?!])\s+", text.strip()) if words(one)))


def words(sentence: str) -> list[str]:
    """The words of a sentence: what is between spaces and holds a letter or a digit."""
    stripped = (re.sub(r"[^\w'’-]", "", word) for word in sentence.split())
    return [word for word in stripped if re.search(r"\w", word)]


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e."""
    word = re.sub(r"['’]s$", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouysxczgh]es$", word)
    return max(1, groups - bool(silent))


def measure(texts: Iterable[str]) -> Figures:
    """Both reading ages of these texts together."""
    each = [words(sentence) for sentence in sentences(texts)]
    every = [word for sentence in each for word in sentence]
    letters = sum(len(re.findall(r"\w", word)) for word in every)
    long = len(every) / len(each)
    ari = 4.71 * letters / len(every) + 0.5 * long - 21.43
    fk = 0.39 * long + 11.8 * sum(map(syllables, every)) / len(every) - 15.59
    return Figures(len(each), max(map(len, each)), ari + GRADE_TO_AGE, fk + GRADE_TO_AGE)


def family_forms() -> list[Form]:
    """Every form that a family or somebody who helps them fills in."""
    return [form for form in Library.load().forms.values() if not form.staff]


def bound(form: Form) -> float:
    """The highest reading age that a form may have."""
    return AGES.get(form.audience or "", ADULT)


def asked(form: Form) -> Iterator[str]:
    """Questions, hints and explanations."""
    return (text for one in form.questions for text in (one.text, one.hint, one.explain) if text)


def answers(form: Form) -> Iterator[str]:
    """Everything that can be chosen."""
    return (option.text for one in form.questions for option in one.options())


def easy(form: Form) -> list[str]:
    """The questions as Easy Read has them."""
    return [one.easy or one.text for one in form.questions]


def pages() -> dict[str, list[str]]:
    """The messages of each template of the family pages."""
    found: dict[str, list[str]] = {}
    for message in collect(HERE):
        for place, _line in message.locations:
            if place.startswith("pages/family/templates/"):
                said = message.id if isinstance(message.id, tuple | list) else [message.id]
                found.setdefault(Path(place).stem, []).extend(said)
    return dict(sorted(found.items()))


def page() -> str:
    """docs/reading-age.md."""
    return "\n".join([HEAD, *_forms(), "", *_pages(), ""])


def _forms() -> Iterator[str]:
    yield "## Forms\n"
    yield "| form | bound | sentences | longest | asked: ARI | FK | with answers: ARI | FK | Easy Read: ARI | FK |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for form in family_forms():
        one, whole, read = measure(asked(form)), measure([*asked(form), *answers(form)]), measure(easy(form))
        head = f"| {form.id} | {bound(form):.0f} | {whole.sentences} | {whole.longest}"
        yield f"{head} | {one.cells} | {whole.cells} | {read.cells} |"


def _pages() -> Iterator[str]:
    yield "## The pages' own words\n"
    yield f"They should be read at {FAMILY_PAGE:.0f}. The age is not held: a page of a few labels has no sentence."
    yield f"No sentence has more than {LONGEST} words: that is held.\n"
    yield "| page | sentences | longest | ARI | FK |"
    yield "|---|--:|--:|--:|--:|"
    for name, said in pages().items():
        one = measure(said)
        yield f"| {name} | {one.sentences} | {one.longest} | {one.cells} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
