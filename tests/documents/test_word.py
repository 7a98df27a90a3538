"""Templates of others: what cannot be used is told before it is kept, all of it, and code in one never runs."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from documents import word_trial
from documents.word import check, fill
from documents.word_package import MOST_BYTES, MOST_UNPACKED, NotUsable

SAMPLE = {"marking": "OFFICIAL", "name": "Selam", "rows": [{"action": "Visit"}], "part": {"grade": "Good"}}


def a_template(*paragraphs: str, draw: Callable[[Document], None] | None = None) -> bytes:
    document = docx.Document()
    for text in ("{{ marking }}", *paragraphs):
        document.add_paragraph(text)
    if draw:
        draw(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def with_part(template: bytes, name: str, content: bytes) -> bytes:
    """The same file with one part more, or another one in its place."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return made.getvalue()


def without_part(template: bytes, name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
    return made.getvalue()


def texts(document: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(document)).paragraphs]


def refused(template: bytes) -> str:
    with pytest.raises(NotUsable) as trouble:
        check(template, SAMPLE, ["marking"])
    return str(trouble.value)


def test_a_template_is_filled_with_what_it_names() -> None:
    template = a_template("{{ name }}: {{ part.grade }}", "{%p for one in rows %}", "{{ one.action }}", "{%p endfor %}")
    check(template, SAMPLE, ["marking"])
    assert texts(fill(template, SAMPLE)) == ["OFFICIAL", "Selam: Good", "Visit"]


@pytest.mark.parametrize(
    "name",
    [
        "a < b & c",
        "W" * 300,
        "يوسف العامري",
        "ሰላም ተስፋማርያም",
        "{{ part.grade }} {% for x in y %}",
        "<w:p>&amp;</w:p>",
        "“It’s 5 > 3”",
        "🎉 王小明",
    ],
)
def test_words_come_out_whole_whatever_they_are(name: str) -> None:
    assert texts(fill(a_template("{{ name }}"), {**SAMPLE, "name": name}))[1] == name


def test_a_line_break_stays_one_and_signs_that_no_file_can_hold_are_left_out() -> None:
    made = fill(a_template("{{ name }}"), {**SAMPLE, "name": "one\r\ntwo\x0b\x00\ud800 three\ufffe"})
    assert texts(made)[1] == "one\ntwo three"


@pytest.mark.parametrize(
    ("name", "rtl"),
    [("“يوسف العامري”", True), ("12 שלום", True), ("Yousef يوسف", False), ("ሰላም", False), ("12.", False), ("", False)],
)
def test_a_paragraph_runs_as_its_first_letter_does(name: str, rtl: bool) -> None:
    document = docx.Document(io.BytesIO(fill(a_template("{{ name }}", "after"), {**SAMPLE, "name": name})))
    first, said, after = document.paragraphs
    assert bool(said._p.findall(f".//{qn('w:bidi')}")) == rtl
    assert bool(said._p.findall(f".//{qn('w:rtl')}")) == rtl
    assert not [one for other in (first, after) for one in other._p.iter(qn("w:bidi"), qn("w:rtl"))]


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ name.__class__ }}",
        "{{ cycler.__init__.__globals__.os.popen('touch /tmp/x').read() }}",
        "{{ self._TemplateReference__context }}",
        "{% set x = 1 %}",
        "{% include 'word.py' %}",
        "{% for i in range(999999999) %}x{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ name.format(marking) }}",
        "{{ rows|map(attribute='__class__')|list }}",
        "{% macro x() %}{% endmacro %}",
        "{% for a in rows %}{% for b in rows %}x{% endfor %}{% endfor %}",
    ],
)
def test_code_is_refused_and_does_not_run(code: str) -> None:
    assert "It has code in it" in refused(a_template(code))


@pytest.mark.parametrize("code", ["{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ name.__class__.__mro__ }}"])
def test_code_that_was_never_looked_at_does_not_run_either(code: str) -> None:
    with pytest.raises(NotUsable):
        fill(a_template(code), SAMPLE)


def test_code_is_found_in_headers_footers_and_properties_too() -> None:
    def in_header(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ name.__class__ }}"

    def in_footer(document: Document) -> None:
        document.sections[0].footer.paragraphs[0].text = "{% set x = 1 %}"

    def in_title(document: Document) -> None:
        document.core_properties.title = "{{ ''.__class__ }}"

    for draw in (in_header, in_footer, in_title):
        assert "It has code in it" in refused(a_template(draw=draw))


def test_every_field_that_there_is_not_is_told_by_its_name() -> None:
    def in_header(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ town }}"

    template = a_template(
        "{{ nmae }} {{ part.colour }}",
        "{% if name == 'nobody' %}{{ never_reached }}{% endif %}",
        "{%p for one in rows %}",
        "{{ one.cost }}",
        "{%p endfor %}",
        draw=in_header,
    )
    assert refused(template) == "It names fields that there are not: nmae, part.colour, never_reached, one.cost, town."


def test_a_field_split_over_runs_as_word_does_it_is_one_field() -> None:
    def split(document: Document) -> None:
        paragraph = document.add_paragraph()
        for run in ("{{ na", "me", " }}"):
            paragraph.add_run(run).bold = run == "me"

    template = a_template(draw=split)
    check(template, SAMPLE, ["marking"])
    assert texts(fill(template, SAMPLE))[1] == "Selam"


def test_a_field_in_a_content_control_is_filled() -> None:
    def control(document: Document) -> None:
        namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        xml = f"<w:sdt {namespace}><w:sdtContent><w:p><w:r><w:t>{{{{ name }}}}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        document.element.body.insert(0, parse_xml(xml))

    made = fill(a_template(draw=control), SAMPLE)
    assert b"Selam" in zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")


def test_a_template_without_the_marking_is_told_what_it_lacks() -> None:
    document = docx.Document()
    document.add_paragraph("{{ name }}")
    made = io.BytesIO()
    document.save(made)
    assert refused(made.getvalue()) == "It lacks the field marking: write {{ marking }} where it shall stand."


@pytest.mark.parametrize("text", ["{{ name", "{% for one in rows %}", "{% nonsense %}", "{{ name }} {% endif %}"])
def test_a_field_that_is_not_closed_is_told(text: str) -> None:
    assert "A field is not written as it has to be" in refused(a_template(text))


@pytest.mark.parametrize("text", ["{{" * 20_000, "{% " * 20_000, "{" * 50_000, "x" * 500_000, "{{ name }}" * 3_000])
def test_what_would_take_minutes_is_refused_at_once(text: str) -> None:
    begun = time.monotonic()
    told = refused(a_template(text))
    assert "far more text or fields" in told or "opened or closed too often" in told
    assert time.monotonic() - begun < 5


def test_a_trial_that_takes_too_long_is_ended() -> None:
    with pytest.raises(NotUsable, match="takes too long"):
        word_trial.check(a_template("{{ name }}"), SAMPLE, ["marking"], patience=0.01)


def test_a_trial_says_the_same_from_its_own_process() -> None:
    word_trial.check(a_template("{{ name }}"), SAMPLE, ["marking"])
    with pytest.raises(NotUsable, match="It names fields that there are not: nmae") as trouble:
        word_trial.check(a_template("{{ nmae }}", "{% set x = 1 %}"), SAMPLE, ["marking"])
    assert len(trouble.value.faults) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"Dear all,", b"PK\x03\x04 not really", b"%PDF-1.7", b"\x00" * 900_000],
    ids=["empty", "text", "cut", "pdf", "zeros"],
)
def test_what_is_no_word_document_is_told_so(content: bytes) -> None:
    assert "not a Word document" in refused(content)


def test_a_file_of_another_kind_in_a_zip_is_no_word_document() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("[Content_Types].xml", "<Types/>")
    assert "not a Word document" in refused(made.getvalue())


def test_a_document_without_its_main_part_is_none() -> None:
    assert "not a Word document" in refused(without_part(a_template(), "word/document.xml"))


def test_xml_that_breaks_off_is_no_word_document() -> None:
    assert "not a Word document" in refused(with_part(a_template(), "word/document.xml", b"<w:document"))


def test_a_document_with_a_password_is_told_so() -> None:
    assert "has a password" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))


def test_20_mb_are_too_many() -> None:
    assert "larger than 1 MB" in refused(b"PK\x03\x04" + bytes(20_000_000))
    assert MOST_BYTES == 1_000_000


def test_a_zip_bomb_is_never_unpacked() -> None:
    bomb = with_part(a_template(), "word/media/image1.png", bytes(MOST_UNPACKED + 1))
    assert len(bomb) < MOST_BYTES
    assert "unpacks to far more" in refused(bomb)


def test_macros_are_refused() -> None:
    assert "macros" in refused(with_part(a_template(), "word/vbaProject.bin", b"x"))


def test_what_is_embedded_or_fetched_from_elsewhere_is_refused() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="{target}" TargetMode="External"/></Relationships>'
    )
    name = "word/_rels/settings.xml.rels"
    assert "Another file" in refused(with_part(a_template(), "word/embeddings/oleObject1.bin", b"x"))
    for target in ("https://elsewhere.example/t.dotm", "file://server/share/t.dotm", "file:///\\\\server\\t.dotm"):
        assert "another computer" in refused(with_part(a_template(), name, relations.format(target=target).encode()))
    own_disk = with_part(a_template(), name, relations.format(target="file:///C:/Templates/Normal.dotm").encode())
    check(own_disk, SAMPLE, ["marking"])


def test_entities_are_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    assert "entities" in refused(with_part(a_template(), "word/settings.xml", bomb))


def test_several_faults_are_told_together() -> None:
    told = refused(a_template("{{ nmae }}", "{% set x = 1 %}"))
    assert "It has code in it" in told
    assert "nmae" in told


def test_nothing_but_words_is_read(tmp_path: Path) -> None:
    """Typed words that look like fields are words."""
    target = tmp_path / "made"
    typed = f"{{{{ cycler.__init__.__globals__.os.system('touch {target}') }}}}"
    assert texts(fill(a_template("{{ name }}"), {**SAMPLE, "name": typed}))[1] == typed
    assert not target.exists()
