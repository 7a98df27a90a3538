"""Every address that a family can reach."""

from functools import partial

from starlette.routing import BaseRoute, Route

from pages.family.site import Site
from pages.family.standing_pages import ADDRESSES, show
from pages.family.talk import leave, talk
from storage.store import Store


def routes(store: Store, site: Site) -> list[BaseRoute]:
    """The family's routes; the conversation first, being the busiest."""
    return [
        Route("/f/{token}", partial(talk, store, site), methods=["GET", "HEAD", "POST"], name="talk"),
        Route("/f/{token}/leave", partial(leave, site), name="leave"),
        *(Route(address, partial(show, template, site), name=template) for address, template in ADDRESSES.items()),
    ]
