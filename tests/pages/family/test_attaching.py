"""A drawing or a voice note instead of typing: sent by a plain form, kept at once, never shown again."""

import io
import re

import pytest
from PIL import Image

from feedback.voices import attachments
from feedback.voices.attachments import ATTACHED_FILES, ATTACHMENTS
from tests.pictures import bomb, drawing, note, photograph_with_a_place

AT = "one_thing"


@pytest.fixture
def child(office, phone):
    """A small child's helper, before the last question of their set."""
    mine = phone(office.link(audience="child_4_7"))
    mine.open()
    mine.press("begin")
    while f'value="{AT}"' not in mine.page:
        mine.press("skip")
    return mine


def send(phone, button="answer", words="", **files):
    """Press as a browser does that was given files to send."""
    fields = {"question": AT, "language": "en", "answer": words, "do": button}
    named = {kind: (f"{kind}.bin", content, "application/octet-stream") for kind, content in files.items()}
    reply = phone.post(phone.address, data=fields, files=named or {"drawing": ("", b"")})
    phone.page = phone.open().text if reply.status_code == 303 else reply.text
    return reply


def kept(office):
    return office.store.read(lambda db: [dict(one) for one in db.table(ATTACHMENTS).all()])


def file_of(office, one) -> bytes:
    return office.store.read(lambda db: attachments.content_of(db, one))


def answer(office):
    (voice,) = office.voices()
    return voice["answers"].get(AT)


def test_a_drawing_alone_is_an_answer(office, child):
    assert send(child, drawing=drawing()).status_code == 303
    (one,) = kept(office)
    assert answer(office)["value"] == ""
    assert list(answer(office)["attachments"]) == ["drawing"]
    assert (one["mime"], one["question"], one["size"]) == ("image/jpeg", AT, len(file_of(office, one)))
    assert Image.open(io.BytesIO(file_of(office, one))).size == (320, 240)


def test_the_check_page_names_it_and_shows_nothing_of_it(office, child):
    send(child, drawing=drawing(), voice_note=note())
    while 'value="finish"' not in child.page:
        child.press("skip")
    assert "<p>A drawing</p>" in child.page.replace(' dir="auto"', "")
    assert "<p>A voice note</p>" in child.page.replace(' dir="auto"', "")
    assert re.findall(r'<img[^>]* src="([^"]*)"', child.page) == ["/pictures/helper.svg"]


def test_words_and_a_voice_note_are_one_answer(office, child):
    send(child, words="My dog.", voice_note=note())
    assert answer(office)["value"] == "My dog."
    assert list(answer(office)["attachments"]) == ["voice_note"]


def test_nothing_at_all_is_no_answer(office, child):
    assert send(child).status_code == 422
    assert answer(office) is None


def test_the_name_of_a_file_is_kept_nowhere_and_names_no_place(office, child):
    name = "../../etc/<b>Leo Example</b>.exe"
    fields = {"question": AT, "language": "en", "answer": "", "do": "answer"}
    assert child.post(child.address, data=fields, files={"drawing": (name, drawing(), "text/html")}).status_code == 303
    (one,) = kept(office)
    assert one["mime"] == "image/jpeg"
    assert "Leo Example" not in f"{one}{office.voices()}{child.open().text}"


def test_sent_twice_it_is_kept_once(office, child):
    send(child, drawing=drawing())
    once = office.voices(), kept(office)
    assert send(child, drawing=drawing()).status_code == 303
    assert (office.voices(), kept(office)) == once


def test_a_new_one_takes_the_place_of_the_old_one(office, child):
    send(child, drawing=drawing("red"))
    (before,) = kept(office)
    child.press(f"change:{AT}")
    assert "We have your drawing." in child.page
    send(child, drawing=drawing("blue"))
    (after,) = kept(office)
    assert after["sha256"] != before["sha256"]
    assert office.store.read(lambda db: len(db.table(ATTACHED_FILES))) == 1


def test_gone_back_to_and_left_as_it_is_the_drawing_stays(office, child):
    send(child, drawing=drawing())
    before = answer(office)
    child.press(f"change:{AT}")
    assert send(child).status_code == 303
    assert answer(office) == before


def test_who_skips_would_rather_not_have_it_kept(office, child):
    send(child, drawing=drawing())
    child.press(f"change:{AT}")
    child.press("skip")
    assert (answer(office)["value"], kept(office)) == (None, [])


@pytest.mark.parametrize("button", ["back", "lang:ti"])
def test_whatever_else_is_pressed_the_drawing_is_not_lost(office, child, button):
    send(child, button, drawing=drawing())
    assert answer(office) is None
    (one,) = kept(office)
    if button == "back":
        child.press("skip")
    send(child)
    assert answer(office)["attachments"] == {"drawing": 1}
    assert one["kind"] == "drawing"


def test_what_was_never_an_answer_goes_when_they_finish(office, child):
    send(child, "back", drawing=drawing())
    while 'value="finish"' not in child.page:
        child.press("skip")
    child.press("finish")
    assert kept(office) == []


REFUSED = {
    "empty": (b"", "cannot open this picture"),
    "text": (b"Dear all, this is no picture." * 40, "cannot open this picture"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "cannot open this picture"),
    "gif": (drawing(kind="GIF"), "JPEG, PNG or WebP"),
    "heic": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(500), "JPEG, PNG or WebP"),
    "truncated": (drawing(kind="JPEG", size=(900, 900))[:3000], "cannot open this picture"),
    "bomb": (bomb(50_000, 50_000), "too big for us"),
    "20 MB": (drawing() + bytes(20_000_000), "too big for us"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_picture_is_said_and_what_was_typed_stays(office, child, what):
    content, said = REFUSED[what]
    reply = send(child, words="A house with a red door.", drawing=content)
    assert reply.status_code == 422
    assert said in child.page
    assert "A house with a red door.</textarea>" in child.page
    assert 'href="#drawing"' in child.page
    assert (answer(office), kept(office)) == (None, [])


@pytest.mark.parametrize("content", [b"", b"plain words" * 50, drawing(), note("mp4").replace(b"M4A ", b"heic")])
def test_what_is_no_recording_is_said_and_what_was_typed_stays(office, child, content):
    assert send(child, words="My dog.", voice_note=content).status_code == 422
    assert "cannot play this recording" in child.page
    assert "My dog.</textarea>" in child.page
    assert kept(office) == []


def test_a_recording_of_twenty_megabytes_is_said_to_be_too_long(office, child):
    assert send(child, voice_note=note(length=20_000_000)).status_code == 422
    assert "too long for us" in child.page
    assert kept(office) == []


@pytest.mark.parametrize("kind", ["webm", "ogg", "mp4", "mp3", "wav", "aac"])
def test_what_a_recording_is_stands_in_it(office, child, kind):
    assert send(child, voice_note=note(kind)).status_code == 303
    assert kept(office)[0]["mime"] == f"audio/{ {'mp3': 'mpeg'}.get(kind, kind) }"


def test_a_photograph_is_kept_upright_and_without_its_place(office, child):
    sent = photograph_with_a_place()
    assert b"Telephone of Hanna" in sent
    send(child, drawing=sent)
    content = file_of(office, kept(office)[0])
    picture = Image.open(io.BytesIO(content))
    assert picture.size == (240, 320)
    assert not picture.getexif()
    assert b"Hanna" not in content
    assert b"at home" not in content


def test_what_hides_behind_a_picture_is_not_kept(office, child):
    send(child, drawing=drawing(kind="JPEG") + b"<script>alert(1)</script>PK\x03\x04")
    assert b"script" not in file_of(office, kept(office)[0])


def test_a_large_photograph_is_made_smaller(office, child):
    send(child, drawing=drawing(kind="JPEG", size=(4000, 3000)))
    assert Image.open(io.BytesIO(file_of(office, kept(office)[0]))).size == (1600, 1200)


def test_a_drawing_is_taken_where_one_is_asked_for_only(office, begun):
    while "<textarea" not in begun.page:
        begun.press("skip")
    assert 'name="voice_note"' in begun.page
    assert 'name="drawing"' not in begun.page
    fields = {"question": "well_or_differently", "language": "en", "answer": "", "do": "answer"}
    begun.post(begun.address, data=fields, files={"drawing": ("a.png", drawing(), "image/png")})
    assert kept(office) == []


def test_another_browser_sees_nothing_of_it_and_takes_nothing_away(office, child, phone):
    send(child, drawing=drawing())
    other = phone(child.address.removeprefix("/f/"))
    other.open()
    other.press("begin")
    assert "drawing" not in other.page.lower()
    assert send(other, drawing=drawing("blue")).status_code == 409
    assert len(kept(office)) == 1


def test_a_link_that_leads_nowhere_keeps_no_file(office, phone):
    nobody = phone("no-such-link-at-all-here")
    assert send(nobody, words="My words.", drawing=drawing()).status_code == 404
    assert "My words." in nobody.page
    assert kept(office) == []


def test_a_form_that_breaks_off_keeps_nothing(office, child):
    whole = child.build_request(
        "POST", child.address, data={"do": "answer", "question": AT}, files={"drawing": ("a.png", drawing())}
    )
    body = whole.read()[:-600]
    reply = child.post(child.address, content=body, headers={"content-type": whole.headers["content-type"]})
    assert reply.status_code == 400
    assert (answer(office), kept(office)) == (None, [])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"no form at all", 400),
        (b'--x\r\ncontent-disposition: form-data; name="do"\r\n\r\n\xff\xfe\r\n--x--\r\n', 400),
        (b'--x\r\ncontent-disposition: form-data; name="answer"\r\n\r\n' + b"a" * 1_100_000 + b"\r\n--x--\r\n", 413),
        (b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n' * 300 + b"--x--\r\n", 400),
    ],
)
def test_a_broken_form_is_a_page_that_says_so(child, body, status):
    reply = child.post(child.address, content=body, headers={"content-type": "multipart/form-data; boundary=x"})
    assert reply.status_code == status
    assert "<h1>" in reply.text


def test_a_form_from_another_website_is_not_taken(office, child):
    reply = child.post(
        child.address,
        data={"do": "answer", "question": AT},
        files={"drawing": ("a.png", drawing())},
        headers={"origin": "https://elsewhere.example"},
    )
    assert reply.status_code == 403
    assert kept(office) == []


def test_looking_at_it_changes_nothing(office, child):
    send(child, "back", drawing=drawing())
    before = office.voices(), kept(office)
    child.open()
    child.open("?lang=ar")
    assert (office.voices(), kept(office)) == before
