"""Every address that a family can reach."""

from functools import partial

from starlette.routing import BaseRoute, Route

from forms.library import Library
from pages.family.clearing import clear
from pages.family.codes import type_code
from pages.family.conversation import leave, talk
from pages.family.pages import FamilyPages
from pages.family.pictures import show_picture
from pages.family.posters import at_poster
from pages.family.said import show_said
from pages.family.site import Site
from pages.family.sounds import play
from pages.family.standing_pages import ADDRESSES, show
from storage.store import Store


def family_pages(store: Store, site: Site, library: Library) -> FamilyPages:
    """All that families can meet."""
    return FamilyPages(routes(store, site, library), site)


def routes(store: Store, site: Site, library: Library) -> list[BaseRoute]:
    """The family's routes; the conversation first, being the busiest. `library` has the questions that posters ask."""
    talking = partial(talk, store, site)
    visiting = partial(at_poster, store, site, library)
    return [
        Route("/f/{token}", talking, methods=["GET", "HEAD", "POST"], name="talk"),
        Route("/f/{token}/leave", partial(leave, site), name="leave"),
        Route("/f/{token:path}", talking, methods=["GET", "HEAD", "POST"], name="no such talk"),
        Route("/q/{poster:path}", visiting, methods=["GET", "HEAD", "POST"], name="poster"),
        Route("/spoken/{digest}", partial(play, store), name="spoken"),
        Route("/pictures/{name}.svg", partial(show_picture, site), name="picture"),
        Route("/said", partial(show_said, store, site), name="said"),
        Route("/clear", partial(clear, site), methods=["GET", "HEAD", "POST"], name="clear"),
        Route("/", partial(type_code, store, site), methods=["POST"], name="type a code"),
        *(Route(address, partial(show, template, site), name=template) for address, template in ADDRESSES.items()),
    ]
