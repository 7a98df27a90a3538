"""The files of a press: looked at in a thread, and kept before anything else is done with the press."""

import asyncio

from feedback.voices.attaching import checked
from feedback.web import answering
from pages.family.submission import Submission
from storage.store import Store

_KEEPS_FILES = frozenset({"answer", "back", "change", "lang"})  # who skips would rather not


async def keep_files(store: Store, token: str, session: str, press: Submission) -> None:
    """Keep them; `AttachmentRefused` for the first that cannot be, and then none is."""
    if press.button not in _KEEPS_FILES:
        return
    looked_at = [await asyncio.to_thread(checked, one.field, one.content) for one in press.files]
    for one in looked_at:
        await store.write(answering.attach, token, session, press.question, one, press.language)
