"""What entries are about, in words that families know: few enough that a theme is not one family."""

from collections.abc import Mapping

from language.catalogue import N_

THEMES: Mapping[str, str] = {
    "meetings": N_("Meetings"),
    "listening": N_("Listening to you"),
    "keeping_in_touch": N_("Keeping in touch"),
    "plans": N_("Plans and reports"),
    "languages": N_("Languages and interpreters"),
    "fairness": N_("Being treated fairly"),
    "safety": N_("Feeling safe"),
    "help": N_("Help and activities"),
}
