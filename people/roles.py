"""The roles of the framework, and the one table that says which of them may do what."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """A role in the framework. The Independent Chair here is the board's, never a child's conference chair."""

    SOCIAL_WORKER = "social_worker"
    TEAM_MANAGER = "team_manager"
    REVIEWER = "reviewer"
    HEAD_OF_SAFEGUARDING = "head_of_safeguarding"
    HEAD_OF_SOCIAL_CARE = "head_of_social_care"
    ASSISTANT_DIRECTOR = "assistant_director"
    EXECUTIVE_DIRECTOR = "executive_director"
    BOARD_CHAIR = "board_chair"
    WORKFORCE_LEAD = "workforce_lead"
    INDEPENDENT_CALLER = "independent_caller"
    ADMINISTRATOR = "administrator"
    COMMAND_LINE = "command_line"  # whoever may run commands on the server itself


ROLE_TITLES: Mapping[Role, str] = {
    Role.SOCIAL_WORKER: "Social worker",
    Role.TEAM_MANAGER: "Team manager",
    Role.REVIEWER: "Reviewer",
    Role.HEAD_OF_SAFEGUARDING: "Head of Safeguarding & QA",
    Role.HEAD_OF_SOCIAL_CARE: "Head of Children's Social Care & Early Help",
    Role.ASSISTANT_DIRECTOR: "Assistant Director of People's Services",
    Role.EXECUTIVE_DIRECTOR: "Executive Director",
    Role.BOARD_CHAIR: "Independent Chair, Achieving Excellence Board",
    Role.WORKFORCE_LEAD: "Workforce Development Lead",
    Role.INDEPENDENT_CALLER: "Independent caller",
    Role.ADMINISTRATOR: "Administrator",
    Role.COMMAND_LINE: "Command line",
}

GIVEN: Mapping[Role, str] = {role: title for role, title in ROLE_TITLES.items() if role is not Role.COMMAND_LINE}


def roles_in_words(roles: Iterable[str]) -> str:
    """The titles of roles, in one order whatever theirs; empty for none."""
    held = set(roles)
    return ", ".join(title for role, title in GIVEN.items() if role.value in held)


class Permission(StrEnum):
    """One thing that a person may do; each verb names the one it needs."""

    SEE_CHILDREN = "see_children"  # the children one works with or reviews
    SEE_ALL_CHILDREN = "see_all_children"
    SEE_EXACT_WORDS = "see_exact_words"  # also where the speaker did not share them with their worker
    ASK_FOR_FEEDBACK = "ask_for_feedback"
    DECIDE_ASKING = "decide_asking"  # stop what goes by itself where a setting lets it, and let it go on
    READ_VOICES = "read_voices"  # the list that a named human reads
    SEE_REVIEWS = "see_reviews"  # one's own as a reviewer; of the children one works with, once released
    PLAN_REVIEWS = "plan_reviews"
    WRITE_REVIEWS = "write_reviews"
    MODERATE_REVIEWS = "moderate_reviews"  # stage 1 (BR-40)
    COMPLETE_HEAD_BOX = "complete_head_box"
    SIT_ON_PANEL = "sit_on_panel"  # stage 2 (BR-41)
    PLAN_PANEL = "plan_panel"
    MANAGE_STAFF = "manage_staff"
    MAKE_CALLS = "make_calls"  # and log talks that took place
    CALL_ANY_FAMILY = "call_any_family"  # whoever stands on the call list, without opening a child's record
    TRANSLATE_WORDS = "translate_words"  # lay English beside what a family wrote, or ask for it, where one may read it
    TRIAGE = "triage"  # decide what is done about what somebody said
    RAISE_CONCERN = "raise_concern"
    ANSWER_CONCERN = "answer_concern"  # be alerted, acknowledge and act
    MAKE_POSTERS = "make_posters"
    TIE_VOICES = "tie_voices"  # say which child a poster's voice is about
    CHANGE_TEMPLATES = "change_templates"  # of what is made in Word
    SEE_TRACKER = "see_tracker"  # what one owns, what is about one's children, what is for the service
    UPDATE_TRACKER = "update_tracker"  # of what one owns or answers for
    PLAN_TRAINING = "plan_training"  # what people need to learn, without the child that it came from
    MANAGE_MAIL = "manage_mail"  # what became of mails to staff, and what is done about one that did not go
    MANAGE_TRACKER = "manage_tracker"  # add, give on, decide on dates and effect, hold the monthly meeting
    TRANSLATE = "translate"  # write what families read in other languages, as a draft
    CHECK_TRANSLATIONS = "check_translations"  # and let families read them: what somebody else has translated
    KEEP_OWN_ACCOUNT = "keep_own_account"  # one's own password, second factor and sessions
    KEEP_RECORDS = "keep_records"  # who every child is, its contacts and workers, as data; nobody's words
    CORRECT_RECORDS = "correct_records"  # the same, of the children one works with
    REVIEW_ACCESS = "review_access"  # who can see which child, and because of what
    RUN_ACCESS_REVIEWS = "run_access_reviews"  # begin one, see what managers said, close it; no child by name
    HAND_OVER = "hand_over"  # say who works with a child, from when to when
    BRING_IN_RECORDS = "bring_in_records"  # from the files that the authority has
    DECIDE_RETENTION = "decide_retention"  # how long things are kept, and what is about to go, by number
    HOLD_RECORDS = "hold_records"  # keep everything about a child from going, until the hold is lifted
    SEE_AUDIT = "see_audit"  # who did what about accounts, settings and imports
    SEE_AUDIT_OF_CHILDREN = "see_audit_of_children"  # and about children and all the rest
    ANSWER_DATA_REQUESTS = "answer_data_requests"  # what families ask about what is held of them
    RELEASE_SAID = "release_said"  # what families read of “You said, we did”, and take it back


_CASEWORK = {
    Permission.KEEP_OWN_ACCOUNT,
    Permission.SEE_CHILDREN,
    Permission.ASK_FOR_FEEDBACK,
    Permission.MAKE_CALLS,
    Permission.RAISE_CONCERN,
    Permission.SEE_REVIEWS,
    Permission.SEE_TRACKER,
    Permission.TRANSLATE_WORDS,
}
_CORRECTING = {Permission.CORRECT_RECORDS}
_KEEPING = {Permission.KEEP_RECORDS, Permission.CORRECT_RECORDS, Permission.HAND_OVER}
_REVIEWING = _CASEWORK | {
    Permission.SEE_EXACT_WORDS,
    Permission.WRITE_REVIEWS,
}
_UPDATING = {Permission.SEE_TRACKER, Permission.UPDATE_TRACKER}
_MANAGING = _UPDATING | {Permission.MANAGE_TRACKER}
_TRANSLATING = {Permission.TRANSLATE, Permission.CHECK_TRANSLATIONS}
_READING = {Permission.READ_VOICES, Permission.TRIAGE, Permission.TRANSLATE_WORDS}
_HEADS = (
    _REVIEWING
    | _READING
    | _MANAGING
    | _TRANSLATING
    | _KEEPING
    | {
        Permission.SEE_ALL_CHILDREN,
        Permission.REVIEW_ACCESS,
        Permission.DECIDE_ASKING,
        Permission.RUN_ACCESS_REVIEWS,
        Permission.PLAN_REVIEWS,
        Permission.MODERATE_REVIEWS,
        Permission.SIT_ON_PANEL,
        Permission.PLAN_PANEL,
        Permission.ANSWER_CONCERN,
        Permission.MAKE_POSTERS,
        Permission.TIE_VOICES,
        Permission.CHANGE_TEMPLATES,
        Permission.RELEASE_SAID,
        Permission.PLAN_TRAINING,
        Permission.MANAGE_MAIL,
        Permission.DECIDE_RETENTION,
        Permission.HOLD_RECORDS,
        Permission.SEE_AUDIT,
        Permission.SEE_AUDIT_OF_CHILDREN,
        Permission.ANSWER_DATA_REQUESTS,
    }
)
_LEADERS = _MANAGING | {
    Permission.KEEP_OWN_ACCOUNT,
    Permission.SEE_CHILDREN,
    Permission.SEE_ALL_CHILDREN,
    Permission.SEE_EXACT_WORDS,
    Permission.SEE_REVIEWS,
    Permission.WRITE_REVIEWS,  # any of them may be the reviewer of a child (BR-42)
    Permission.SIT_ON_PANEL,
    Permission.MAKE_CALLS,
    Permission.RAISE_CONCERN,
    Permission.ANSWER_CONCERN,
    Permission.TRANSLATE_WORDS,
}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.SOCIAL_WORKER: frozenset(_CASEWORK | _CORRECTING | _UPDATING),
    Role.TEAM_MANAGER: frozenset(
        _CASEWORK | _CORRECTING | _MANAGING | {Permission.HAND_OVER, Permission.ANSWER_CONCERN, Permission.MAKE_POSTERS}
    ),
    Role.REVIEWER: frozenset(_REVIEWING),
    Role.HEAD_OF_SAFEGUARDING: frozenset(_HEADS | {Permission.COMPLETE_HEAD_BOX}),
    Role.HEAD_OF_SOCIAL_CARE: frozenset(_HEADS),
    Role.ASSISTANT_DIRECTOR: frozenset(_LEADERS),
    Role.EXECUTIVE_DIRECTOR: frozenset(_LEADERS),
    Role.BOARD_CHAIR: frozenset(
        {
            Permission.KEEP_OWN_ACCOUNT,
            Permission.SEE_REVIEWS,
            Permission.SEE_TRACKER,
            Permission.SIT_ON_PANEL,
            Permission.RAISE_CONCERN,
        }
    ),
    Role.WORKFORCE_LEAD: frozenset(
        _UPDATING | _TRANSLATING | {Permission.KEEP_OWN_ACCOUNT, Permission.PLAN_TRAINING, Permission.RAISE_CONCERN}
    ),
    Role.INDEPENDENT_CALLER: frozenset(
        _READING
        | {
            Permission.KEEP_OWN_ACCOUNT,
            Permission.SEE_EXACT_WORDS,
            Permission.SEE_CHILDREN,
            Permission.MAKE_CALLS,
            Permission.CALL_ANY_FAMILY,
            Permission.RAISE_CONCERN,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        _TRANSLATING
        | _KEEPING
        | {
            Permission.KEEP_OWN_ACCOUNT,
            Permission.BRING_IN_RECORDS,
            Permission.MANAGE_STAFF,
            Permission.RUN_ACCESS_REVIEWS,
            Permission.MANAGE_MAIL,
            Permission.DECIDE_RETENTION,
            Permission.SEE_AUDIT,
            Permission.RAISE_CONCERN,
        }
    ),
    Role.COMMAND_LINE: frozenset(
        {
            Permission.SEE_CHILDREN,
            Permission.SEE_ALL_CHILDREN,
            Permission.ASK_FOR_FEEDBACK,
            Permission.BRING_IN_RECORDS,
            Permission.KEEP_RECORDS,
            Permission.CORRECT_RECORDS,
            Permission.HAND_OVER,
            Permission.MANAGE_STAFF,
            Permission.PLAN_REVIEWS,
            Permission.SEE_TRACKER,
            Permission.MANAGE_TRACKER,
        }
    ),
}
