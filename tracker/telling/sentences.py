"""Ready sentences to tell a family what came of their words: they name nobody, and are there in each language."""

from collections.abc import Mapping

from language.catalogue import N_

# Translators: these are told to a family after something was done, or could not be done. Short, kind and plain.
DONE: Mapping[str, str] = {
    "as_asked": N_("We did what you asked for."),
    "works_otherwise": N_("We changed the way we work, so that this is better from now on."),
    "talked": N_("We talked about it with the people who work with you. They will do it differently."),
    "papers": N_("You now get papers earlier, so that you have time to read them."),
    "interpreter": N_("You now have an interpreter who speaks your language."),
    "times": N_("Meetings are now at times that are better for you."),
    "visits": N_("Visits and calls now come when we said they would."),
    "plan": N_("We changed the plan because of what you said."),
    "learned": N_("We taught our workers about this, because of what you said."),
}
NOT_DONE: Mapping[str, str] = {
    "no_means": N_("We do not have enough people or money for it now. We have told those who decide about that."),
    "law": N_("The law does not let us do this."),
    "safe": N_("We have to keep everyone safe, and this would make it harder."),
    "did_not_work": N_("We tried something, and it did not make things better. We are trying another way now."),
    "no_longer": N_("Things have changed since you told us, and it is not needed any more."),
}
SENTENCES: Mapping[str, str] = {**DONE, **NOT_DONE}
