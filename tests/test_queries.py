"""Queries stand only in the one file that keeps a kind of document: whoever wants something asks that file by name."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
ROOMS = ("app", "pages", "reviews", "feedback", "people", "forms", "documents", "language")

REPOSITORIES = {
    "feedback/messages/inbox.py",
    "feedback/messages/outbox.py",
    "feedback/voices/attempts.py",
    "feedback/voices/form_versions.py",
    "feedback/voices/places.py",
    "feedback/voices/requests.py",
    "feedback/voices/triage_items.py",
    "feedback/voices/typed_codes.py",
    "feedback/voices/voices.py",
}
# Each looks at documents as they were, or at all of them, and at no kind in particular.
BENEATH_THE_KINDS = {"app/last_known.py", "app/migrations.py"}
# These ask the store itself and should not: the list gets shorter, never longer.
NOT_YET = {
    "feedback/asking/obstacles.py",
    "feedback/concerns/alerts.py",
    "feedback/concerns/concern_views.py",
    "feedback/concerns/escalation.py",
    "feedback/concerns/raising.py",
    "feedback/concerns/responding.py",
    "feedback/phone/call_line.py",
    "feedback/phone/call_records.py",
    "feedback/phone/discussions.py",
    "feedback/sms/choosing_conversation.py",
    "feedback/sms/demo_phones.py",
    "feedback/sms/inbound_turn.py",
    "feedback/sms/threads.py",
    "feedback/triage/decisions.py",
    "people/audit.py",
    "people/children.py",
    "people/contacts.py",
    "people/drafts.py",
    "people/duty.py",
    "people/known_browsers.py",
    "people/leaving.py",
    "people/need_to_know.py",
    "people/opt_outs.py",
    "people/safe_contact.py",
    "people/sessions.py",
    "people/staff.py",
    "people/throttling.py",
    "reviews/citations.py",
    "reviews/entries.py",
    "reviews/escalations.py",
    "reviews/filling.py",
    "reviews/handing_in.py",
    "reviews/reviews.py",
    "reviews/sheet.py",
}


def asks_the_store(source: str) -> bool:
    """Whether a file builds a query or reaches for a table."""
    return any(_is_query(node) for node in ast.walk(ast.parse(source)))


def _is_query(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] == "tinydb"
    if isinstance(node, ast.Import):
        return any(one.name.split(".")[0] == "tinydb" for one in node.names)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "table"


def sources() -> Iterator[tuple[str, str]]:
    """Each source file of the rooms above the store, by its path."""
    for room in ROOMS:
        for file in sorted((HERE / room).rglob("*.py")):
            yield file.relative_to(HERE).as_posix(), file.read_text(encoding="utf-8")


def test_only_the_file_that_keeps_a_kind_of_document_builds_queries_of_it() -> None:
    found = {path for path, source in sources() if asks_the_store(source)}
    assert found - REPOSITORIES - BENEATH_THE_KINDS - NOT_YET == set()


def test_the_list_of_what_is_not_yet_so_is_no_longer_than_it_has_to_be() -> None:
    found = {path for path, source in sources() if asks_the_store(source)}
    assert NOT_YET - found == set(), "take these out of the list: they ask the store no more"


@pytest.mark.parametrize("path", sorted(REPOSITORIES))
def test_a_file_that_keeps_documents_states_their_fields(path: str) -> None:
    classes = [
        node for node in ast.parse((HERE / path).read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)
    ]
    assert any(ast.unparse(base) == "TypedDict" for one in classes for base in one.bases)


@pytest.mark.parametrize(
    "source",
    [
        "from tinydb import where",
        "from tinydb.queries import QueryLike",
        "import tinydb",
        "def f(db): db.table(KIND).all()",
    ],
)
def test_each_way_to_ask_the_store_is_seen(source: str) -> None:
    assert asks_the_store(source)


def test_what_asks_a_repository_by_name_is_let_be() -> None:
    assert not asks_the_store("from feedback.voices import voices\ndef f(db): return voices.by_child(db, 'D0001')")
