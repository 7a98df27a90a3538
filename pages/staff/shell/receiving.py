"""Takes in a file: plain HTTP with a bound, so that no byte crosses a screen's socket and 20 MB are not kept."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from pages.form_body import BadBody, read_upload
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import session_key
from people.errors import NotAllowed, NotFound, SignedOut
from people.roles import Permission
from people.sessions import acting_person
from storage.errors import StorageError
from storage.store import Database

Keep = Callable[[str, bytes], Awaitable[str]]


@dataclass(frozen=True)
class Upload:
    """Who may send one kind of file, how many bytes at most, and by which errors it is refused."""

    permission: Permission
    most: int
    too_large: str
    refused: tuple[type[Exception], ...]


async def take_in(request: Request, context: StaffContext, upload: Upload, keep: Keep) -> Response:
    """The answer to a file that was sent; `keep` is given the session's key and the bytes, and says where to go on.

    Nothing is read of who may not keep it. What is wrong with the file comes back as 422, one sentence a fault.
    """
    key = session_key(request.headers, context.settings.cookie, context) or ""
    try:
        await context.store.fetch(_check_may, key, upload.permission)
        onward = await keep(key, await read_upload(request, upload.most))
    except upload.refused as trouble:
        return JSONResponse({"faults": getattr(trouble, "faults", None) or [str(trouble)]}, status_code=422)
    except BadBody as bad:
        return JSONResponse({"faults": [upload.too_large]} if bad.status == 413 else {}, status_code=bad.status)
    except (SignedOut, NotAllowed, NotFound) as refused:
        return Response(status_code=403 if isinstance(refused, SignedOut) else 404)
    except StorageError:
        return Response(status_code=503)
    return JSONResponse({"to": onward}) if onward else Response(status_code=204)


def _check_may(db: Database, key: str, permission: Permission) -> None:
    if not acting_person(db, key).may(permission):
        raise NotAllowed(permission)
