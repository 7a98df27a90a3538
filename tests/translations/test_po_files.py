"""A language goes out to an agency and comes back: with the same checks, and nothing overwritten unseen."""

import pytest
from babel.messages.pofile import read_po

from people.errors import NotAllowed, NotFound, Unacceptable
from storage.store import Store
from tests.cast import Cast
from translations.po_in import ROWS, bring_in, compared, keep_file, read_po_file
from translations.po_out import po_of
from translations.translating import ChangedMeanwhile, check, make_live, translate

TEMPLATE = """#: pages/family/x.html
msgid "Back"
msgstr ""

#: pages/family/x.html
msgid "Call {number}"
msgstr ""

#: pages/family/x.html
msgid "{n} answer"
msgid_plural "{n} answers"
msgstr[0] ""
msgstr[1] ""
"""
SIX = ["لا إجابات", "إجابة", "إجابتان", "{n} إجابات", "{n} إجابةً", "{n} إجابة"]


@pytest.fixture(autouse=True)
def known(messages) -> None:
    messages(TEMPLATE)


def taken_out(store: Store, cast: Cast, words, code: str = "ar") -> bytes:
    return store.read(po_of, cast.administrator, words.index, code)


def filled(content: bytes, **texts: str) -> bytes:
    said = content.decode()
    for english, text in texts.items():
        said = said.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{text}"')
    for n, text in enumerate(SIX):
        said = said.replace(f'msgstr[{n}] ""', f'msgstr[{n}] "{text}"')
    return said.encode()


def came(store: Store, cast: Cast, words, content: bytes, code: str = "ar"):
    number = store.write_now(keep_file, cast.administrator, read_po_file(code, "agency.po", content))
    return number, store.read(compared, cast.administrator, words.index, code, number)[1]


def test_a_file_goes_out_and_comes_back_with_all_six_forms(store: Store, cast: Cast, words) -> None:
    content = taken_out(store, cast, words)
    assert content.count(b"msgstr[") == 6
    number, rows = came(store, cast, words, filled(content, Back="رجوع"))
    assert [(one.kind, one.entry.passage.key) for one in rows] == [("new", "Back"), ("new", "{n} answer")]
    given = [(one.entry.seen, one.texts) for one in rows]
    store.write_now(bring_in, cast.administrator, number, "Words Ltd", given)
    assert words.of("{n} answer", "ar").texts == tuple(SIX)
    assert words.of("Back", "ar").translator_name == "Words Ltd, brought in by Omar Haddad"
    again = read_po(taken_out(store, cast, words).decode().splitlines(), locale="ar")
    assert again.get("{n} answer").string == tuple(SIX)


@pytest.mark.parametrize("code", ["es", "pt", "fr", "ar", "vi", "ckb"])
def test_every_tool_can_read_the_plural_rule_of_a_file(store: Store, cast: Cast, words, code: str) -> None:
    header = next(line for line in taken_out(store, cast, words, code).decode().split("\n\n") if "Plural-Forms" in line)
    rule = header.replace('"\n"', "").partition("plural=")[2].partition(";")[0]
    assert {*rule} <= set("n0123456789 ()?:&|!=<>%")


def test_what_differs_shows_both_texts_and_what_is_the_same_is_left(store: Store, cast: Cast, words) -> None:
    store.write_now(translate, cast.administrator, words.of("Back", "ar").seen, ["عودة"])
    content = taken_out(store, cast, words)
    assert [one.kind for one in came(store, cast, words, content)[1]] == ["same"]
    _, (row,) = came(store, cast, words, content.replace("عودة".encode(), "رجوع".encode()))
    assert (row.kind, row.texts, row.entry.texts) == ("differs", ("رجوع",), ("عودة",))


def test_the_same_checks_hold_row_by_row(store: Store, cast: Cast, words) -> None:
    content = filled(taken_out(store, cast, words), Back="رجوع please", **{"Call {number}": "اتصل"})
    kinds = {one.entry.passage.key: one.kind for one in came(store, cast, words, content)[1]}
    assert kinds == {"Back": "warned", "Call {number}": "wrong", "{n} answer": "new"}
    assert {*kinds.values()} <= {*ROWS}


def test_what_is_wrong_is_not_brought_in_whatever_is_pressed(store: Store, cast: Cast, words) -> None:
    number, rows = came(store, cast, words, filled(taken_out(store, cast, words), **{"Call {number}": "اتصل"}))
    with pytest.raises(Unacceptable, match="placeholders"):
        store.write_now(
            bring_in, cast.administrator, number, "Words Ltd", [(one.entry.seen, one.texts) for one in rows]
        )
    assert words.of("{n} answer", "ar").is_missing


def test_a_row_that_changed_here_meanwhile_is_not_overwritten(store: Store, cast: Cast, words) -> None:
    number, rows = came(store, cast, words, filled(taken_out(store, cast, words), Back="رجوع"))
    store.write_now(translate, cast.head, words.of("Back", "ar").seen, ["عودة"])
    with pytest.raises(ChangedMeanwhile):
        store.write_now(bring_in, cast.administrator, number, "Words Ltd", [(rows[0].entry.seen, rows[0].texts)])
    assert words.of("Back", "ar").texts == ("عودة",)


def test_whoever_brings_a_file_in_does_not_sign_it_off(store: Store, cast: Cast, words) -> None:
    number, rows = came(store, cast, words, filled(taken_out(store, cast, words), Back="رجوع"))
    store.write_now(bring_in, cast.administrator, number, "Words Ltd", [(rows[0].entry.seen, rows[0].texts)])
    with pytest.raises(Unacceptable, match="Somebody else"):
        store.write_now(check, cast.administrator, [words.of("Back", "ar").seen])
    store.write_now(check, cast.head, [words.of("Back", "ar").seen])
    store.write_now(make_live, cast.head, [words.of("Back", "ar").seen])


def test_two_forms_where_six_are_needed_are_told_in_their_row(store: Store, cast: Cast, words) -> None:
    content = taken_out(store, cast, words).decode().replace("nplurals=6", "nplurals=2")
    content = content.split("msgstr[2]")[0].replace('msgstr[0] ""', 'msgstr[0] "إجابة"')
    content = content.replace('msgstr[1] ""', 'msgstr[1] "{n} إجابات"')
    (row,) = came(store, cast, words, content.encode())[1]
    assert (row.kind, row.told) == ("wrong", ("It needs 6 forms and has 2.",))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda content: content.decode().encode("utf-16"), "UTF-16. Save it as UTF-8"),
        (lambda content: content.replace(b'msgstr ""', b'msgstr "\xe3\xea"', 2), "is not UTF-8"),
        (lambda content: content.replace(b'msgid "Back"', b'msgid "Back'), "not closed by quotation marks"),
        (lambda content: b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "is not UTF-8"),
        (lambda content: content.replace(b'"Language: ar', b'"Language: fa'), "says that it is in “fa”"),
        (
            lambda content: content + "".join(f'\nmsgid "more {n}"\nmsgstr "x"\n' for n in range(10_000)).encode(),
            "The file has 10,003 passages, and Heard has 3",
        ),
    ],
    ids=["utf-16", "another encoding", "a quote missing", "a picture", "another language", "10,000 entries"],
)
def test_a_file_that_is_wrong_as_a_whole_is_told_in_words(store, cast, words, change, said: str) -> None:
    with pytest.raises(Unacceptable, match=said):
        read_po_file("ar", "agency.po", change(taken_out(store, cast, words)))


def test_a_byte_order_mark_and_rows_that_heard_does_not_have_do_no_harm(store: Store, cast: Cast, words) -> None:
    content = filled(taken_out(store, cast, words), Back="رجوع") + b'\nmsgid "Gone"\nmsgstr "x"\n'
    read = read_po_file("ar", "agency.po", b"\xef\xbb\xbf" + content)
    assert (len(read["rows"]), read["unknown"], read["empty"]) == (2, 1, 1)


def test_a_file_is_looked_at_in_its_own_language_by_those_who_translate(store: Store, cast: Cast, words) -> None:
    number, _ = came(store, cast, words, filled(taken_out(store, cast, words), Back="رجوع"))
    with pytest.raises(NotFound):
        store.read(compared, cast.administrator, words.index, "ps", number)
    with pytest.raises(NotAllowed):
        store.read(compared, cast.worker, words.index, "ar", number)
