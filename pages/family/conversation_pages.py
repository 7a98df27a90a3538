"""The pages of a conversation, each made from the view that the feedback room gives."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from feedback.voices.answers_back import HELPED, opens_with, words_in
from feedback.voices.conversation_view import ConversationView, Stage
from feedback.voices.help_given import CHILDS_HELPERS
from language.catalogue import N_
from language.dates import day, weekday_and_day
from language.remembered import remembered
from pages.family.field import field
from pages.family.looks import Look, look_at, look_of, minutes, offers_easy, picture_of
from pages.family.page import render
from pages.family.phrases import Phrase, phrase
from pages.family.promises import about_your_words
from pages.family.reply import PreparedPage
from pages.family.site import Site
from pages.family.talk import talk, whole_talk

_YOUNGER = frozenset({"child_4_7", "child_8_11"})
NOT_KEPT = N_("Sorry, we could not keep that just now. Please try again.")


def for_younger(view: ConversationView) -> bool:
    """Whether this conversation is in the words for children under 12."""
    return view.audience in _YOUNGER


def code_of(view: ConversationView) -> str:
    """The language of the page: the conversation's, whether it is here still or not (`page.render`)."""
    return view.language


def until_in_words(view: ConversationView, code: str, now: datetime) -> str:
    """The last whole day on which they can come back, as it is read; empty where there is none to come."""
    return day(view.until, code, now) if view.until else ""


@dataclass(frozen=True)
class FirstPage:
    """All that a first page depends on: nothing of the link that it stands under, so one copy serves everybody."""

    code: str
    audience: str
    easy: bool
    begun_elsewhere: bool
    from_poster: bool
    words_promise: str
    minutes: int
    until: str  # the last day on which they can come back, as it is read

    @classmethod
    def of(cls, view: ConversationView, code: str, now: datetime, *, easy: bool) -> "FirstPage":
        """The first page of this conversation; `easy` where the address asks for Easy Read."""
        easy = easy and offers_easy(view.audience)
        promise = about_your_words(view.form, view.audience)
        long = minutes(max(view.form.numbers.values(), default=0))
        begun, until = view.begun_elsewhere, until_in_words(view, code, now)
        return cls(code, view.audience, easy, begun, view.from_poster, promise, long, until)

    @classmethod
    def of_anybody(cls, code: str) -> "FirstPage":
        """The first page as an adult has it, of no conversation."""
        return cls(code, "parent_carer", False, False, False, "", 1, "")


@remembered(256)
def welcome(first: FirstPage, site: Site) -> PreparedPage:
    """The first page, drawn once."""
    return PreparedPage.of(first_page(first, site))


def first_page(first: FirstPage, site: Site) -> str:
    """The same, drawn anew."""
    look = look_of(first.audience, easy=first.easy)
    younger = first.audience in _YOUNGER
    offers = offers_easy(first.audience)
    told = {"first": first, "younger": younger, "look": look, "easy": first.easy, "offers_easy": offers}
    return render("welcome.html", first.code, site, **told)


def asking(
    view: ConversationView,
    site: Site,
    sent: Sequence[str] | None = None,
    problem: Phrase | None = None,
    wrong: str = "answer",
) -> str:
    """The question; with `sent` and `problem` when the field called `wrong` was refused, or ("") could not be kept."""
    said = Markup(talk(view, code_of(view), site, refused=problem is not None))  # noqa: S704  # drawn
    return question_page(view, site, said, sent, problem, wrong)


def question_page(
    view: ConversationView,
    site: Site,
    said: Markup,
    sent: Sequence[str] | None = None,
    problem: Phrase | None = None,
    wrong: str = "answer",
) -> str:
    """The same, with what was said before as it is given."""
    assert view.question is not None
    return render(
        "question_young.html" if look_at(view) is Look.YOUNG else "question.html",
        code_of(view),
        site,
        **_shown(view),
        asked=view.question.wording(easy=view.easy),
        picture=picture_of(view.question),
        left=minutes(view.total - view.position + 1),
        talk=said,
        field=field(view, view.question, sent, refused=problem is not None and wrong == "answer"),
        problem=problem,
        wrong=wrong,
    )


def checking(view: ConversationView, site: Site, unsaved: bool = False) -> str:
    """Everything this browser said, to be changed or finished."""
    return check_page(view, site, Markup(whole_talk(view, code_of(view), site)), unsaved)  # noqa: S704  # drawn


def check_page(view: ConversationView, site: Site, said: Markup, unsaved: bool = False) -> str:
    """The same, with what was said as it is given."""
    code = code_of(view)
    problem = phrase(code, NOT_KEPT) if unsaved else None
    return render(
        "check_young.html" if look_at(view) is Look.YOUNG else "check.html",
        code,
        site,
        **_shown(view),
        talk=said,
        problem=problem,
        helpers=CHILDS_HELPERS,
    )


def thanks(view: ConversationView, code: str, site: Site, typed: str = "", problem: Phrase | None = None) -> str:
    """The last page, which only the browser that pressed Finish is shown; `problem` says why `typed` is no number."""
    by = weekday_and_day(view.read_by, code) if view.read_by else ""
    said = {"typed": typed, "problem": problem, "wrong": "answer", "by": by}
    return render("thanks.html", code, site, **_shown(view), **said)


def told(view: ConversationView, code: str, site: Site, *, easy: bool = False) -> str:
    """What came of their words, and the one press below it. Who has the link sees no more than what it tells.

    `easy` where the address asks for Easy Read.
    """
    assert view.told is not None
    said = {"opens": phrase(code, opens_with(view.told)), "words": words_in(view.told, code)}
    return render(
        "told.html", code, site, **_shown(replace(view, easy=easy)), question=view.form.question(HELPED), **said
    )


def told_thanks(code: str, younger: bool, site: Site, look: Look = Look.CALM) -> str:
    """After the press; it says nothing of which it was."""
    return render("told_thanks.html", code, site, younger=younger, look=look)


@remembered(64)
def no_cookie(code: str, younger: bool, look: Look, site: Site) -> PreparedPage:
    """Why the questions cannot be shown to a browser that keeps no cookie, and the call that it may be instead."""
    return PreparedPage.of(render("no_cookie.html", code, site, younger=younger, look=look))


def standing(view: ConversationView, site: Site) -> str:
    """The page where the conversation stands, once it has begun."""
    if view.stage is Stage.ASKING:
        return asking(view, site)
    return checking(view, site) if view.stage is Stage.CHECKING else thanks(view, code_of(view), site)


def _shown(view: ConversationView) -> dict[str, object]:
    """What every page of a conversation is given."""
    offers = offers_easy(view.audience)
    return {
        "view": view,
        "younger": for_younger(view),
        "look": look_at(view),
        "easy": view.easy and offers,
        "offers_easy": offers,
    }
