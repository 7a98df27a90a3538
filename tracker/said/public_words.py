"""The words around an entry that families read in their language: its theme, and the names of its parts."""

from collections.abc import Mapping

from language.catalogue import N_

THEMES: Mapping[str, str] = {  # few: a theme is not one family
    "meetings": N_("Meetings"),
    "listening": N_("Listening to you"),
    "keeping_in_touch": N_("Keeping in touch"),
    "plans": N_("Plans and reports"),
    "languages": N_("Languages and interpreters"),
    "fairness": N_("Being treated fairly"),
    "safety": N_("Feeling safe"),
    "help": N_("Help and activities"),
}
NAMES: Mapping[str, str] = {
    "said": N_("You said"),
    "did": N_("We did"),
    "could_not": N_("We could not, because"),
}
