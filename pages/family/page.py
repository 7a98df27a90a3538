"""Renders the templates, with one environment a language so that its words are at hand."""

from collections.abc import Callable, Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from language.isolates import shown
from language.registry import language
from pages.family.inline_assets import SCRIPT, STYLES
from pages.family.looks import Look
from pages.family.phrases import in_lines, phrases, phrases_counted
from pages.family.site import Site
from people.contact_points import CHILDLINE, EMERGENCY, NSPCC

_USUAL: dict[str, object] = {
    "problem": None,
    "wrong": "",
    "younger": False,
    "standing": "",
    "back": "",
    "look": Look.CALM,
    "easy": False,
}


def render(template: str, code: str, site: Site, **values: object) -> str:
    """One whole page in the language `code`; `younger` chooses the words for children under 12, `look` the style.

    `problem` stands at its top and leads to the field called `wrong`.
    """
    return _templates(code, site).get_template(template).render(_USUAL | values)


def macro(name: str, code: str, site: Site) -> Callable[..., Markup]:
    """One piece that several pages share, by itself."""
    return _shared(code, site)[name]


@cache
def _shared(code: str, site: Site) -> Mapping[str, Callable[..., Markup]]:
    return vars(_templates(code, site).get_template("parts.html").module)


@cache
def _templates(code: str, site: Site) -> Environment:
    templates = Environment(
        loader=PackageLoader("pages.family"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.globals.update(
        _=phrases(code),
        many=phrases_counted(code),
        page=language(code),
        languages=site.languages,
        site=site,
        styles=STYLES,
        script=SCRIPT,
    )
    templates.filters["lines"] = in_lines
    templates.globals.update(emergency=EMERGENCY, childline=CHILDLINE, nspcc=NSPCC)
    return templates
