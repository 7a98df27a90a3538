"""A link that cannot be opened: one page for all of them, so that it does not tell which."""

import logging

TYPED = "what I <b>wanted</b> to say"


def test_altered_cut_revoked_expired_and_finished_links_show_the_same_bytes(office, phone, clock):
    good, revoked, expired = office.link(), office.link(), office.link()
    office.revoke(revoked)
    wrong = [
        good[:-1] + ("A" if good[-1] != "A" else "Q"),
        good[:-4],
        good + "x",
        "%00",
        "",
        "a/b",
        "a" * 3000,
        revoked,
    ]
    pages = {phone(token).open().content for token in wrong}
    clock.forward(days=31)
    pages.add(phone(expired).open().content)
    assert len(pages) == 1
    assert b"tel:999" in pages.pop()
    assert all(phone(token).open().status_code == 404 for token in [*wrong, expired])


def test_the_text_that_was_typed_is_given_back_and_nothing_else_differs(office, begun):
    office.revoke(begun.address.removeprefix("/f/"))
    empty = begun.press("skip")
    typed = begun.post(begun.address, data={"do": "answer", "answer": TYPED})
    assert empty.status_code == typed.status_code == 404
    assert "what I &lt;b&gt;wanted&lt;/b&gt; to say</textarea>" in typed.text
    start, end = typed.text.index('<label for="typed">'), typed.text.index("</textarea>") + len("</textarea>\n")
    assert typed.text[:start] + typed.text[end:] == empty.text


def test_a_link_revoked_in_the_middle_gives_back_the_words(office, begun):
    while "<textarea" not in begun.page:
        begun.press("skip")
    office.revoke(begun.address.removeprefix("/f/"))
    assert begun.press("answer", TYPED).status_code == 404
    assert "wanted" in begun.page
    assert "It has not been kept." in begun.page


def test_a_chosen_card_is_not_given_back_as_if_it_were_typed(office, begun):
    office.revoke(begun.address.removeprefix("/f/"))
    assert "<textarea" not in begun.press("answer", "yes").text


def test_the_page_speaks_the_language_of_the_browser(office, phone):
    reply = phone("nothing").get("/f/nothing", headers={"accept-language": "ar-SD,en;q=0.5"})
    assert '<html lang="ar" dir="rtl">' in reply.text


def test_no_log_names_a_token(office, phone, caplog):
    caplog.set_level(logging.DEBUG)
    token = office.link()
    mine = phone(token)
    mine.open()
    mine.press("begin")
    office.revoke(token)
    mine.press("answer", "yes")
    ours = [each.getMessage() for each in caplog.records if not each.name.startswith(("httpx", "httpcore"))]
    assert not any(token in each for each in ours)
