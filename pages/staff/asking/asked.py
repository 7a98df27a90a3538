"""What came of asking: the link and its code, shown once; the text that goes; the call that waits."""

from documents.qr_codes import svg_path
from feedback.asking.progress import FROM_THE_SCREEN, progress_of_all
from feedback.asking.requests import NewRequest, requests_for
from feedback.voices.requests import Request, is_open
from pages.staff.asking.choice import AskingChoice
from pages.staff.asking.contact_check import contact_check
from pages.staff.shell.addresses import phone_page
from pages.staff.shell.screen import Screen
from pages.staff.shell.templates import render
from pages.staff.texts import words
from people.actor import Actor
from people.children import child
from people.errors import NotFound
from people.permissions import needs
from people.roles import Permission
from storage.documents import number_of
from storage.store import Database


def asked_page(screen: Screen, choice: AskingChoice, ref: str, asked: NewRequest, base: str) -> str:
    """The page after asking, for this way of asking."""
    if choice.channel in FROM_THE_SCREEN:
        return link_shown(screen, ref, asked.request, f"{base}/f/{asked.token}")
    shown = {"child": screen.read(child, ref), "choice": choice}
    found = screen.read(contact_check, screen.context.settings.texting, ref, choice)
    demo = phone_page(choice.contact) if screen.context.settings.demo and choice.contact is not None else ""
    return render("asking/asked_waits.html", screen.now, check=found, sms=words, demo_phone=demo, **shown)


def link_shown(screen: Screen, ref: str, request_id: int, link: str = "") -> str:
    """The link of a request while it can be told, and whether the family has it; without one, the way to a new one."""
    about = screen.read(request_with_a_link, ref, request_id)
    box, path = svg_path(link) if link else ("", "")
    return render(
        "asking/asked.html",
        screen.now,
        child=screen.read(child, ref),
        about=about,
        standing=screen.read(progress_of_all, ref)[request_id],
        live=is_open(about, screen.now),
        link=link,
        box=box,
        path=path,
    )


@needs(Permission.ASK_FOR_FEEDBACK)
def request_with_a_link(db: Database, actor: Actor, ref: str, request_id: int) -> Request:
    """The request of this number about this child whose link a screen shows, for somebody who may ask."""
    found = next((one for one in requests_for(db, actor, ref) if number_of(one) == request_id), None)
    if found is None or found["channel"] not in FROM_THE_SCREEN:
        raise NotFound
    return found
