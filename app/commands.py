"""The command line: serve, ask, import, export, backup, restore, move, rekey, head, verify, user, forms."""

import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import data_folder
from app.account_commands import user
from app.asking import ask_from_command_line
from app.backups.holding_back import Held
from app.backups.making import Source, back_up, keep_newest, stream
from app.backups.restoring import STREAM
from app.backups.restoring import restore as restore_backup
from app.bringing_in import KINDS as RECORDS
from app.bringing_in import UNDO, bring_files_in, take_files_back
from app.command_line import Data, opened, stop, told_plainly
from app.erased_outside import lines_beside, redo
from app.importing import KINDS as TRACKERS
from app.importing import import_files
from app.keeping import KEEPING
from app.last_known import seen_now
from app.listening import listen
from app.logs import set_up_logs
from app.moving import move
from app.opening import noted_file, unproven_by_notes
from app.parts import Part, refuse_unready, sole_worker
from app.reading_back import bring_back
from app.rekeying import rekey
from app.settings import read_settings
from app.verifying import heads_in, what_is_wrong
from forms.check import check_file
from language.registry import LANGUAGES
from people.actor import COMMAND_LINE
from storage.export import export as export_documents

if TYPE_CHECKING:
    from app.serving import Build

KINDS = (*RECORDS, *TRACKERS)
Erased = Annotated[
    Path | None,
    typer.Option(help="A list of what was erased that does not lie beside the secret.", exists=True, dir_okay=False),
]
main = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, help="How a children's service hears families."
)
forms = typer.Typer(no_args_is_help=True, help="The forms.")
main.add_typer(user, name="user")
main.add_typer(forms, name="forms")


@main.callback()
def _set_up() -> None:
    set_up_logs()


@main.command()
def serve(
    data: Data = None,
    host: Annotated[str | None, typer.Option()] = None,
    port: Annotated[int | None, typer.Option()] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Invented people and one-click sign-in.")] = False,
    only: Annotated[Part | None, typer.Option(help="One part alone; the others have processes of their own.")] = None,
) -> None:
    """Serve the pages for families and staff, and do the work beside them; or one of these alone."""
    from app.demo.build import make_demo_data  # needed by this command alone
    from app.serving import serve as run

    signal.signal(signal.SIGTERM, _stop_in_order)
    with told_plainly():
        settings = read_settings(data=data, host=host, port=port, demo=demo or None)
        refuse_unready(settings.data, only, settings.database_address)
        with listen(settings) as listening:
            is_new = data_folder.prepare(settings.data, demo=settings.demo, noted=noted_file(settings))
            with sole_worker(settings.data, only, settings.database_address) as holder:
                if is_new:
                    make_demo_data(settings)
                run(settings, listening, _builder(only), only, holder)


@main.command()
def ask(
    child: Annotated[str, typer.Option(help="The child's reference, for example D0001.")],
    touchpoint: Annotated[str, typer.Option()],
    audience: Annotated[str, typer.Option()],
    language: Annotated[str, typer.Option()],
    form: Annotated[str | None, typer.Option(help="A form's id or a form file, instead of the usual one.")] = None,
    data: Data = None,
) -> None:
    """Ask somebody for their views and print the link, alone, on standard output."""
    with told_plainly(), opened(data) as (settings, store):
        about = (child, touchpoint, audience, language, form)
        token = ask_from_command_line(store, *about, tuple(LANGUAGES.values()))
        base = settings.public_url or data_folder.known_address(settings.data) or f"http://localhost:{settings.port}"
        typer.echo(f"{base}/f/{token}")


@main.command()
def export(file: Path, data: Data = None) -> None:
    """Write all documents to FILE in the format that stock TinyDB opens."""
    with told_plainly(), opened(data) as (_, store):
        export_documents(store, file)


@main.command("import-export")
def import_export(file: Path, data: Data = None) -> None:
    """Make a new data folder out of FILE, which `heard export` wrote; the secret has to be in its place.

    With HEARD_DATABASE it all comes into that empty database. Texts and mails that waited then do not go by themselves.
    """
    with told_plainly():
        documents, held = bring_back(read_settings(data=data), file)
    typer.echo(f"{documents} documents are read back, and each was compared with the file.")
    _tell_held(held)


@main.command("import")
def import_(
    kind: Annotated[str, typer.Argument(help=f"What they hold: {', '.join(KINDS)}. Or: {UNDO}.")],
    files: Annotated[list[Path], typer.Argument(help=f"The files; with {UNDO}, the number that was told.")],
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
) -> None:
    """Bring files in: an authority’s children and staff (SSD, Annex A), its contacts, or workbooks of a tracker.

    `heard import undo 12` takes back what came in under number 12, and names what stays.
    """
    if kind not in (*KINDS, UNDO):
        stop(f"There is no kind “{kind}” to import. Choose one of: {', '.join(KINDS)}.")
    if kind == UNDO and (dry_run or len(files) != 1):
        stop("Give the one number that was told when it was brought in, and no --dry-run.")
    with told_plainly(), opened(data, new=kind != UNDO) as (_, store):
        say = (typer.echo, lambda why: typer.echo(why, err=True))
        if kind == UNDO:
            good = take_files_back(store, str(files[0]), *say)
        elif kind in TRACKERS:
            good = import_files(store, files, *say, dry_run=dry_run)
        else:
            good = bring_files_in(store, kind, files, *say, dry_run=dry_run)
    if not good:
        raise typer.Exit(1)


@main.command()
def backup(
    folder: Annotated[str, typer.Argument(help="A folder that is there, or - for one tar on standard output.")],
    data: Data = None,
    keep: Annotated[int | None, typer.Option(min=1, help="Remove all but the newest so many.")] = None,
) -> None:
    """Back the data up while it is served: checked, whole, or not at all. The secret needs a backup of its own."""
    with told_plainly(), opened(data) as (settings, store):
        source = Source(store, settings.data, COMMAND_LINE)
        if folder == STREAM:
            stream(source, sys.stdout.buffer)
            return
        made = back_up(source, Path(folder))
        if keep is not None:
            keep_newest(Path(folder), keep, store)
    typer.echo(made)
    typer.echo("It is whole. The secret is not in it: keep that apart.", err=True)


@main.command()
def restore(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A backup: its folder, its tar, or - for one.")],
    data: Data = None,
    erased: Erased = None,
) -> None:
    """Make a new data folder of a backup. What was erased since goes again; texts and mails that waited do not."""
    with told_plainly():
        settings = read_settings(data=data)
        restored = restore_backup(source, settings, erased)
    typer.echo(f"{settings.data} holds what stood at {restored.at}: {restored.documents} documents, all whole.")
    _tell_held(restored.held)
    for sentence in restored.redone.in_words():
        typer.echo(sentence)


def _tell_held(held: Held) -> None:
    if many := held.texts + held.mails:
        typer.echo(f"{many} texts and mails waited to go then. They may have gone since: somebody decides about each.")
    typer.echo("Everybody has to sign in again. Look at who may: who was disabled since can sign in once more.")


@main.command("erase-again")
def erase_again(data: Data = None, erased: Erased = None) -> None:
    """Erase again what was erased once and came back with a backup that was restored by other means."""
    with told_plainly(), opened(data) as (settings, store):
        redone = redo(store, KEEPING, lines_beside(noted_file(settings), erased))
    for sentence in redone.in_words():
        typer.echo(sentence)
    if redone.knows_erased and not redone.gone and not redone.waiting:
        typer.echo("Nothing that was erased has come back.")


@main.command()
def verify(
    data: Data = None,
    against: Annotated[Path | None, typer.Option(help="A file of lines that `heard head` printed earlier.")] = None,
) -> None:
    """Check that each document is as it was kept, the audit trail whole, and nothing gone since then."""
    with told_plainly(), opened(data) as (settings, store):
        found = what_is_wrong(store, heads_in(against) if against else ())
        unproven = "" if against else unproven_by_notes(settings)
    if found:
        stop("\n".join(found))
    typer.echo("The data and the audit trail are whole.")
    if unproven:
        typer.echo(unproven)


@main.command()
def head(data: Data = None) -> None:
    """Print a line that says how far the audit trail goes, to be kept where nobody who can change the data can."""
    with told_plainly(), opened(data) as (_, store):
        typer.echo(store.read(seen_now).line())


@main.command("move")
def move_(
    to: Annotated[str, typer.Option(metavar="postgresql://…", help="An empty database.")],
    data: Data = None,
) -> None:
    """Move the data of a folder into a database of PostgreSQL; the server has to be stopped."""
    with told_plainly():
        documents = move(read_settings(data=data), to)
    typer.echo(f"{documents} documents are moved, and each is as it stood. The audit trail is whole.")
    typer.echo("Name the database with HEARD_DATABASE and start the server. The folder still holds the old documents.")


@main.command("rekey")
def rekey_(data: Data = None) -> None:
    """Encrypt the data under a new key, or for the first time; the server has to be stopped."""
    with told_plainly():
        rows = rekey(read_settings(data=data))
    typer.echo(f"{rows} rows are encrypted under a new key. Back up the secret's file: the data opens with it alone.")


@forms.command("check")
def forms_check(files: list[Path]) -> None:
    """Check form files; each problem names the file, the line and the mend."""
    problems = [problem for file in files for problem in check_file(file)]
    for problem in problems:
        typer.echo(str(problem), err=True)
    if problems:
        raise typer.Exit(1)
    typer.echo("Good." if len(files) == 1 else f"{len(files)} files are good.")


def _builder(part: Part | None) -> "Build":
    """What builds the part's program; NiceGUI takes a second to import and is loaded for staff alone."""
    if part in (Part.FAMILIES, Part.WORK):
        from app.plain_programs import families_alone, work_alone

        return families_alone if part is Part.FAMILIES else work_alone
    from app.server import build

    return partial(build, part=part)


def _stop_in_order(number: int, frame: object) -> None:
    """A termination signal is an order to stop, not a crash: what is open is closed on the way out."""
    raise SystemExit(0)
