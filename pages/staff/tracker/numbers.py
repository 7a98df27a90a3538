"""Numbers that a field of choices sends."""


def whole_number(text: object) -> int:
    """The number; 0 for anything else."""
    sent = str(text)
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else 0
