"""Every address that a family can reach."""

from functools import partial

from starlette.routing import BaseRoute, Route

from pages.family.site import Site
from pages.family.standing_pages import ADDRESSES, show
from pages.family.talk import leave, talk
from storage.store import Store


def routes(store: Store, site: Site) -> list[BaseRoute]:
    """The family's routes; the conversation first, being the busiest."""
    talking = partial(talk, store, site)
    return [
        Route("/f/{token}", talking, methods=["GET", "HEAD", "POST"], name="talk"),
        Route("/f/{token}/leave", partial(leave, site), name="leave"),
        Route("/f/{token:path}", talking, methods=["GET", "HEAD", "POST"], name="no such talk"),
        *(Route(address, partial(show, template, site), name=template) for address, template in ADDRESSES.items()),
    ]
