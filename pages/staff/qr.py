"""A link as a QR code, drawn as one SVG path."""

import qrcode


def svg_path(link: str) -> tuple[str, str]:
    """The view box and the path of the code, with the quiet edge of four modules that scanners need."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(link)
    code.make(fit=True)
    squares = [
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(code.get_matrix())
        for column, dark in enumerate(line)
        if dark
    ]
    size = code.modules_count + 2 * code.border
    return f"0 0 {size} {size}", "".join(squares)
