"""What came of asking: the link and its code, shown once; the text that goes; the call that waits."""

from feedback.paper.qr import svg_path
from feedback.requests import LINK_LIFE, Asked
from pages.staff import text_words
from pages.staff.addresses import phone_page
from pages.staff.choice import Choice
from pages.staff.screen import Screen
from pages.staff.templates import render
from pages.staff.way import way
from people.children import child


def asked_page(screen: Screen, choice: Choice, ref: str, asked: Asked, base: str) -> str:
    """The page after asking, for this way of asking."""
    about = screen.read(child, ref)
    shown = {"child": about, "choice": choice, "days": LINK_LIFE.days}
    if choice.channel in {"link", "qr"}:
        link = f"{base}/f/{asked.token}"
        box, path = svg_path(link)
        return render("asked.html", screen.now, link=link, box=box, path=path, **shown)
    found = screen.read(way, screen.house.desk.house, ref, choice)
    demo = phone_page(choice.contact) if screen.house.desk.demo and choice.contact is not None else ""
    return render("asked_waits.html", screen.now, way=found, sms=text_words, demo_phone=demo, **shown)
