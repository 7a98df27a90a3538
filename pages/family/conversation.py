"""The conversation's own address: a GET shows where it stands, a POST does what was pressed."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request

from feedback.voices import views
from feedback.voices.attaching import MOST_BYTES, AttachmentRefused
from feedback.voices.conversation_view import ConversationView, Stage
from feedback.voices.errors import NoSuchLink, NotAnswerable
from forms.answers import AnswerRefused
from language.catalogue import N_
from language.not_here import code_for
from language.remembered import version
from pages.family import conversation_pages as pages
from pages.family.actions import carry_out
from pages.family.browser import cookie, forget, keeps_cookies, new_session, session_of
from pages.family.error_pages import error_page, gone
from pages.family.fields import Fields, may_hold_files, read_fields, read_fields_and_files
from pages.family.framed import framed, is_untouched
from pages.family.looks import look_at
from pages.family.multipart import SentFile
from pages.family.origin import is_foreign
from pages.family.phrases import phrase
from pages.family.query import accepted_languages, asked_language, asks_easy, asks_to_leave, has_just_begun
from pages.family.reply import Reply, go_to, made, page, takes_gzip
from pages.family.site import Site
from pages.family.submission import Submission, page_language
from pages.form_body import BadBody
from storage.errors import StorageError
from storage.store import Database, Store

NOT_KEPT = N_("Sorry, we could not keep your answer just now. It is still here. Press Continue to try again.")
BEGUN = "?begun#now"  # after the press that sets the cookie, so that a browser without it is told
HERE = "#now"  # where the question stands on its page, below what was said before


async def talk(store: Store, site: Site, request: Request) -> Reply:
    """Show or do. A GET or HEAD changes nothing, ever."""
    if request.method == "POST":
        return await _do(store, site, request)
    return await leave(site, request) if asks_to_leave(request.scope) else _show(store, site, request)


async def leave(site: Site, request: Request) -> Reply:
    """Go to another website at once; this browser forgets the conversation, and the conversation stays as it is."""
    return go_to(site.leave_to, forget(site))


def _show(store: Store, site: Site, request: Request) -> Reply:
    scope = request.scope
    wanted = asked_language(scope)
    token = scope["path_params"]["token"]
    lost = has_just_begun(scope) and not keeps_cookies(scope, site)
    seen = _Looking(token, session_of(scope, site, store.now), wanted, takes_gzip(scope), lost, asks_easy(scope))
    try:
        return store.reread(_drawn, seen, site, version())
    except NoSuchLink:
        code = page_language(wanted, accepted_languages(scope), site)
        if lost and store.reread(views.has_said_whether_it_helped, token):
            return page(scope, pages.told_thanks(code, younger=False, site=site))
        return gone(scope, code, site)
    except StorageError:
        return error_page(scope, 503, page_language(wanted, accepted_languages(scope), site), site)


@dataclass(frozen=True)
class _Looking:
    """Who looks, and what they ask for in the address."""

    token: str
    session: str | None
    wanted: str
    squeezed: bool
    lost: bool
    easy: bool


def _drawn(db: Database, seen: _Looking, site: Site, _wording: int) -> Reply:
    """The page of this moment, ready to send; the same page again while nobody writes, in the wording of now."""
    view = views.view(db, seen.token, seen.session)
    wanted, squeezed, lost = seen.wanted, seen.squeezed, seen.lost
    code = code_for(wanted) or pages.code_of(view)
    if view.told:
        thanked = view.stage is Stage.THANKED
        html = (
            pages.told_thanks(code, pages.for_younger(view), site, look_at(view))
            if thanked
            else pages.told(view, code, site, easy=seen.easy)
        )
        return made(html, squeezed)
    if view.stage is Stage.WELCOME:
        if lost:
            return pages.no_cookie(code, pages.for_younger(view), look_at(view), site).made(squeezed)
        return pages.welcome(pages.FirstPage.of(view, code, db.now, easy=seen.easy), site).made(squeezed)
    if view.stage is Stage.THANKED:
        return made(pages.thanks(view, code, site), squeezed)
    if is_untouched(view):
        return framed(view, site, squeezed)
    return made(pages.standing(view, site), squeezed)


async def _do(store: Store, site: Site, request: Request) -> Reply:
    scope = request.scope
    try:
        if is_foreign(scope, site):
            raise BadBody(403)
        press = Submission.of(*await _read(store, site, request))
    except BadBody as bad:
        return error_page(scope, bad.status, page_language("", accepted_languages(scope), site), site)
    known = session_of(scope, site, store.now)
    session = known or new_session()
    try:
        await carry_out(store, scope["path_params"]["token"], session, press)
    except (NoSuchLink, NotAnswerable, AnswerRefused, StorageError) as why:
        return _explain(store, site, request, press, why)
    return go_to(quote(scope["path"]) + (HERE if known else BEGUN), cookie(session, site, store.now))


async def _read(store: Store, site: Site, request: Request) -> tuple[Fields, list[SentFile]]:
    """What was sent; nothing of a file is held in memory for a link that leads nowhere."""
    if not may_hold_files(request):
        return await read_fields(request), []
    if _view(store, site, request):
        return await read_fields_and_files(request, MOST_BYTES)
    return (await read_fields_and_files(request, 0))[0], []


def _explain(store: Store, site: Site, request: Request, press: Submission, why: Exception) -> Reply:
    """Say truthfully why it was not kept, with all that was typed still there."""
    scope = request.scope
    code = page_language(press.language, accepted_languages(scope), site)
    if isinstance(why, NoSuchLink):
        return gone(scope, code, site, press.words)
    if isinstance(why, NotAnswerable):
        lost = press.words or press.button in ("answer", "skip")
        return error_page(scope, 409, code, site, press.words) if lost else go_to(quote(scope["path"]))
    view = _view(store, site, request)
    if isinstance(why, AnswerRefused):
        return _refused(request, site, view, press, why)
    if view and _asks(view, press):
        problem = phrase(pages.code_of(view), NOT_KEPT)
        return page(scope, pages.asking(view, site, press.again, problem, wrong=""), 503)
    if view and view.stage is Stage.CHECKING:
        return page(scope, pages.checking(view, site, unsaved=True), 503)
    return error_page(scope, 503, code, site, press.words)


def _refused(
    request: Request, site: Site, view: ConversationView | None, press: Submission, why: AnswerRefused
) -> Reply:
    if view and _asks(view, press):
        problem = phrase(pages.code_of(view), why.message, **why.values)
        wrong = why.kind if isinstance(why, AttachmentRefused) else "answer"
        return page(request.scope, pages.asking(view, site, press.again, problem, wrong), 422)
    if view and view.stage is Stage.THANKED and view.asks_number:
        said = pages.code_of(view)
        problem = phrase(said, why.message, **why.values)
        return page(request.scope, pages.thanks(view, said, site, press.draft, problem), 422)
    code = page_language(press.language, accepted_languages(request.scope), site)
    return error_page(request.scope, 422, code, site, press.words, phrase(code, why.message, **why.values))


def _view(store: Store, site: Site, request: Request) -> ConversationView | None:
    try:
        return store.read(views.view, request.scope["path_params"]["token"], session_of(request.scope, site, store.now))
    except (NoSuchLink, StorageError):
        return None


def _asks(view: ConversationView, press: Submission) -> bool:
    return view.question is not None and view.question.id == press.question
