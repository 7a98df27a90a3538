"""The help that somebody had in saying what they said, and how far their words can be relied on."""

from collections.abc import Mapping
from functools import cache

from feedback.voices.voices import Voice, VoiceChange
from forms.answers import Raw, read_answer
from forms.closings import DEFINITIONS
from forms.library import Library
from forms.schema import Form
from language.catalogue import N_

FORM = "helped"
# question of the form -> field of a voice's `helped`
FIELDS: Mapping[str, str] = {
    "helper_name": "who",
    "helper_role": "role",
    "spoken_language": "dialect",
    "words_kept": "words",
    "who_could_hear": "who_could_hear",
    "seemed_free": "free_to_speak",
}
SUMMARY = "summary"
NOBODY = "nobody"
_ROLES: Mapping[str, str] = {
    "interpreter": "an interpreter",
    "advocate": "an advocate",
    "parent": "a parent",
    "foster_carer": "a foster carer",
    "worker": "a worker",
    "allocated_worker": "the child's own worker, because no one else could",
    "independent_caller": "an independent caller",
    "someone_else": "somebody else",
    NOBODY: "nobody",
}
# whom a child of 4 to 7 says, without typing, that they had help from
CHILDS_HELPERS: Mapping[str, str] = {
    "parent": N_("My mum or dad"),
    "foster_carer": N_("My carer"),
    "worker": N_("My worker"),
    "someone_else": N_("Someone else"),
    NOBODY: N_("Nobody"),
}
_FREEDOM: Mapping[str, str] = {
    "not_sure": "it is not sure that they were free to speak",
    "no": "they did not seem free to speak",
}


@cache
def help_form() -> Form:
    """The questions about the help, in the words that a screen puts to whoever helped."""
    return Library.of_file(DEFINITIONS / f"{FORM}.yaml").get(FORM)


def read_help(given: Mapping[str, Raw]) -> dict[str, str]:
    """What a voice keeps of the help; `Refused` for what cannot be kept. What is blank or unknown is left out."""
    form = help_form()
    said = {question: raw for question, raw in given.items() if question in FIELDS and raw}
    return {FIELDS[question]: str(read_answer(form.question(question), raw)) for question, raw in said.items()}


def help_in_words(helped: Mapping[str, str] | None) -> str | None:
    """ "an interpreter (Hanna), Tigrinya; a summary": what stands beside the words in evidence; None without helper."""
    if not helped or helped.get("role") == NOBODY or not (helped.get("role") or helped.get("who")):
        return None
    role = _ROLES.get(helped.get("role", ""), "somebody")
    who = f"{role} ({helped['who']})" if helped.get("who") else role
    spoken = f"{who}, {helped['dialect']}" if helped.get("dialect") else who
    return "; ".join([spoken, *_remarks(helped)])


def help_fields(helped: Mapping[str, str]) -> VoiceChange:
    """What a voice document says of the help: the fields, and the words that stand beside each answer."""
    return {"helped": dict(helped) or None, "helped_by": help_in_words(helped)}


def helper_told(voice: Voice | None) -> str:
    """Who helped, as one of `CHILDS_HELPERS`; empty where nobody said."""
    helped = (voice.get("helped") if voice else None) or {}
    role = helped.get("role", "")
    return role if role in CHILDS_HELPERS else ""


def _remarks(helped: Mapping[str, str]) -> list[str]:
    remarks = []
    if helped.get("words"):
        remarks.append("a summary" if helped["words"] == SUMMARY else "the exact words")
    if helped.get("who_could_hear"):
        remarks.append(f"within hearing: {helped['who_could_hear']}")
    if helped.get("free_to_speak") in _FREEDOM:
        remarks.append(_FREEDOM[helped["free_to_speak"]])
    return remarks


def is_summary(voice: Voice) -> bool:
    """Whether what stands there is somebody's summary and not the speaker's words."""
    return (voice.get("helped") or {}).get("words") == SUMMARY


def has_low_confidence(voice: Voice) -> bool:
    """Whether the speaker may not have been free to say what they think: weak evidence, and marked so."""
    return (voice.get("helped") or {}).get("free_to_speak") in _FREEDOM
