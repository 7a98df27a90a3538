"""The addresses of the staff screens, and which of them a person may be sent to after signing in."""

import re
from urllib.parse import urlencode

from people.errors import NotFound

ROOT = "/staff"
HOME = f"{ROOT}/"
SIGN_IN = f"{ROOT}/sign-in"
SIGN_IN_AS = f"{ROOT}/sign-in/as"
SIGN_IN_CODE = f"{ROOT}/sign-in/code"
SIGN_IN_ON = f"{ROOT}/sign-in/on"
SIGN_IN_BACK = f"{ROOT}/sign-in/back"
SIGN_OUT = f"{ROOT}/sign-out"
ASSETS = f"{ROOT}/assets"
CHILDREN = f"{ROOT}/children"
PROMPTS = f"{ROOT}/prompts"
RECORDS = f"{ROOT}/records"
ACCESS = f"{ROOT}/access"
ACCESS_REVIEWS = f"{ACCESS}/reviews"
REVIEWS = f"{ROOT}/reviews"
PANEL = f"{ROOT}/panel"
PLAN_SEVERAL = f"{REVIEWS}/plan/several"
PLACES = f"{ROOT}/places"
READ = f"{ROOT}/read"
CALLS = f"{ROOT}/calls"
TEXTS = f"{ROOT}/texts"
CONCERNS = f"{ROOT}/concerns"
THEMES = f"{ROOT}/themes"
PHONE = f"{ROOT}/phone"
DRAFTS = f"{ROOT}/drafts"
RAISE = f"{ROOT}/raise"
PAPERS = f"{ROOT}/papers"
TRACKER = f"{ROOT}/tracker"
TELLING = f"{ROOT}/telling"
TRACKER_MEETINGS = f"{ROOT}/meeting"
WORKBOOKS = f"{TRACKER}/workbooks"
WORKBOOKS_UPLOAD = f"{WORKBOOKS}/upload"
TRAINING = f"{ROOT}/training"
BRINGING_IN = f"{ROOT}/bringing-in"
BRINGING_IN_UPLOAD = f"{BRINGING_IN}/upload"
ACCOUNT = f"{ROOT}/account"
CALENDAR = f"{ROOT}/calendar"
MAIL = f"{ROOT}/mail"
KEEPING = f"{ROOT}/keeping"
KEEPING_HOLDS = f"{KEEPING}/holds"
DATA_REQUESTS = f"{KEEPING}/requests"
AUDIT = f"{ROOT}/audit"
PANEL = f"{ROOT}/panel"
SAID = f"{ROOT}/said"
TRANSLATIONS = f"{ROOT}/translations"
PO_UPLOAD = f"{TRANSLATIONS}/po-upload"
RECORDINGS = f"{TRANSLATIONS}/recordings"
PEOPLE = f"{ROOT}/people"
TEAMS = f"{ROOT}/teams"

_SAFE = re.compile(r"/staff/[A-Za-z0-9_.~/?=&%-]{0,300}")
_NOT_PAGES = (
    SIGN_IN,
    SIGN_OUT,
    ASSETS,
    DRAFTS,
    RAISE,
    WORKBOOKS_UPLOAD,
    BRINGING_IN_UPLOAD,
    PO_UPLOAD,
    f"{ROOT}/_nicegui",
)


def safe_next(wanted: str | None) -> str:
    """The local staff address that was wanted, else the home screen: nobody is sent elsewhere (CWE-601)."""
    if not wanted or not _SAFE.fullmatch(wanted) or "//" in wanted or ".." in wanted:
        return HOME
    return HOME if wanted.startswith(_NOT_PAGES) else wanted


def sign_in_for(wanted: str) -> str:
    """The sign-in page that leads back to what was wanted."""
    target = safe_next(wanted)
    return SIGN_IN if target == HOME else f"{SIGN_IN}?{urlencode({'next': target})}"


def child_page(ref: str) -> str:
    """A child's page."""
    return f"{CHILDREN}/{ref}"


def record_page(ref: str) -> str:
    """A child's record, where it is corrected."""
    return f"{RECORDS}/{ref}"


def access_review_page(number_of_it: int) -> str:
    """One access review."""
    return f"{ACCESS_REVIEWS}/{number_of_it}"


def opened_by_whom(ref: str) -> str:
    """Who has opened what is kept of a child, in the audit trail."""
    return f"{AUDIT}?{urlencode({'child': ref, 'action': 'child.opened'})}"


def data_request(number: int) -> str:
    """One request of a family about its data."""
    return f"{DATA_REQUESTS}/{number}"


def ask_page(ref: str) -> str:
    """Where somebody is asked about a child."""
    return f"{CHILDREN}/{ref}/ask"


def letter_page(ref: str, request: int) -> str:
    """Where the letter of a request is printed."""
    return f"{CHILDREN}/{ref}/letters/{request}"


def link_page(ref: str, request: int) -> str:
    """The link of a request: whether they have it, and a new one."""
    return f"{CHILDREN}/{ref}/links/{request}"


def phone_page(contact: int) -> str:
    """The phone of one contact on the screen; in demo mode only."""
    return f"{PHONE}?contact={contact}"


def review_page(review_id: int, part: str = "") -> str:
    """A review, open at one of its parts."""
    return f"{REVIEWS}/{review_id}" + (f"?part={part}" if part else "")


def papers_page(review_id: int) -> str:
    """Where a review is made in Word."""
    return f"{REVIEWS}/{review_id}/papers"


def pack_page(meeting: int) -> str:
    """Where the reading pack of a meeting is made."""
    return f"{PANEL}/{meeting}/pack"


def template_upload(paper: str) -> str:
    """Where a Word template is sent to."""
    return f"{PAPERS}/{paper}/template"


def recordings_page(language: str, form: str) -> str:
    """Which questions of a form have a recording in one language."""
    return f"{RECORDINGS}?{urlencode({'language': language, 'form': form})}"


def recording_upload(key: str) -> str:
    """Where the recording of one question in one language is sent to."""
    return f"{RECORDINGS}/{key.replace(' ', '/')}"


def attached_file(which: int | str) -> str:
    """Where a drawing is seen, or a voice note heard."""
    return f"{ROOT}/attached/{which}"


def workbook_page(workbook: int) -> str:
    """A workbook that is brought in, or was."""
    return f"{WORKBOOKS}/{workbook}"


def panel_meeting(meeting: int) -> str:
    """A meeting of the panel: its list, the meeting itself, what came of it."""
    return f"{PANEL}/{meeting}"


def panel_reading(meeting: int, review_id: int) -> str:
    """Where a member reads a listed review and says what they think of it."""
    return f"{PANEL}/{meeting}/read/{review_id}"


def panel_record(meeting: int, review_id: int) -> str:
    """What a meeting made of a review."""
    return f"{PANEL}/{meeting}/record/{review_id}"


def tracker_meeting(meeting: int) -> str:
    """A monthly meeting of the tracker: planned, going on, or what came of it."""
    return f"{TRACKER_MEETINGS}/{meeting}"


def tracker_minutes(meeting: int) -> str:
    """Where the minutes of a monthly meeting are made."""
    return f"{TRACKER_MEETINGS}/{meeting}/minutes"


def version_page(review_id: int, version: int) -> str:
    """A review as it was handed in at some time."""
    return f"{REVIEWS}/{review_id}/versions/{version}"


def plan_page(re_audit_of: int | None = None) -> str:
    """Where one review is planned; with the review that it is to look at again."""
    return f"{REVIEWS}/plan" + (f"?again={re_audit_of}" if re_audit_of is not None else "")


def batch_page(batch: int) -> str:
    """A batch of reviews, proposed or planned."""
    return f"{REVIEWS}/batches/{batch}"


def change_page(review_id: int) -> str:
    """Where the plan of one review is changed."""
    return f"{REVIEWS}/{review_id}/plan"


def calibration_page(key: str) -> str:
    """The reviews of one child beside each other."""
    return f"{REVIEWS}/calibrations/{key}"


def more_calls(most: int) -> str:
    """The call list with so many lines of each part."""
    return f"{CALLS}?most={most}"


def call_page(request: int) -> str:
    """The call about one request."""
    return f"{CALLS}/{request}"


def note_page(ref: str, part: str = "", review: int | None = None) -> str:
    """Noting a talk about a child; from a review, with the part of section 6 that it is for."""
    given = {"part": part, "review": review or ""}
    query = urlencode({key: value for key, value in given.items() if value})
    return f"{CHILDREN}/{ref}/note" + (f"?{query}" if query else "")


def tracker_item(item: int) -> str:
    """One item of the tracker."""
    return f"{TRACKER}/{item}"


def new_item(source: str = "", child: str = "", voice: int | None = None, question: str = "") -> str:
    """Where an item is added by hand; from what a family said, with the words that it answers."""
    given = {"source": source, "child": child, "voice": voice or "", "question": question}
    query = urlencode({key: value for key, value in given.items() if value})
    return f"{TRACKER}/new" + (f"?{query}" if query else "")


def telling_page(item: int, voice: int | None = None) -> str:
    """Where a family is told what came of an item that answers their words; those of one voice, or of the first."""
    return f"{TELLING}?item={item}" + (f"&voice={voice}" if voice is not None else "")


def place_page(place_id: int) -> str:
    """A place or an event."""
    return f"{PLACES}/{place_id}"


def person_page(staff_id: int) -> str:
    """A member of staff."""
    return f"{PEOPLE}/{staff_id}"


def team_page(team: int) -> str:
    """A team."""
    return f"{TEAMS}/{team}"


def said_new(item: int = 0) -> str:
    """Where “You said, we did” is written; from an item of the tracker, with its number."""
    return f"{SAID}/new" + (f"?item={item}" if item else "")


def translations_into(language: str, group: str = "", passage: str = "") -> str:
    """A language, one form or part of it, or one passage of that."""
    return "/".join(part for part in (TRANSLATIONS, language, group, passage) if part)


def translation_file(language: str, file: int) -> str:
    """A file of an agency, beside what is here."""
    return f"{TRANSLATIONS}/{language}/file/{file}"


def said_entry(entry: int) -> str:
    """One entry of “You said, we did”: its words, its translations, its release."""
    return f"{SAID}/{entry}"


def import_page(brought: int) -> str:
    """What came of one bringing-in."""
    return f"{BRINGING_IN}/{brought}"


def number(text: str) -> int:
    """The number in an address or a form; `NotFound` when it is none, or larger than any that a store gives."""
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise NotFound
    return int(text)
