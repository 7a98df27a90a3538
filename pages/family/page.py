"""Renders the templates, with one environment a language so that its words are at hand."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from language.dates import day
from language.isolates import shown
from language.not_here import named, spoken_code
from language.registry import LANGUAGES, language
from language.standing import is_whole
from pages.family.inline_assets import ASIDE_SCRIPTS, ASIDE_STYLES, SCRIPT, STYLES
from pages.family.looks import Look
from pages.family.notices import BASES, LAST_TESTED
from pages.family.phrases import in_lines, phrases, phrases_counted
from pages.family.site import Site
from people import contact_points

_USUAL: dict[str, object] = {
    "problem": None,
    "wrong": "",
    "younger": False,
    "standing": "",
    "back": "",
    "look": Look.CALM,
    "easy": False,
}
_NUMBERS = (
    "EMERGENCY",
    "CHILDLINE",
    "NSPCC",
    "RELAY",
    "RELAY_EMERGENCY",
    "EMERGENCY_IN_SIGNS",
    "CANNOT_SPEAK",
    "REGISTER",
    "EASS",
    "ICO",
)


def render(template: str, code: str, site: Site, **values: object) -> str:
    """One whole page in the language `code`; `younger` chooses the words for children under 12, `look` the style.

    `problem` stands at its top and leads to the field called `wrong`. A language that is not here is named at the top.
    """
    said = _USUAL | {"not_here": None if code in LANGUAGES else named(code)} | values
    return _templates(spoken_code(code), site).get_template(template).render(said)


def macro(name: str, code: str, site: Site) -> Callable[..., Markup]:
    """One piece that several pages share, by itself."""
    return _shared(spoken_code(code), site)[name]


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
    templates.globals.update(aside_styles=ASIDE_STYLES, scripts=ASIDE_SCRIPTS)
    templates.globals.update({name.lower(): getattr(contact_points, name) for name in _NUMBERS})
    templates.globals.update(basis=BASES[site.notices.basis], tested=day(LAST_TESTED, code, date.min))
    templates.globals.update(is_whole=partial(is_whole, code))
    templates.filters["lines"] = in_lines
    return templates
