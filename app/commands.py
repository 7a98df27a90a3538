"""The command line: serve, ask, export, import-export, import, backup, restore, rekey, head, verify, user, forms."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app import data_folder
from app.asking import ask_from_command_line
from app.backups.errors import CannotBackUp, CannotRestore
from app.backups.making import Source, back_up, keep_newest, stream
from app.backups.restoring import STREAM
from app.backups.restoring import restore as restore_backup
from app.importing import KINDS, import_files
from app.last_known import seen_now
from app.listening import listen
from app.logs import set_up_logs
from app.opening import noted_file, open_store
from app.parts import Part, refuse_unready, sole_worker
from app.reading_back import bring_back
from app.rekeying import rekey
from app.settings import Settings, WrongSetting, read_settings
from app.verifying import heads_in, what_is_wrong
from feedback.voices.errors import CannotAsk
from forms.check import check_file
from forms.errors import FormError, NoSuchForm
from language.registry import LANGUAGES
from people.account_help import end_all_sessions, reset_factor, set_password
from people.actor import COMMAND_LINE
from people.errors import NotFound, Unacceptable
from people.leaving import disable
from people.roles import Role
from people.staff import add_staff, by_email, everyone
from storage.documents import number_of
from storage.errors import StorageError
from storage.export import export as export_documents
from storage.store import Store

if TYPE_CHECKING:
    from app.serving import Build

main = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, help="How a children's service hears families."
)
user = typer.Typer(no_args_is_help=True, help="People who may sign in.")
forms = typer.Typer(no_args_is_help=True, help="The forms.")
main.add_typer(user, name="user")
main.add_typer(forms, name="forms")

Data = Annotated[Path | None, typer.Option(help="The data folder.")]


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
    from app.demo.build import fill_with_demo_data  # needed by this command alone
    from app.serving import serve as run

    signal.signal(signal.SIGTERM, _stop_in_order)
    with _told_plainly():
        settings = read_settings(data=data, host=host, port=port, demo=demo or None)
        refuse_unready(settings.data, only)
        with listen(settings) as listening:
            if data_folder.prepare(settings.data, demo=settings.demo, noted=noted_file(settings)):
                fill_with_demo_data(settings)
                data_folder.mark_filled(settings.data)
            with sole_worker(settings.data, only):
                run(settings, listening, _builder(only), only)


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
    with _told_plainly(), _store(data) as (settings, store):
        about = (child, touchpoint, audience, language, form)
        token = ask_from_command_line(store, *about, tuple(LANGUAGES.values()))
        base = settings.public_url or data_folder.known_address(settings.data) or f"http://localhost:{settings.port}"
        typer.echo(f"{base}/f/{token}")


@main.command()
def export(file: Path, data: Data = None) -> None:
    """Write all documents to FILE in the format that stock TinyDB opens."""
    with _told_plainly(), _store(data) as (_, store):
        export_documents(store, file)


@main.command("import-export")
def import_export(file: Path, data: Data = None) -> None:
    """Make a new data folder out of FILE, which `heard export` wrote; the secret has to be in its place."""
    with _told_plainly():
        documents = bring_back(read_settings(data=data), file)
    typer.echo(f"{documents} documents are read back, and each is as it stands in the file.")


@main.command("import")
def import_(
    kind: Annotated[str, typer.Argument(help=f"What they hold: {', '.join(KINDS)}.")],
    files: list[Path],
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
) -> None:
    """Bring files in: workbooks of a tracker. Tells rows brought, present already, and bad with their reason."""
    if kind not in KINDS:
        _stop(f"There is no kind “{kind}” to import. Choose one of: {', '.join(KINDS)}.")
    with _told_plainly(), _store(data, new=True) as (_, store):
        readable = import_files(store, files, typer.echo, lambda why: typer.echo(why, err=True), dry_run=dry_run)
    if not readable:
        raise typer.Exit(1)


@main.command()
def backup(
    folder: Annotated[str, typer.Argument(help="A folder that is there, or - for one tar on standard output.")],
    data: Data = None,
    keep: Annotated[int | None, typer.Option(min=1, help="Remove all but the newest so many.")] = None,
) -> None:
    """Back the data up while it is served: checked, whole, or not at all. The secret needs a backup of its own."""
    with _told_plainly(), _store(data) as (settings, store):
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
) -> None:
    """Make a new data folder of a backup. Texts and mails that waited then do not go by themselves."""
    with _told_plainly():
        settings = read_settings(data=data)
        restored = restore_backup(source, settings)
    typer.echo(f"{settings.data} holds what stood at {restored.at}: {restored.documents} documents, all whole.")
    if held := restored.texts + restored.mails:
        typer.echo(f"{held} texts and mails waited to go then. They may have gone since: somebody decides about each.")
    typer.echo("Everybody has to sign in again. Look at who may: who was disabled since can sign in once more.")


@main.command()
def verify(
    data: Data = None,
    against: Annotated[Path | None, typer.Option(help="A file of lines that `heard head` printed earlier.")] = None,
) -> None:
    """Check that each document is as it was kept, the audit trail whole, and nothing gone since then."""
    with _told_plainly(), _store(data) as (_, store):
        found = what_is_wrong(store, heads_in(against) if against else ())
    if found:
        _stop("\n".join(found))
    typer.echo("The data and the audit trail are whole.")


@main.command()
def head(data: Data = None) -> None:
    """Print a line that says how far the audit trail goes, to be kept where nobody who can change the data can."""
    with _told_plainly(), _store(data) as (_, store):
        typer.echo(store.read(seen_now).line())


@main.command("rekey")
def rekey_(data: Data = None) -> None:
    """Encrypt the data under a new key, or for the first time; the server has to be stopped."""
    with _told_plainly():
        rows = rekey(read_settings(data=data))
    typer.echo(f"{rows} rows are encrypted under a new key. Back up the secret's file: the data opens with it alone.")


@user.command("add")
def user_add(name: str, email: str, role: Annotated[list[Role], typer.Option()], data: Data = None) -> None:
    """Add a person; the password is read from standard input."""
    password = _password()
    with _told_plainly(), _store(data, new=True) as (_, store):
        store.write_now(add_staff, name, email, role, password)


def _password() -> str:
    return str(typer.prompt("Password", hide_input=True)) if sys.stdin.isatty() else _piped_line()


def _piped_line() -> str:
    """What a pipe hands over, without the line end or the byte order mark of whatever system wrote it."""
    return sys.stdin.readline().rstrip("\r\n").removeprefix("\ufeff")


@user.command("list")
def user_list(data: Data = None) -> None:
    """List the people who may sign in."""
    with _told_plainly(), _store(data) as (_, store):
        for one in store.read(everyone):
            typer.echo(f"{one['email']}\t{one['name']}\t{', '.join(one['roles'])}")


@user.command("disable")
def user_disable(email: str, data: Data = None) -> None:
    """End a person's access at once, open screens included."""
    with _told_plainly(), _store(data) as (_, store):
        store.write_now(disable, COMMAND_LINE, _person(store, email))


@user.command("set-password")
def user_set_password(email: str, data: Data = None) -> None:
    """Give a person a new password, read from standard input; they are signed out everywhere."""
    password = _password()
    with _told_plainly(), _store(data) as (_, store):
        store.write_now(set_password, COMMAND_LINE, _person(store, email), password)


@user.command("reset-factor")
def user_reset_factor(email: str, data: Data = None) -> None:
    """Take away the second factor of who lost phone and recovery codes; they are signed out everywhere."""
    with _told_plainly(), _store(data) as (_, store):
        there = store.write_now(reset_factor, COMMAND_LINE, _person(store, email))
    typer.echo("The second factor is taken away." if there else "There was no second factor.")


@user.command("end-sessions")
def user_end_sessions(email: str, data: Data = None) -> None:
    """Sign a person out everywhere, open screens included, without ending their access."""
    with _told_plainly(), _store(data) as (_, store):
        ended = store.write_now(end_all_sessions, COMMAND_LINE, _person(store, email))
    typer.echo(f"Sessions ended: {ended}.")


def _person(store: Store, email: str) -> int:
    person = store.read(by_email, email)
    if person is None:
        raise WrongSetting(f"Nobody has the address {email}.")
    return number_of(person)


@forms.command("check")
def forms_check(files: list[Path]) -> None:
    """Check form files; each problem names the file, the line and the mend."""
    problems = [problem for file in files for problem in check_file(file)]
    for problem in problems:
        typer.echo(str(problem), err=True)
    if problems:
        raise typer.Exit(1)
    typer.echo("Good." if len(files) == 1 else f"{len(files)} files are good.")


@contextmanager
def _store(data: Path | None, *, new: bool = False) -> Iterator[tuple[Settings, Store]]:
    settings = read_settings(data=data)
    if settings.data.exists() and not settings.data.is_dir():
        raise WrongSetting(f"{settings.data} is a file, and the data is kept in a folder. Name a folder with --data.")
    if not settings.data.is_dir() and not new:
        raise WrongSetting(f"There is no data folder {settings.data}. Name it with --data, or start the server first.")
    store = open_store(settings)
    try:
        yield settings, store
    finally:
        store.close()


def _builder(part: Part | None) -> "Build":
    """What builds the part's program; NiceGUI takes a second to import and is loaded for staff alone."""
    if part in (Part.FAMILIES, Part.WORK):
        from app.plain_programs import families_alone, work_alone

        return families_alone if part is Part.FAMILIES else work_alone
    from app.server import build

    return partial(build, staff_alone=part is Part.STAFF)


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Errors that a person can mend end the command with a sentence and no stack trace."""
    try:
        yield
    except NotFound:
        _stop("There is no such child here. Check the reference and --data.")
    except NoSuchForm as error:
        _stop(f"There is no form “{error}”.")
    except (WrongSetting, CannotAsk, CannotBackUp, CannotRestore, Unacceptable, FormError, StorageError) as error:
        _stop(str(error))
    except OSError as error:
        about = f": {error.filename}" if error.filename else ""
        _stop(f"{error.strerror or error}{about}. Check the path, the room on the disk and who may write there.")


def _stop_in_order(number: int, frame: object) -> None:
    """A termination signal is an order to stop, not a crash: what is open is closed on the way out."""
    raise SystemExit(0)


def _stop(why: str) -> None:
    typer.echo(why, err=True)
    raise typer.Exit(1)
