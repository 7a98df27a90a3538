"""Carries out what was pressed, by the verbs of the feedback room; each is durable when it returns."""

from feedback import answering
from pages.family.pressed import Pressed
from storage.store import Store


async def carry_out(store: Store, token: str, session: str, press: Pressed) -> None:
    """Do it; what the verbs raise comes through. Whatever else is pressed, typed words are kept."""
    match press.button:
        case "begin":
            await store.write(answering.begin, token, session, press.language)
        case "answer":
            await store.write(answering.answer, token, session, press.question, list(press.sent), press.language)
        case "words":
            sent = list(press.sent)
            await store.write(answering.answer, token, session, press.question, sent, press.language, as_words=True)
        case "skip":
            await store.write(answering.skip, token, session, press.question, press.language)
            await _keep_typed(store, token, session, press)
        case "back":
            await store.write(answering.back, token, session, press.question, press.draft)
        case "change":
            await _keep_typed(store, token, session, press)
            await store.write(answering.change, token, session, press.aim)
        case "lang":
            await store.write(answering.speak, token, session, press.aim, press.question, press.draft)
        case "finish":
            await store.write(answering.finish, token, session)


async def _keep_typed(store: Store, token: str, session: str, press: Pressed) -> None:
    if press.draft:
        await store.write(answering.speak, token, session, press.language, press.question, press.draft)
