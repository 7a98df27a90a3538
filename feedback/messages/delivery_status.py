"""What a provider tells later about a text: safe when told twice, late, or in any order."""

from feedback.messages import outbox
from feedback.messages.provider_codes import CodeAction, meaning
from feedback.messages.state_transitions import move
from people.opt_outs import stop
from people.permissions import open_to
from storage.store import Database


@open_to("a provider whose signature was checked")
def record_status(db: Database, opaque: str, provider_id: str, state: str, code: str | None = None) -> bool:
    """Keep how far a text has come; returns whether that is news. A text that is not ours is none."""
    text = outbox.by_opaque(db, opaque)
    if text is None or text["provider_id"] not in {None, provider_id}:
        return False
    moved = move(db, text, state, code=code, provider_id=provider_id)
    if moved is not None and meaning(code).do == CodeAction.STOPPED:
        stop(db, text["to"], "STOP", text["language"])
    return moved is not None
