"""Each version of a form that was ever asked, kept so that a change of the form does not hurt who is answering it."""

from tinydb import where

from forms.schema import Form
from storage.kinds import Kind
from storage.store import Database

KEPT_FORMS = Kind("kept_forms", indexed=("fingerprint",), unique=("fingerprint",))

_by_fingerprint: dict[str, Form] = {}


def keep_version(db: Database, form: Form) -> str:
    """Keep this version of the form if it is new; returns its fingerprint."""
    if not db.table(KEPT_FORMS).contains(where("fingerprint") == form.fingerprint):
        db.table(KEPT_FORMS).insert({"fingerprint": form.fingerprint, "form": form.as_document()})
    return form.fingerprint


def form_version(db: Database, fingerprint: str) -> Form:
    """The form as it was when it was asked. The same fingerprint is the same form for ever, so it is read once."""
    if fingerprint not in _by_fingerprint:
        document = db.table(KEPT_FORMS).get(where("fingerprint") == fingerprint)
        if document is None:
            raise LookupError("A request names a form that was not kept.")
        _by_fingerprint[fingerprint] = Form.from_document(document["form"])
    return _by_fingerprint[fingerprint]
