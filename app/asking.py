"""Asking for feedback from the command line."""

from collections.abc import Sequence
from pathlib import Path

from feedback.asking.requests import ask
from feedback.voices.errors import CannotAsk
from forms.library import Library
from forms.schema import Form
from language.registry import Language
from people.actor import COMMAND_LINE
from storage.store import Store


def ask_from_command_line(
    store: Store,
    child: str,
    touchpoint: str,
    audience: str,
    language: str,
    form: str | None,
    languages: Sequence[Language],
) -> str:
    """Make the request and return its token; raises what `ask` raises, `FormError` and `NoSuchForm`.

    `languages` are those that families are offered.
    """
    codes = [one.code for one in languages]
    if language not in codes:
        offered = ", ".join(codes)
        raise CannotAsk(f"Families are not offered “{language}”. Choose one of: {offered}.")
    asked = store.write_now(
        ask,
        COMMAND_LINE,
        child=child,
        touchpoint=touchpoint,
        audience=audience,
        language=language,
        channel="link",
        form=_chosen_form(form, touchpoint, audience),
    )
    return asked.token


def _chosen_form(form: str | None, touchpoint: str, audience: str) -> Form | None:
    """The usual form, one of the library by its id, or one of a file: there the one for the audience."""
    if form is None:
        return Library.load().find(touchpoint, audience)
    is_file = Path(form).suffix in {".yaml", ".yml"}
    library = Library.of_file(Path(form)) if is_file else Library.load()
    if not is_file:
        return library.get(form)
    of_audience = [one for one in library.forms.values() if one.audience in {audience, None} and not one.staff]
    if not of_audience:
        raise CannotAsk(f"{form} holds no form for {audience}.")
    return of_audience[0]
