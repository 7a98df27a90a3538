"""Who helped somebody to speak, and who collected what they said, stands beside the words."""

import pytest

from feedback.voices.collectors import collector
from feedback.voices.help_given import FIELDS, has_low_confidence, help_form, help_in_words, is_summary, read_help
from forms.answers import AnswerRefused
from people import need_to_know
from storage.store import Store
from tests.cast import CHILD, Cast

HANNA = {"helper_name": "Hanna", "helper_role": "interpreter", "spoken_language": "Tigrinya", "words_kept": "summary"}


def test_every_question_about_the_help_has_its_field() -> None:
    assert set(FIELDS) == set(help_form().ids)


def test_the_help_reads_as_a_sentence_beside_the_words() -> None:
    kept = read_help({**HANNA, "who_could_hear": "her mother", "seemed_free": "not_sure"})
    assert help_in_words(kept) == (
        "an interpreter (Hanna), Tigrinya; a summary; within hearing: her mother; "
        "it is not sure that they were free to speak"
    )


def test_each_role_that_can_be_chosen_has_its_words() -> None:
    for option in help_form().question("helper_role").options():
        if option in help_form().question("helper_role").choices:
            assert "somebody" not in str(help_in_words(read_help({"helper_role": option.code})))


def test_nobody_helped_means_no_words() -> None:
    assert read_help({"helper_name": "", "helper_role": ""}) == {}
    assert help_in_words({}) is None


@pytest.mark.parametrize(("free", "low"), [("yes", False), ("not_sure", True), ("no", True)])
def test_who_did_not_seem_free_to_speak_gives_weak_evidence(free: str, low: bool) -> None:
    voice = {"helped": read_help({**HANNA, "seemed_free": free})}
    assert has_low_confidence(voice) is low
    assert is_summary(voice)


def test_a_role_that_nobody_has_is_refused() -> None:
    with pytest.raises(AnswerRefused):
        read_help({"helper_role": "the neighbour"})


def test_who_works_on_the_case_is_never_independent(store: Store, cast: Cast) -> None:
    told = {
        who: store.read(collector, getattr(cast, who), CHILD) for who in ("worker", "caller", "reviewer", "manager")
    }
    assert told == {"worker": "worker", "caller": "independent", "reviewer": "reviewer", "manager": "worker"}
    store.write_now(need_to_know.give, cast.caller.id, CHILD, need_to_know.ALLOCATED_WORKER)
    assert store.read(collector, cast.caller, CHILD) == "worker"
