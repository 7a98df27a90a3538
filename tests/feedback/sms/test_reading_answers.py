import pytest
from hypothesis import given
from hypothesis import strategies as some

from feedback.sms.reading_answers import read, read_number
from forms.answers import AnswerRefused, Value
from forms.library import Library
from forms.schema import Option, Question
from language.catalogue import say
from language.registry import LANGUAGES

FORM = Library.load().get("conference_parent_carer")
FREQUENCY = FORM.question("background_respected")
HOW_FAR = FORM.question("understood_why")
REPORT = FORM.question("read_report")
HELP = FORM.question("help_to_take_part")
SAFE = FORM.question("safe")
TELL_BACK = FORM.question("tell_back")
NUMBER = FORM.question("call_number")
WORDS = FORM.question("well_or_differently")
SEVERAL = Question(
    id="who",
    kind="several_choices",
    text="Who came?",
    choices=tuple(Option(code=code, text=code.title()) for code in ("mother", "father", "aunt", "friend")),
    asides=(Option(code="dont_know", text="I don't know"),),
)


def _read(question: Question, text: str) -> Value | None:
    try:
        return read(question, text)
    except AnswerRefused:
        return None


@pytest.mark.parametrize(
    "text",
    [
        *("2", "2.", " 2 ", "(2)", "2)", "#2", "two", "TWO!", "to", "number 2", "No. 2", "2 please", "option two", "2️⃣"),
        *(
            "②",
            "٢",
            "۲",
            "২",
            "፪",
            "اثنان",
            "اتنين",
            "ክልተ",
            "Mostly",
            "MOSTLY.",
            "mostly!!",
            "mostly I think",
            "2 mostly",
        ),
        *("2 - Mostly", "my answer is 2", "في أغلب الأحيان", "في اغلب الاحيان", "መብዛሕትኡ ግዜ"),
    ],
)
def test_an_answer_is_read_however_it_is_typed(text: str) -> None:
    assert _read(FREQUENCY, text) == "mostly"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "   ",
            "👍",
            "purple",
            "8",
            "0",
            "30 years",
            "-",
            "1 or 2",
            "1 2",
            "12",
            "2 never",
            "yes",
            "no",
            "لا",
            "often",
        ),
        *("sometimes but not always", "always and never", "not 2 at all", "2 of them were rude to me", "9" * 17),
    ],
)
def test_what_may_mean_something_else_is_asked_again(text: str) -> None:
    assert _read(FREQUENCY, text) is None


@pytest.mark.parametrize("text", ["yes", "YES!!", "y", "yeah", "Yes please", "yep", "نعم", "أيوه", "እወ", "1", "one"])
def test_yes_is_said_in_many_ways(text: str) -> None:
    assert _read(HELP, text) == "yes"


@pytest.mark.parametrize("text", ["no", "NO!", "nope", "n", "لا", "ኣይፋልን", "2"])
def test_so_is_no(text: str) -> None:
    assert _read(SAFE, text) == "no"


def test_yes_is_asked_again_where_there_are_two_kinds_of_yes() -> None:
    assert _read(REPORT, "yes") is None
    assert _read(REPORT, "no") == "no"
    assert _read(REPORT, "Yes, not enough time") == "yes_not_enough_time"


def test_no_is_not_taken_for_an_answer_that_begins_with_it() -> None:
    assert _read(TELL_BACK, "no") is None
    assert _read(TELL_BACK, "no need") == "no_need"


def test_no_two_is_asked_again_where_no_is_an_answer_of_its_own() -> None:
    assert _read(REPORT, "no. 2") is None


@pytest.mark.parametrize(("text", "meant"), [("phone", "phone"), ("letter", "letter")])
def test_small_words_may_be_left_out(text: str, meant: str) -> None:
    assert _read(TELL_BACK, text) == meant


@pytest.mark.parametrize("text", ["idk", "dunno", "I don’t know", "dont know", "not sure", "لا أعرف", "ኣይፈልጥን"])
def test_not_knowing_is_an_answer_where_it_is_offered(text: str) -> None:
    assert _read(HELP, text) == "dont_know"
    assert _read(SAFE, text) is None


@pytest.mark.parametrize("text", ["1 3", "1,3", "1 and 3", "3, 1", "13", "١ ٣", "one three"])
def test_several_numbers_are_several_choices(text: str) -> None:
    assert _read(SEVERAL, text) == ["mother", "aunt"]


@pytest.mark.parametrize(("text", "meant"), [("2", ["father"]), ("aunt", ["aunt"]), ("5", ["dont_know"])])
def test_one_choice_of_several_is_enough(text: str, meant: list[str]) -> None:
    assert _read(SEVERAL, text) == meant


@pytest.mark.parametrize("text", ["1 5", "1 9", "99", "", "nobody"])
def test_several_choices_that_do_not_go_together_are_asked_again(text: str) -> None:
    assert _read(SEVERAL, text) is None


@pytest.mark.parametrize(
    "text", ["I did not", "I did", "No problem", "not", "I", "No idea why", "no they did", "Yes I did not"]
)
def test_a_beginning_or_a_word_with_others_after_it_is_asked_again(text: str) -> None:
    assert _read(HELP, text) is None


@pytest.mark.parametrize(
    "text", ["5 stars", "Never mind", "2 years", "always late", "1 of them", "3 times", "never again please help"]
)
def test_a_number_or_a_word_of_the_scale_with_more_after_it_is_asked_again(text: str) -> None:
    assert _read(FREQUENCY, text) is None


@pytest.mark.parametrize("text", ["No", "No, not really", "no i didnt", "No thanks", "no no", "No!!", "No, of course"])
def test_a_no_whose_rest_agrees_is_a_no(text: str) -> None:
    assert _read(HELP, text) == "no"


@pytest.mark.parametrize("text", ["yes she did", "Yes of course", "Yes I think", "yes definitely", "yes yes"])
def test_a_yes_whose_rest_agrees_is_a_yes(text: str) -> None:
    assert _read(HELP, text) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "mosty",
        "Mostyl",
        "tow",
        "2 x",
        "2 from Amina",
        "2\n\nSent from my iPhone",
        "Mostly. Kind regards, Amina",
        "2 thanks",
    ],
)
def test_misspellings_and_sign_offs_around_an_answer_are_seen_through(text: str) -> None:
    assert _read(FREQUENCY, text) == "mostly"


@pytest.mark.parametrize("text", ["2 from 5", "from 2 to 3", "ever", "sometimes from 2"])
def test_a_number_in_a_sign_offs_place_is_no_sign_off(text: str) -> None:
    assert _read(FREQUENCY, text) is None


def test_typed_answers_keep_the_persons_own_words() -> None:
    assert _read(NUMBER, "٠٧٧٠٠ 900123 after 6") == "07700 900123 after 6"
    assert _read(NUMBER, "30 years") is None, "no phone number: it is asked once more, and then kept as words"
    assert _read(WORDS, "They listened. 👍") == "They listened. 👍"
    assert _read(WORDS, "👍") == "👍"
    assert _read(WORDS, "  ") is None
    assert _read(NUMBER, "07700 900123 " * 20) is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_option_of_every_form_is_read_by_its_number_and_by_its_words_in_each_language(code: str) -> None:
    for form in Library.load().forms.values():
        if form.staff:
            continue
        for question in form.questions:
            for number, option in enumerate(question.options(), start=1):
                assert _read(question, str(number)) == option.code
                assert _read(question, say(code, option.text).text) == option.code, (question.id, option.text)


TWO = {
    "en": "two", "ar": "اثنين", "ti": "ክልተ", "am": "ሁለት", "fa-AF": "دو", "ps": "دوه", "fa": "دو", "ckb": "دوو",
    "vi": "hai", "sq": "dy", "so": "laba", "bn": "দুই", "tr": "iki", "es": "dos", "pt": "dois", "fr": "deux",
}  # fmt: skip
YES_AND_NO = {
    "en": ("yes", "no"), "ar": ("نعم", "لا"), "ti": ("እወ", "ኣይፋል"), "am": ("አዎ", "አይ"), "fa-AF": ("بلی", "نی"),
    "ps": ("هو", "نه"), "fa": ("بله", "نه"), "ckb": ("بەڵێ", "نەخێر"), "vi": ("Có", "Không"), "sq": ("Po", "Jo"),
    "so": ("Haa", "Maya"), "bn": ("হ্যাঁ", "না"), "tr": ("Evet", "Hayır"), "es": ("Sí, gracias", "No"),
    "pt": ("Sim", "Não"), "fr": ("Oui !", "Non"),
}  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_number_may_be_a_word_and_yes_and_no_are_said_in_each_language(code: str) -> None:
    assert _read(FREQUENCY, TWO[code]) == "mostly"
    assert [_read(HELP, said) for said in YES_AND_NO[code]] == ["yes", "no"]


@pytest.mark.parametrize("text", ["نه", "নয়", "on", "um"])
def test_a_word_for_a_number_that_means_something_else_too_is_no_number(text: str) -> None:
    assert read_number(text, 10) is None


@given(some.text(max_size=60), some.sampled_from([FREQUENCY, REPORT, SAFE, SEVERAL, WORDS, NUMBER]))
def test_whatever_is_typed_is_an_answer_or_a_miss(text: str, question: Question) -> None:
    value = _read(question, text)
    codes = {option.code for option in question.options()}
    assert value is None or not codes or set([value] if isinstance(value, str) else value) <= codes


@given(some.text(max_size=20))
def test_a_number_is_read_within_its_bounds(text: str) -> None:
    assert read_number(text, 3) in (None, 1, 2, 3)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Yes", "yes"),
        ("yes I think", "yes"),
        ("Yes, mostly", "mostly"),
        ("mostly", "mostly"),
        ("نعم إلى حد كبير", "mostly"),
        ("إلى حد كبير", "mostly"),
        ("Partly", "partly"),
        ("a little", "a_little"),
        ("little", "a_little"),
        ("no", "no"),
        ("not at all", "no"),
        ("Not really", "no"),
        ("ኣይፋል", "no"),
        ("4", "a_little"),
    ],
)
def test_how_far_something_is_so_is_read_as_people_say_it(text: str, meant: str) -> None:
    assert _read(HOW_FAR, text) == meant


@pytest.mark.parametrize(
    "text",
    ["No problem", "a little boy came", "yes but no", "not fully", "partly her fault", "mostly he shouts", "5 stars"],
)
def test_what_only_begins_like_an_answer_of_how_far_is_asked_again(text: str) -> None:
    assert _read(HOW_FAR, text) is None
