"""Carries out what was pressed: one press is one verb of the feedback room, durable when it returns."""

from feedback.web import answering
from pages.family.attached_files import keep_files
from pages.family.submission import Submission
from storage.store import Store


async def carry_out(store: Store, token: str, session: str, press: Submission) -> None:
    """Do it; what the verb raises comes through. Whatever else is pressed, words and files are kept."""
    await keep_files(store, token, session, press)
    match press.button:
        case "begin":
            await store.write(answering.begin, token, session, press.language, easy=press.easy)
        case "answer":
            await store.write(answering.answer, token, session, press.question, list(press.sent), press.language)
        case "words":
            sent = list(press.sent)
            await store.write(answering.answer, token, session, press.question, sent, press.language, as_words=True)
        case "skip":
            await store.write(answering.skip, token, session, press.question, press.language, press.draft)
        case "back":
            await store.write(answering.back, token, session, press.question, press.draft)
        case "change":
            await store.write(answering.change, token, session, press.aim, press.question, press.draft)
        case "lang":
            await store.write(answering.speak, token, session, press.aim, press.question, press.draft)
        case "helped":
            said = (token, session, press.aim, press.language)
            await store.write(answering.say_whether_it_helped, *said, easy=press.easy)
        case "easy":
            await store.write(answering.read_easily, token, session, press.aim == "on", press.question, press.draft)
        case "helper":
            await store.write(answering.say_who_helped, token, session, press.aim)
        case "finish":
            await store.write(answering.finish, token, session)
