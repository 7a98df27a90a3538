"""What all commands share: the store of a data folder, and errors told in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from app.backups.errors import CannotBackUp, CannotRestore
from app.opening import open_store
from app.settings import Settings, WrongSetting, read_settings
from feedback.voices.errors import CannotAsk
from forms.errors import FormError, NoSuchForm
from people.errors import NotFound, Unacceptable
from storage.errors import StorageError
from storage.store import Store

Data = Annotated[Path | None, typer.Option(help="The data folder.")]


@contextmanager
def opened(data: Path | None, *, new: bool = False) -> Iterator[tuple[Settings, Store]]:
    """The settings and the store of a folder, closed afterwards; `new` makes one that is not there. `WrongSetting`."""
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


@contextmanager
def told_plainly() -> Iterator[None]:
    """Errors that a person can mend end the command with a sentence and no stack trace."""
    try:
        yield
    except NotFound:
        stop("There is no such child here. Check the reference and --data.")
    except NoSuchForm as error:
        stop(f"There is no form “{error}”.")
    except (WrongSetting, CannotAsk, CannotBackUp, CannotRestore, Unacceptable, FormError, StorageError) as error:
        stop(str(error))
    except OSError as error:
        about = f": {error.filename}" if error.filename else ""
        stop(f"{error.strerror or error}{about}. Check the path, the room on the disk and who may write there.")


def stop(why: str) -> NoReturn:
    """End the command with a sentence on standard error."""
    typer.echo(why, err=True)
    raise typer.Exit(1)
