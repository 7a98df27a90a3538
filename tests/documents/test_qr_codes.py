"""QR codes are read by a scanner, and named by a screen reader."""

import html5lib
import typst

from documents.qr_codes import QUIET_EDGE, svg, svg_path
from tests.feedback.paper.printed import codes_on

LINK = "https://views.example/f/" + "t0kenT0kenT0kenT0ken12"
PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.code), format: "svg", width: 40mm)'


def drawn(code: str) -> bytes:
    picture = typst.compile(PAGE.encode(), format="png", ppi=150, sys_inputs={"code": code})
    assert isinstance(picture, bytes)
    return picture


def test_a_scanner_reads_the_link() -> None:
    assert codes_on(drawn(svg(LINK, "label"))) == [LINK]


def test_it_is_read_with_a_tenth_of_it_torn_away() -> None:
    size = int(svg_path(LINK)[0].split()[-1])
    hole = f'<rect x="{size * 0.55}" y="{size * 0.55}" width="{size * 0.25}" height="{size * 0.25}" fill="#fff"/></svg>'
    assert codes_on(drawn(svg(LINK, "label").replace("</svg>", hole))) == [LINK]


def test_a_quiet_edge_stands_around_it() -> None:
    box, path = svg_path(LINK)
    size = int(box.split()[-1])
    columns = [int(step.split()[0]) for step in path.split("M")[1:]]
    assert (min(columns), max(columns)) == (QUIET_EDGE, size - QUIET_EDGE - 1)


def test_a_screen_reader_is_told_what_it_is() -> None:
    (image,) = html5lib.parse(svg(LINK, 'Opens "the" <questions>')).iter("{http://www.w3.org/2000/svg}svg")
    assert image.get("role") == "img"
    assert image.get("aria-label") == 'Opens "the" <questions>'
