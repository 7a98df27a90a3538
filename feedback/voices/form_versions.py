"""Each version of a form that was ever asked, kept so that a change of the form does not hurt who is answering it."""

from typing import Any, TypedDict, cast

from tinydb import where

from forms.schema import Form
from storage.kinds import Kind
from storage.store import Database

KEPT_FORMS = Kind("kept_forms", indexed=("fingerprint",), unique=("fingerprint",))


class KeptForm(TypedDict):
    """One version of a form, as it is kept."""

    fingerprint: str
    form: dict[str, Any]  # see `Form.from_document`


_by_fingerprint: dict[str, Form] = {}


def keep_version(db: Database, form: Form) -> str:
    """Keep this version of the form if it is new; returns its fingerprint."""
    if not db.table(KEPT_FORMS).contains(where("fingerprint") == form.fingerprint):
        new: KeptForm = {"fingerprint": form.fingerprint, "form": form.as_document()}
        db.table(KEPT_FORMS).insert(new)
    return form.fingerprint


def form_version(db: Database, fingerprint: str) -> Form:
    """The form as it was when it was asked. The same fingerprint is the same form for ever, so it is read once."""
    if fingerprint not in _by_fingerprint:
        kept = cast("KeptForm | None", db.table(KEPT_FORMS).get(where("fingerprint") == fingerprint))
        if kept is None:
            raise LookupError("A request names a form that was not kept.")
        _by_fingerprint[fingerprint] = Form.from_document(kept["form"])
    return _by_fingerprint[fingerprint]
