"""A language as a file for an agency: every passage with its English, what is translated so far, and its state."""

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from language.messages import plural_header
from people import audit
from people.actor import Actor
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.store import Database
from translations.entries import Entry
from translations.index import TRANSLATED, WordingIndex


@needs(Permission.TRANSLATE)
def po_of(db: Database, actor: Actor, index: WordingIndex, code: str) -> bytes:
    """The file of a language; what needs a look is marked as fuzzy, with the English that it was made from."""
    if code not in TRANSLATED:
        raise NotFound
    catalogue = Catalog(code.replace("-", "_"), project="Heard", version="1", fuzzy=False, revision_date=db.now)
    for one in index.entries(db, code).values():
        _add(catalogue, one)
    catalogue.mime_headers = [("Plural-Forms", plural_header(code))]
    out = BytesIO()
    write_po(out, catalogue, width=100, include_previous=True)
    return out.getvalue()


@needs(Permission.TRANSLATE)
def note_taken_out(db: Database, actor: Actor, code: str) -> None:
    """Keep that a language was taken out."""
    audit.record(db, actor, "translation.taken_out", language=code)


def _add(catalogue: Catalog, one: Entry) -> None:
    english = one.passage.english
    texts = one.texts if one.texts else ("",) * (catalogue.num_plurals if len(english) > 1 else 1)
    catalogue.add(
        english if len(english) > 1 else english[0],
        texts if len(english) > 1 else texts[0],
        auto_comments=[*one.passage.notes, *one.passage.where, f"State: {one.state}"],
        flags=["fuzzy"] if one.is_stale else [],
        previous_id=one.english if one.is_stale else (),
    )
