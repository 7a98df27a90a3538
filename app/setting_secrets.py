"""Secrets among the settings: given themselves or, better, in a file that other programs may not read."""

from pathlib import Path

from pydantic import SecretStr


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
