"""Secrets among the settings: given themselves or, better, in a file that other programs may not read."""

import re
from pathlib import Path

from pydantic import SecretStr

_SHORTEST_TOKEN = 20  # signs; nothing else guards what it opens


def secret_of(name: str, given: SecretStr, file: Path | None) -> str:
    """The secret, from its file where there is one; ValueError names the setting whose file cannot be read."""
    if file is None:
        return given.get_secret_value().strip()
    try:
        return file.read_text().strip()
    except OSError as error:
        raise ValueError(f"{name} {file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError(f"{name} {file}: this is no text") from None


def token_of(name: str, given: SecretStr, file: Path | None) -> str:
    """A token that others send along, empty where none is set; ValueError where it is easily guessed."""
    token = secret_of(f"{name}_FILE", given, file)
    if token and (len(token) < _SHORTEST_TOKEN or not re.fullmatch(r"[!-~]+", token)):
        raise ValueError(f"{name} must have at least {_SHORTEST_TOKEN} signs and no space")
    return token
