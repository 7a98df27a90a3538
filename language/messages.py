"""Collects the messages for the translators and keeps the catalogues up to them: `update` and `check`."""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext

from language.catalogue import FOLDER, plural_rule, read_catalogue
from language.faults import faults
from language.registry import LANGUAGES
from language.states import NEW

# Where messages stand. The forms' extractor is named, not imported: language is the lowest floor.
_PYTHON = ("**.py", "python")
_FORMS = "forms.extract:messages"
_SOURCES = {
    "app": [_PYTHON],
    "pages/family": [_PYTHON, ("templates/**.html", "jinja2.ext:babel_extract")],
    "pages/hooks": [_PYTHON],
    "reviews": [_PYTHON],
    "tracker": [_PYTHON],
    "feedback": [_PYTHON],
    "people": [_PYTHON],
    "forms": [_PYTHON, ("definitions/**.yaml", _FORMS), ("scales.yaml", _FORMS)],
    "language": [_PYTHON],
}
_OPTIONS = {"templates/**.html": {"silent": "false"}}  # a broken template stops the collection
_MILLIONS = "nplurals=3; plural=({} ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2);"
_ONE = {"es": "n == 1", "pt": "n == 0 || n == 1", "fr": "n == 0 || n == 1"}  # CLDR's `one` for whole numbers
_KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "say": (2,),
    "phrase": (2,),
    "say_many": (2, 3),
    "many": (1, 2),
}


def collect(root: Path) -> Catalog:
    """Every message in the project's code, pages and forms, with the files it stands in."""
    template = _catalog(None, "# The messages of Heard.")
    for folder, methods in _SOURCES.items():
        found = extract_from_dir(root / folder, methods, _OPTIONS, _KEYWORDS, ("Translators:",))
        for file, _line, message, comments, context in found:
            template.add(message, locations=[(f"{folder}/{file}", 0)], auto_comments=comments, context=context)
    return template


def translated() -> list[str]:
    """The codes of the languages that have a catalogue: all but English."""
    return [code for code in LANGUAGES if code != "en"]


def update(root: Path, folder: Path = FOLDER) -> None:
    """Writes the template and brings each catalogue up to it.

    Nothing is ever lost: where the English has changed, the old one is kept as fuzzy, with the old English beside it.
    """
    template = collect(root)
    for code in translated():
        path = folder / f"{code}.po"
        catalogue = read_catalogue(path) if path.exists() else _catalog(code.replace("-", "_"), NEW)
        _revive(catalogue)
        catalogue.update(template, update_creation_date=False)
        _note_old_english(catalogue)
        catalogue.mime_headers = [("Plural-Forms", plural_header(code))]
        _write(path, catalogue)
    _keep_date(template, folder / "messages.pot")
    _write(folder / "messages.pot", template)


def plural_header(code: str) -> str:
    """The plural rule of a language as gettext's tools read it.

    CLDR's `many` of Romance languages asks for an exponent too (1e6), which gettext has no word for: Babel writes it
    all the same, and no tool can read that header.
    """
    return _MILLIONS.format(_ONE[code]) if code in _ONE else to_gettext(plural_rule(code))


def check(root: Path, folder: Path = FOLDER) -> list[str]:
    """What is wrong with the catalogues, each as a sentence for the person who mends it; empty when all is well."""
    template = collect(root)
    return [fault for code in translated() for fault in faults(template, folder / f"{code}.po")]


def _catalog(locale: str | None, header_comment: str) -> Catalog:
    return Catalog(
        locale,
        header_comment=header_comment,
        project="Heard",
        version="1",
        msgid_bugs_address="see README.md",
        last_translator="none yet",
        language_team="Heard",
        fuzzy=False,
    )


def _revive(catalogue: Catalog) -> None:
    """Takes messages that had gone out of use back in, so that one that is used again finds its translation."""
    for message in catalogue.obsolete.values():
        if catalogue.get(message.id, message.context) is None:
            catalogue[message.id] = message
    catalogue.obsolete.clear()


def _note_old_english(catalogue: Catalog) -> None:
    """Lays the English that a stale translation was made from beside it, in a comment: only those are read back."""
    for message in catalogue:
        if message.previous_id:
            message.user_comments.append(f"The English was: {message.previous_id[0]}")


def _keep_date(template: Catalog, path: Path) -> None:
    """The template's date changes only when a message does."""
    if not path.exists():
        return
    with path.open("rb") as file:
        before = read_po(file)
    if {each.id for each in before} == {each.id for each in template}:
        template.creation_date = before.creation_date


def _write(path: Path, catalogue: Catalog) -> None:
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)


def main(arguments: list[str]) -> int:
    """Runs `update` or `check` on this project."""
    root = Path(__file__).parent.parent
    if arguments == ["update"]:
        update(root)
        return 0
    if arguments == ["check"]:
        wrong = check(root)
        print("\n".join(wrong) or "Every catalogue has every message.")
        return 1 if wrong else 0
    print("Say `python -m language.messages update` or `python -m language.messages check`.")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
