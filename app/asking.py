"""Asking for feedback from the command line."""

from pathlib import Path

from feedback.errors import CannotAsk
from feedback.requests import ask
from forms.library import Library
from forms.loading import load_form
from forms.schema import Form
from people.actor import COMMAND_LINE
from storage.store import Store


def ask_from_command_line(
    store: Store, child: str, touchpoint: str, audience: str, language: str, form: str | None
) -> str:
    """Make the request and return its token; raises what `ask` raises and `FormError` for a wrong form file."""
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
    if form is None:
        return Library.load().find(touchpoint, audience)
    if Path(form).suffix in {".yaml", ".yml"}:
        return load_form(Path(form))
    try:
        return Library.load().get(form)
    except KeyError:
        raise CannotAsk(f"There is no form “{form}”.") from None
