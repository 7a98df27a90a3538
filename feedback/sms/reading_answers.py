"""Reads what somebody typed as the answer to a question: generously, but never as something they may not have meant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from feedback.sms.reply_words import agreeing, answers, before_a_number, little, loose_numbers, numbers, openers
from feedback.sms.sign_offs import message_of
from feedback.sms.stop_words import without_politeness
from feedback.sms.typed_words import Phrase, holds, is_one_slip_away, without_accents, words
from forms.answers import AnswerRefused, Value, read_answer
from forms.schema import Option, Question
from forms.vocabulary import CHOICE_KINDS
from language.catalogue import N_, say
from language.registry import LANGUAGES
from language.remembered import remembered

MISSED = N_("Sorry, we did not understand that.")
SHORTEST_MISTYPED = 5  # letters: in shorter words one letter makes another word


def read(question: Question, text: str) -> Value:
    """The answer as it is kept; Refused, with words for the person, when it is a miss."""
    if question.kind == "several_choices":
        return _several(question, words(text))
    if question.kind in CHOICE_KINDS:
        return _one(question, words(text))
    return read_answer(question, text)


def read_number(text: str, highest: int) -> int | None:
    """A number from 1 to `highest`, as a digit or a word: “2”, “2.”, “two”, “number 2”, “2 please”."""
    return _number(_bare(words(text)), highest, ())


def _one(question: Question, typed: Phrase) -> str:
    options = question.options()
    for attempt in dict.fromkeys((typed, message_of(typed), _bare(typed))):
        if code := _by_words(options, attempt):
            return code
    number = _numbered(options, _bare(typed))
    if number is None or _contradicts(options, typed, options[number - 1]):
        raise AnswerRefused(MISSED)
    return options[number - 1].code


def _several(question: Question, typed: Phrase) -> Value:
    """Several numbers (“1 and 3”, “1,3”, “13” where there are fewer than ten), or what one choice would take."""
    options = question.options()
    chosen = [number for word in typed if (number := _digit(word, len(options)))]
    spelt = "".join(typed)
    if not chosen and spelt.isdigit() and len(options) < 10 and all(_digit(each, len(options)) for each in spelt):
        chosen = [int(each) for each in spelt]
    if not chosen or any(word.isdigit() and not _digit(word, len(options)) for word in typed if len(typed) > 1):
        return read_answer(question, [_one(question, typed)])
    return read_answer(question, [options[number - 1].code for number in chosen])


def _by_words(options: tuple[Option, ...], typed: Phrase) -> str | None:
    """The option that was named: whole, by other words for it, by its beginning, or with a few words after it."""
    near = _ways_by_first_word(options).get(typed[0], ()) if typed else ()
    exact = {option.code for option in options if typed in _exact_ways(option)}
    if not exact and (code := answers().get(typed)):
        return code if any(code == option.code for option in options) else None
    begins = _says_something(typed)
    begun = {option.code for option, way in near if begins and way[: len(typed)] == typed}
    return _only(exact) or _only(begun) or _followed(near, typed) or _mistyped(options, typed)


def _says_something(typed: Phrase) -> bool:
    """Whether a beginning holds more than small words that many sentences begin with: “no need”, not “I did not”."""
    return any(word not in little() for word in typed)


def _followed(near: Sequence[tuple[Option, Phrase]], typed: Phrase) -> str | None:
    """The option with whose words the text begins, where the rest agrees: “always I think”, not “never mind”."""
    found = [(len(way), option.code) for option, way in near if typed[: len(way)] == way]
    if not found:
        return None
    longest = max(length for length, _ in found)
    code = _only({code for length, code in found if length == longest})
    if code is None:
        return None
    own = _ways(next(option for option, _ in near if option.code == code))
    return code if _agrees(typed[longest:], own, code) else None


def _agrees(rest: Phrase, own: Iterable[Phrase], code: str = "") -> bool:
    """Whether what follows an answer changes nothing about it: its own words again, or “I think”, “of course”."""
    left = rest
    said = {phrase for phrase, _ in agreeing(code).among(rest)} | {way for way in own if way and way[0] in rest}
    for phrase in sorted(said, key=len, reverse=True):
        while left[: len(phrase)] == phrase:
            left = left[len(phrase) :]
    return not left or (left != rest and _agrees(left, own, code))


def _mistyped(options: tuple[Option, ...], typed: Phrase) -> str | None:
    """The one option of one word that differs by a letter: “somtimes”, “alwyas”."""
    if len(typed) != 1 or len(typed[0]) < SHORTEST_MISTYPED:
        return None
    single = ((option.code, way[0]) for option in options for way in _ways(option) if len(way) == 1)
    return _only({code for code, word in single if is_one_slip_away(typed[0], word)})


def _numbered(options: tuple[Option, ...], typed: Phrase) -> int | None:
    """The number of an option, alone or with that option's own words after it."""
    named = _digit(typed[0], len(options)) if typed else None
    own = list(_ways(options[named - 1])) if named else []
    return _number(typed, len(options), own)


def _number(typed: Phrase, highest: int, own: Iterable[Phrase]) -> int | None:
    if len(typed) == 1 and (loose := loose_numbers().get(typed[0])):
        return loose if loose <= highest else None
    return _digit(typed[0], highest) if typed and _agrees(typed[1:], own) else None


def _digit(word: str, highest: int) -> int | None:
    number = int(word) if word.isascii() and word.isdigit() and len(word) < 4 else numbers().get(word, 0)
    return number if 1 <= number <= highest else None


def _contradicts(options: tuple[Option, ...], typed: Phrase, meant: Option) -> bool:
    """Whether the number comes with the words of another option: “1 never”."""
    return any(holds(typed, way) for option in options if option != meant for way in _ways(option) if way)


def _bare(typed: Phrase) -> Phrase:
    """Without sign-off, politeness, and what people write before a number."""
    bare = without_politeness(message_of(typed))
    for phrase, _ in before_a_number().among(bare[:1]):
        if len(bare) > len(phrase) and bare[: len(phrase)] == phrase and _digit(bare[len(phrase)], 999):
            return bare[len(phrase) :]
    return bare


@remembered(512)
def _ways_by_first_word(options: tuple[Option, ...]) -> Mapping[str, Sequence[tuple[Option, Phrase]]]:
    found: dict[str, list[tuple[Option, Phrase]]] = {}
    for one, way in ((each, way) for each in options for way in _ways(each) if way):
        found.setdefault(way[0], []).append((one, way))
    return found


@remembered(2048)
def _exact_ways(option: Option) -> frozenset[Phrase]:
    """The same, and as they are typed on a keyboard that has no accents."""
    return frozenset(typed for way in _ways(option) for typed in (way, without_accents(way)))


@remembered(2048)
def _ways(option: Option) -> tuple[Phrase, ...]:
    """An option's words in each of our languages, with and without the small words before them."""
    return tuple(way for code in LANGUAGES for way in _shortened(words(say(code, option.text).text)))


def _shortened(way: Phrase) -> Iterator[Phrase]:
    yield way
    while opener := next((one for one in openers() if way[: len(one)] == one and len(way) > len(one)), None):
        way = way[len(opener) :]
        yield way


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None
