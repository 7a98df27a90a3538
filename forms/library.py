"""All the forms that this program can ask, found by id or by touchpoint and audience."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

from forms.check import check, check_file
from forms.closings import DEFINITIONS, closings_of
from forms.errors import FormError, NoSuchForm, Problem
from forms.loading import Loaded, load
from forms.schema import Form
from forms.shape import is_closings
from forms.vocabulary import AUDIENCES, TOUCHPOINTS
from forms.written import Closings, WrittenForm

REVIEW = "review"


@dataclass(frozen=True)
class Library:
    """Forms by their id, in the order of their file names."""

    forms: Mapping[str, Form]

    @classmethod
    def load(cls, folder: Path | None = None) -> "Library":
        """The forms of a folder, by default the packaged ones; FormError names each file, line and mend."""
        folder = folder or DEFINITIONS
        files = sorted(folder.glob("*.yaml"))
        if problems := [problem for file in files for problem in check_file(file)]:
            raise FormError(problems)
        closings = closings_of(folder)
        forms = ((file.name, form) for file in files for form in _built(load(file), closings))
        return cls(_by_id(forms))

    @classmethod
    def of_file(cls, file: Path) -> "Library":
        """The forms of one file, which need not be among the packaged ones; FormError as `load`."""
        return cls.of(load(file), closings_of(file.parent))

    @classmethod
    def of(cls, written: Loaded, closings: Closings) -> "Library":
        """The forms of what was written, wherever it stands, each ending as `closings` has it; FormError as `load`."""
        if problems := check(written, closings):
            raise FormError(problems)
        return cls(_by_id((written.file, form) for form in _built(written, closings)))

    def get(self, form_id: str) -> Form:
        """The form of that id; NoSuchForm when there is none."""
        try:
            return self.forms[form_id]
        except KeyError:
            raise NoSuchForm(form_id) from None

    def find(self, touchpoint: str, audience: str) -> Form | None:
        """The form that this audience is asked at this touchpoint."""
        return self._asked.get((touchpoint, audience))

    def choices(self) -> list[tuple[str, str]]:
        """Every touchpoint and audience that a form exists for, in the order of their codes."""
        return [pair for pair in product(TOUCHPOINTS, AUDIENCES) if pair in self._asked]

    def for_families(self) -> list[Form]:
        """Those that a family is asked, in the order of their ids."""
        return [form for form in self.forms.values() if not form.staff]

    @property
    def review(self) -> Form:
        """The Practice and Impact Review."""
        return self.get(REVIEW)

    @cached_property
    def _asked(self) -> dict[tuple[str, str], Form]:
        return {pair: form for form in self.forms.values() for pair in _pairs(form)}


def _built(written: Loaded, closings: Closings) -> Iterable[Form]:
    return () if is_closings(written.data) else WrittenForm.model_validate(written.data).build(closings)


def _pairs(form: Form) -> list[tuple[str, str]]:
    return [(touchpoint, form.audience) for touchpoint in form.touchpoints if form.audience]


def _by_id(found: Iterable[tuple[str, Form]]) -> dict[str, Form]:
    """The forms by id; two of one id, or two for one touchpoint and audience, are a problem of the later file."""
    forms: dict[str, Form] = {}
    asked: dict[tuple[str, str], Form] = {}
    for file, form in found:
        if form.id in forms:
            raise _clash(file, f"A form with the id “{form.id}” exists already.", "Give this one another id.")
        for pair in _pairs(form):
            if other := asked.get(pair):
                raise _clash(file, f"“{other.id}” is already asked at {pair[0]} of {pair[1]}.", "Keep one of the two.")
            asked[pair] = form
        forms[form.id] = form
    return forms


def _clash(file: str, problem: str, mend: str) -> FormError:
    return FormError([Problem(file, 1, problem, mend)])
