"""What every engine must hold about the documents of one kind."""

import enum
from datetime import UTC, datetime

import pytest
from engines import COUNTERS, VOICES
from tinydb import Query, where
from tinydb.table import Document as TinyDocument

from storage import Conflict, NoSuchDocument
from storage.keys import key_of


class Lang(enum.Enum):
    ARABIC = "ar"


@pytest.fixture
def do(store):
    """Runs a step on the voices in a unit of work of its own."""
    return lambda step: store.write_now(lambda db: step(db.table(VOICES)))


@pytest.fixture
def no_scan(monkeypatch, store):
    """From now on, looking at every row is an error."""
    reader = type(store.engine.writer())
    monkeypatch.setattr(reader, "rows_after", lambda *_: pytest.fail("every row was looked at"))


def test_replacing_merges_fields_and_counts_the_revision(do):
    number = do(lambda t: t.insert({"words": "one", "child": "D0001"}))
    after = do(lambda t: t.replace(number, {"words": "two"}, revision=1))
    assert (after, after.doc_id, after.revision) == ({"words": "two", "child": "D0001"}, number, 2)
    again = do(lambda t: t.get(doc_id=number))
    assert (again, again.revision) == (after, 2)


def test_replacing_on_a_stale_revision_is_a_conflict_that_shows_what_stands(do):
    number = do(lambda t: t.insert({"words": "one"}))
    do(lambda t: t.replace(number, {"words": "hers"}, revision=1))
    with pytest.raises(Conflict) as conflict:
        do(lambda t: t.replace(number, {"words": "his"}, revision=1))
    assert conflict.value.current == {"words": "hers"}
    assert conflict.value.current.revision == 2
    assert do(lambda t: t.get(doc_id=number)) == {"words": "hers"}


def test_writing_the_same_again_keeps_the_revision(do):
    number = do(lambda t: t.insert({"words": "one"}))
    assert do(lambda t: t.replace(number, {"words": "one"})).revision == 1
    do(lambda t: t.update({"words": "one"}))
    assert do(lambda t: t.get(doc_id=number)).revision == 1
    do(lambda t: t.update({"words": "two"}))
    assert do(lambda t: t.get(doc_id=number)).revision == 2


def test_replacing_what_is_not_there_says_so(do):
    with pytest.raises(NoSuchDocument, match="no document 7"):
        do(lambda t: t.replace(7, {}))


def test_the_revision_is_no_part_of_the_document(do):
    do(lambda t: t.insert({"words": "one"}))
    assert list(do(lambda t: t.all())[0]) == ["words"]


@pytest.mark.parametrize(
    "value", [datetime(2024, 5, 3, tzinfo=UTC), {1, 2}, float("nan"), float("inf"), b"x", "\ud800"]
)
def test_a_value_that_is_not_json_is_refused(do, value):
    for document in ({"words": value}, {"words": [{"deep": value}]}):
        with pytest.raises(TypeError, match="JSON"):
            do(lambda t, document=document: t.insert(document))
    assert do(len) == 0


def test_null_is_a_value_like_any_other(do):
    number = do(lambda t: t.insert({"words": None, "deep": [None, 1.5]}))
    assert do(lambda t: t.get(doc_id=number)) == {"words": None, "deep": [None, 1.5]}


def test_changing_a_document_in_hand_changes_nothing_kept(do):
    number = do(lambda t: t.insert({"words": "one"}))
    do(lambda t: t.get(doc_id=number).update(words="two"))
    assert do(lambda t: t.get(doc_id=number)) == {"words": "one"}


@pytest.mark.parametrize(
    "cond",
    [
        where("child") == "D0003",
        (where("child") == "D0003") & (where("words") == "voice 3"),
        (where("child") == "D0003") | (where("tags") == "never"),
        where("child").one_of(["D0003", "D9999"]),
        where("tags").any(["tag 3"]),
        where("tags").all(["tag 3", "every"]),
        where("tags") == ["every", "tag 3"],
        where("said").lang == "l3",
        (where("heard_at") >= "2024-01-04") & (where("heard_at") < "2024-01-05"),
        (where("heard_at") > "2024-01-03") & (where("heard_at") <= "2024-01-04"),
    ],
)
def test_an_indexed_condition_looks_only_at_its_candidates(do, cond, no_scan):
    do(
        lambda t: t.insert_multiple(
            {
                "child": f"D{n:04}",
                "words": f"voice {n}",
                "tags": ["every", f"tag {n}"],
                "said": {"lang": f"l{n}"},
                "heard_at": f"2024-01-{n + 1:02}",
            }
            for n in range(10)
        )
    )
    assert [voice["words"] for voice in do(lambda t: t.search(cond))] == ["voice 3"]
    assert do(lambda t: t.get(cond))["words"] == "voice 3"
    assert do(lambda t: t.contains(cond))
    assert do(lambda t: t.count(cond)) == 1
    assert do(lambda t: t.update({"words": "changed"}, cond)) == [4]
    assert do(lambda t: t.remove(cond)) in ([4], [])


def test_the_index_follows_what_is_changed_and_removed(do, no_scan):
    number = do(lambda t: t.insert({"child": "D0001", "tags": ["a", "b"]}))
    do(lambda t: t.update({"child": "D0002", "tags": ["b", "c"]}, doc_ids=[number]))
    found = {tag: do(lambda t, tag=tag: t.count(where("tags").any([tag + "", "zz"]))) for tag in ("aa", "bb")}
    assert found == {"aa": 0, "bb": 0}
    assert do(lambda t: t.count(where("child") == "D0001")) == 0
    assert do(lambda t: t.count(where("child") == "D0002")) == 1
    do(lambda t: t.remove(doc_ids=[number]))
    assert do(lambda t: t.count(where("child") == "D0002")) == 0


def test_an_unusual_value_is_found_as_it_was_kept(do, no_scan):
    do(lambda t: t.insert({"child": Lang.ARABIC}))
    assert do(lambda t: t.count(where("child") == "ar")) == 1


def test_values_that_python_calls_equal_are_found_by_each_other(do, no_scan):
    do(lambda t: t.insert_multiple([{"child": value} for value in (1, 1.0, True, 0, -0.0, False, None, "1")]))
    assert do(lambda t: t.count(where("child") == 1)) == 3
    assert do(lambda t: t.count(where("child") == False)) == 3  # noqa: E712
    assert do(lambda t: t.count(where("child") == None)) == 1  # noqa: E711
    assert do(lambda t: t.count(where("child") == "1")) == 1


def test_a_text_is_still_a_sequence_of_characters_to_any(do):
    do(lambda t: t.insert({"tags": "abc"}))
    assert do(lambda t: t.count(where("tags").any(["b"]))) == 1
    do(lambda t: t.insert({"tags": {"key": 1}}))
    assert do(lambda t: t.count(where("tags").any(["key"]))) == 1


def test_keys_sort_as_numbers_and_texts_do():
    numbers = [-1e300, -(2**40), -3, -2.5, -0.0, 0, 1e-9, 1, 2.5, 3, 2**40, 1e300]
    assert [key_of(number) for number in numbers] == sorted(key_of(number) for number in numbers)
    texts = ["", "2024-01-01", "2024-01-02", "a", "é", "س", "ሀ", "😀"]
    assert [key_of(text) for text in texts] == sorted(key_of(text) for text in texts)


def ids(documents):
    return [document.doc_id for document in documents]


def test_a_page_is_ordered_by_a_field_with_ties_by_number_and_the_absent_last(do):
    dates = ["2024-03-01", "2024-01-01", None, "2024-03-01", "2024-02-01"]
    do(lambda t: t.insert_multiple({"heard_at": date} if date else {} for date in dates))
    assert ids(do(lambda t: t.page(by="heard_at"))) == [2, 5, 1, 4, 3]
    assert ids(do(lambda t: t.page(by="heard_at", newest_first=True))) == [4, 1, 5, 2, 3]
    assert ids(do(lambda t: t.page(by="heard_at", newest_first=True, limit=2))) == [4, 1]
    assert ids(do(lambda t: t.page(by="heard_at", limit=0))) == []


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("limit", [1, 7, 600, None])
def test_a_page_is_the_same_whichever_index_serves_it(do, newest_first, limit):
    do(
        lambda t: t.insert_multiple(
            {"child": "many" if n % 3 else "few" if n % 30 == 0 else "none", "tags": [f"{n * 7919 % 1000:04}", "0500"]}
            | ({"heard_at": f"{n * 7919 % 400:04}"} if n % 5 else {})
            for n in range(1200)
        )
    )
    for cond in (where("child") == "many", where("child") == "few", where("child") != "few"):
        for by in ("heard_at", "tags"):
            found = do(lambda t, cond=cond, by=by: t.page(cond, by=by, newest_first=newest_first, limit=limit))
            assert ids(found) == expected(do(lambda t: t.all()), cond, by, newest_first)[:limit]


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_page_goes_on_behind_the_last_document_of_the_one_before(do, newest_first):
    do(
        lambda t: t.insert_multiple(
            {"child": "many" if n % 3 else "few", "tags": [f"{n % 7}", "3"]}
            | ({"heard_at": f"{n // 300}"} if n % 5 else {})
            for n in range(700)
        )
    )
    conds = (where("child") == "many", where("child") == "few", where("heard_at") >= "1")
    for cond in (*conds, (where("heard_at") >= "1") & (where("heard_at") < "2")):
        for by in ("heard_at", "tags"):
            seen, last = [], None
            while found := do(
                lambda t, cond=cond, by=by, last=last: t.page(
                    cond, by=by, newest_first=newest_first, limit=90, after=last
                )
            ):
                seen += ids(found)
                last = found[-1]
            assert seen == expected(do(lambda t: t.all()), cond, by, newest_first)


def expected(documents, cond, by, newest_first):
    def place(document):
        values = document.get(by)
        return (max if newest_first else min)(values) if isinstance(values, list) else values

    chosen = [document for document in documents if cond(document)]
    placed = sorted((d for d in chosen if by in d), key=lambda d: (place(d), d.doc_id), reverse=newest_first)
    absent = sorted((d for d in chosen if by not in d), key=lambda d: d.doc_id, reverse=newest_first)
    return ids(placed + absent)


def test_only_an_indexed_field_can_order_a_page(do):
    with pytest.raises(ValueError, match="no index 'words'"):
        do(lambda t: t.page(by="words"))


def test_a_document_with_its_own_number_is_kept_under_it(do):
    assert do(lambda t: t.insert(TinyDocument({"words": "mine"}, 40))) == 40
    assert do(lambda t: t.insert({"words": "next"})) == 41
    with pytest.raises(ValueError, match="already exists"):
        do(lambda t: t.insert(TinyDocument({}, 40)))
    assert do(lambda t: t.upsert(TinyDocument({"words": "new"}, 40))) == [40]
    assert do(lambda t: t.upsert(TinyDocument({"words": "new"}, 90))) == [90]


def test_documents_of_one_kind_are_no_business_of_another(store):
    store.write_now(lambda db: db.table(VOICES).insert({"words": "one"}))
    assert store.write_now(lambda db: db.table(COUNTERS).insert({"name": "one"})) == 1
    assert store.read(lambda db: (len(db.table(VOICES)), len(db.table(COUNTERS)))) == (1, 1)
    store.write_now(lambda db: db.table(VOICES).truncate())
    assert store.read(lambda db: (len(db.table(VOICES)), len(db.table(COUNTERS)))) == (0, 1)


def test_a_condition_of_ones_own_still_works(do):
    do(lambda t: t.insert_multiple([{"words": "one"}, {"words": "two"}]))
    assert do(lambda t: t.count(lambda voice: voice["words"] == "two")) == 1
    assert do(lambda t: t.count(Query().words.test(lambda words: words == "two"))) == 1
    assert do(lambda t: t.count()) == 2


def test_the_newest_document_is_the_one_kept_last(do):
    assert do(lambda t: t.newest()) is None
    do(lambda t: t.insert_multiple([{"words": "one"}, {"words": "two"}]))
    do(lambda t: t.replace(1, {"words": "changed"}))
    newest = do(lambda t: t.newest())
    assert (newest, newest.doc_id) == ({"words": "two"}, 2)


def test_an_amended_document_is_kept_without_reading_it_again_and_conflicts_when_it_was_changed(do):
    number = do(lambda t: t.insert({"words": "one"}))
    first = do(lambda t: t.get(doc_id=number))
    second = do(lambda t: t.amend(first, {"words": "two"}))
    assert (second, second.revision) == ({"words": "two"}, 2)
    assert do(lambda t: t.get(doc_id=number)) == second
    assert do(lambda t: t.amend(second, {"words": "two"})).revision == 2
    with pytest.raises(Conflict) as met:
        do(lambda t: t.amend(first, {"words": "three"}))
    assert met.value.current["words"] == "two"
