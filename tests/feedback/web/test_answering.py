from collections.abc import Callable

import pytest

from feedback.voices.conversation_view import Stage
from feedback.voices.errors import NoSuchLink, NotAnswerable
from feedback.voices.voices import VOICES, heard_from
from forms.answers import AnswerRefused
from storage.store import Store
from tests.cast import CHILD, Cast
from tests.family import Family

Make = Callable[..., Family]


def test_nothing_is_kept_before_the_family_begins(store: Store, cast: Cast) -> None:
    family = Family(store, cast.ask().token)
    for _ in range(20):
        assert family.sees().stage is Stage.WELCOME
    assert store.read(lambda db: len(db.table(VOICES))) == 0


def test_an_answer_keeps_the_words_of_the_question_in_the_language_it_was_put_in(store: Store, a_family: Make) -> None:
    family = a_family(language="ar")
    asked = family.answers("mostly")
    kept = store.read(heard_from, CHILD)[0]["answers"][asked]
    assert kept["value"] == "mostly"
    assert kept["asked_lang"] == kept["lang"] == "ar"
    assert kept["asked"] != family.sees().form.question(asked).text


def test_each_answer_is_kept_without_waiting_for_the_end(store: Store, a_family: Make) -> None:
    family = a_family()
    family.answers("yes")
    assert len(store.read(heard_from, CHILD)[0]["answers"]) == 1
    assert store.read(heard_from, CHILD)[0]["finished"] is None


def test_the_same_answer_sent_five_times_is_one_answer(store: Store, a_family: Make) -> None:
    family = a_family()
    asked = family.answers("yes")
    revision = store.read(heard_from, CHILD)[0].revision
    for _ in range(4):
        family.answers("yes", asked)
    assert store.read(heard_from, CHILD)[0].revision == revision
    assert len(family.sees().bubbles) == 1


def test_going_back_shows_the_answer_and_changing_it_keeps_the_rest(a_family: Make) -> None:
    family = a_family()
    first = family.answers("yes")
    family.answers("no")
    family.goes_back()
    family.goes_back()
    assert family.sees().question is not None
    assert family.sees().question.id == first
    assert family.sees().given == "yes"
    family.answers("no")
    assert [bubble.answer for bubble in family.sees().bubbles] == ["No", "No"]
    assert family.sees().position == 3


def test_an_answer_can_be_changed_straight_from_its_bubble(a_family: Make) -> None:
    family = a_family()
    first = family.answers("yes")
    family.answers("no")
    family.changes(first)
    assert family.sees().given == "yes"


def test_switching_language_keeps_every_answer_and_what_was_typed(a_family: Make) -> None:
    family = a_family()
    family.answers("yes")
    family.speaks("ar", draft="half a sent")
    view = family.sees()
    assert view.language == "ar"
    assert view.draft == "half a sent"
    assert view.position == 2
    assert [bubble.answer_lang for bubble in view.bubbles] == ["ar"]


def test_going_back_keeps_what_was_typed(a_family: Make) -> None:
    family = a_family()
    family.answers("yes")
    family.goes_back(draft="not sent yet")
    family.answers("yes")
    assert family.sees().draft == "not sent yet"


def test_what_was_typed_and_not_sent_is_gone_once_it_is_answered(store: Store, a_family: Make) -> None:
    family = a_family()
    family.speaks("en", draft="first thought")
    family.answers("yes")
    assert "first thought" not in str(store.read(lambda db: db.table(VOICES).all()))


def test_a_skipped_question_is_not_asked_again_and_says_nothing(a_family: Make) -> None:
    family = a_family()
    family.skips()
    assert family.sees().position == 2
    assert family.sees().bubbles[0].answer is None


def test_an_answer_that_is_not_among_the_choices_is_refused_and_nothing_changes(store: Store, a_family: Make) -> None:
    family = a_family()
    with pytest.raises(AnswerRefused):
        family.answers("purple")
    assert store.read(heard_from, CHILD) == []


def test_a_question_whose_condition_is_false_cannot_be_answered(a_family: Make) -> None:
    family = a_family()
    with pytest.raises(NotAnswerable):
        family.answers("yes", "call_back")


def test_a_question_that_the_form_does_not_have_cannot_be_answered(a_family: Make) -> None:
    with pytest.raises(NotAnswerable):
        a_family().answers("yes", "no_such_question")


def test_emoji_and_every_script_survive_to_the_letter(store: Store, a_family: Make) -> None:
    family = a_family()
    words = "They listened 🙏🏽 — ሰሚዖምና፡ استمعوا إلينا"
    while (question := family.sees().question) and question.kind != "long_text":
        family.skips()
    asked = family.answers(words)
    assert store.read(heard_from, CHILD)[0]["answers"][asked]["value"] == words


def test_finishing_spends_the_link_and_thanks_this_browser_only(store: Store, a_family: Make) -> None:
    family = a_family()
    family.skips_the_rest()
    assert family.sees().stage is Stage.CHECKING
    family.finishes()
    family.finishes()
    assert family.sees().stage is Stage.THANKED
    with pytest.raises(NoSuchLink):
        Family(store, family.token, "another browser").sees()


def test_it_is_not_finished_while_a_question_is_open(a_family: Make) -> None:
    family = a_family()
    family.finishes()
    assert family.sees().stage is Stage.ASKING


def test_once_finished_no_answer_is_taken_any_more(a_family: Make) -> None:
    family = a_family()
    asked = family.answers("yes")
    family.skips_the_rest()
    family.finishes()
    with pytest.raises(NoSuchLink):
        family.answers("no", asked)
    family.answers("yes", asked)  # the last page sent again after a lost connection


def test_saying_that_one_does_not_feel_safe_and_wants_a_call_marks_the_voice(store: Store, a_family: Make) -> None:
    family = a_family()
    while (question := family.sees().question) and question.purpose != "safe_now":
        family.skips()
    family.answers("no")
    assert family.sees().worried
    family.answers("yes")
    voice = store.read(heard_from, CHILD)[0]
    assert (voice["worried"], voice["wants_call"]) == (True, True)
    family.goes_back()
    family.goes_back()
    family.answers("yes")
    voice = store.read(heard_from, CHILD)[0]
    assert (voice["worried"], voice["wants_call"]) == (False, False)
