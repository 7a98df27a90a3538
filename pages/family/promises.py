"""What the first page promises about somebody's words: only what their form goes on to ask, of the worker they have."""

from collections.abc import Mapping

from forms.schema import Form
from language.catalogue import N_

SHARING = "share_words"  # the purpose of the question that asks who may see the exact words
_UNLESS: Mapping[str, str] = {
    "care_leaver": N_("Your Personal Adviser will not see your exact words unless you say they can."),
    "helper": N_("The family's worker will not see your exact words unless you say they can."),
}
_UNLESS_ANYBODY = N_("Your social worker will not see your exact words unless you say they can.")
_NOT_ASKED: Mapping[str, str] = {"child_4_7": N_("We do not show your words to your worker.")}
_NOT_ASKED_ANYBODY = N_("The worker who supports you will not see your exact words.")


def about_your_words(form: Form, audience: str) -> str:
    """The promise, in English, for the form that this audience is asked: "unless you say" only where it is asked."""
    if any(question.purpose == SHARING for question in form.questions):
        return _UNLESS.get(audience, _UNLESS_ANYBODY)
    return _NOT_ASKED.get(audience, _NOT_ASKED_ANYBODY)
