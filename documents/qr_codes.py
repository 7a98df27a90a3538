"""An address as a QR code: one SVG path, and the whole SVG with its label."""

from html import escape

import qrcode
from qrcode.constants import ERROR_CORRECT_M


class Picture(str):
    """An SVG: drawn as it is, and never taken for words that somebody reads."""


QUIET_EDGE = 4  # modules left white on each side: scanners need them


def svg_path(link: str) -> tuple[str, str]:
    """The view box and the path of the code, quiet edge included; it still reads with 15 % of it damaged."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_EDGE)
    code.add_data(link)
    code.make(fit=True)
    squares = [
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(code.get_matrix())
        for column, dark in enumerate(line)
        if dark
    ]
    size = code.modules_count + 2 * QUIET_EDGE
    return f"0 0 {size} {size}", "".join(squares)


def svg(link: str, label: str) -> Picture:
    """The code as an SVG that a screen reader calls by its label; white stands behind it in dark colours too."""
    box, path = svg_path(link)
    return Picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-label="{escape(label)}"'
        ' shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/>'
        f'<path d="{path}" fill="#000"/></svg>'
    )
