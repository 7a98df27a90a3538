"""A verb refuses whom it is not for, and the refusal is on record."""

import pytest
from structlog.testing import capture_logs

from people.children import child
from people.errors import NotAllowed
from people.leaving import disable
from storage.store import Store
from tests.cast import CHILD, Cast


def test_a_refused_permission_is_logged_with_who_and_what(store: Store, cast: Cast) -> None:
    with capture_logs() as lines, pytest.raises(NotAllowed):
        store.write_now(disable, cast.head, cast.worker.id)
    (line,) = (one for one in lines if one["event"] == "refused")
    assert (line["verb"], line["staff"], line["log_level"]) == ("disable", cast.head.id, "warning")


def test_the_line_of_a_refusal_names_no_child(store: Store, cast: Cast) -> None:
    with capture_logs() as lines, pytest.raises(NotAllowed):
        store.read(child, cast.administrator, CHILD)
    assert [one["verb"] for one in lines if one["event"] == "refused"] == ["child"]
    assert CHILD not in str(lines)
