"""Where a drawing is seen and a voice note is heard: the file itself, for whom the exact words are for."""

from fastapi import FastAPI, Request, Response

from feedback.triage.attached import child_of, opened
from pages.staff.shell.addresses import attached_file, number
from pages.staff.shell.context import StaffContext
from pages.staff.shell.gate import session_key
from people.errors import NotAllowed, NotFound, SignedOut
from people.roles import Permission
from people.sessions import acting_person
from reviews.evidence import drawn_beside
from storage.errors import StorageError
from storage.store import Database

_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"  # whatever hides in it, nothing of it runs


def add(api: FastAPI, context: StaffContext) -> None:
    """The route; the gate has seen to it that the browser is signed in."""

    @api.get(attached_file("{which}"), include_in_schema=False)
    async def file(which: str, request: Request) -> Response:
        key = session_key(request.headers, context.settings.cookie, context) or ""
        try:
            person, child, (mime, content) = await context.store.fetch(_found, key, number(which))
            if child is not None:
                await context.readings.note(key, person, child, f"attachment {number(which)}")
        except SignedOut:
            return Response(status_code=403)
        except (NotAllowed, NotFound):
            return Response(status_code=404)
        except StorageError:
            return Response(status_code=503)
        return _sent(mime, content, request.headers.get("range", ""))


def _found(db: Database, key: str, which: int) -> tuple[int, str | None, tuple[str, bytes]]:
    person = acting_person(db, key)
    sees = opened if person.may(Permission.SEE_CHILDREN) else drawn_beside  # who only reads reviews finds it there
    content = sees(db, person, which)
    return person.id, child_of(db, which), content


def _sent(mime: str, content: bytes, wanted: str) -> Response:
    """All of it, or the one piece that a player asks for: some play nothing that cannot be had in pieces."""
    headers = {"content-security-policy": _POLICY, "content-disposition": "inline", "accept-ranges": "bytes"}
    first, _, last = wanted.removeprefix("bytes=").partition("-")
    if not wanted.startswith("bytes=") or not first.isdecimal() or not (last.isdecimal() or not last):
        return Response(content, media_type=mime, headers=headers)
    start, end = int(first), min(int(last or len(content)), len(content) - 1)
    if start > end:
        return Response(status_code=416, headers={**headers, "content-range": f"bytes */{len(content)}"})
    headers["content-range"] = f"bytes {start}-{end}/{len(content)}"
    return Response(content[start : end + 1], 206, media_type=mime, headers=headers)
