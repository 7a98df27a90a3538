"""Forms and walks that nobody thought of."""

from hypothesis import strategies as st

from forms.conversation import Conversation
from forms.schema import Condition, Form, Option, Part, Question
from forms.vocabulary import TEXT_LENGTHS

CODES = ("a", "b", "c")
OPTIONS = tuple(Option(code=code, text=code.upper(), value=number) for number, code in enumerate(CODES))
KINDS = ("scale", "one_choice", "several_choices", "yes_no", "short_text", "long_text")
MOVES = ("answer", "skip", "back", "go_to", "refused")


def single_tests(earlier: list[str]) -> st.SearchStrategy[Condition]:
    asked = st.sampled_from(earlier)
    return st.one_of(
        st.builds(lambda question, code: Condition(question=question, equals=code), asked, st.sampled_from(CODES)),
        st.builds(
            lambda question, codes: Condition(question=question, one_of=tuple(codes)),
            asked,
            st.lists(st.sampled_from(CODES), min_size=1),
        ),
        st.builds(lambda question, answered: Condition(question=question, answered=answered), asked, st.booleans()),
    )


def conditions(earlier: list[str]) -> st.SearchStrategy[Condition | None]:
    if not earlier:
        return st.none()
    single = single_tests(earlier)
    composed = st.lists(single, min_size=1, max_size=3).map(lambda tests: Condition(all=tuple(tests)))
    return st.one_of(st.none(), single, composed)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    questions: list[Question] = []
    for number in range(draw(st.integers(0, 9))):
        kind = draw(st.sampled_from(KINDS))
        questions.append(
            Question(
                id=f"q{number}",
                kind=kind,
                text="?",
                choices=() if kind in TEXT_LENGTHS else OPTIONS,
                max_length=TEXT_LENGTHS.get(kind, 0),
                when=draw(conditions([question.id for question in questions])),
            )
        )
    cut = draw(st.integers(0, len(questions)))
    parts = (Part(id="first", questions=tuple(questions[:cut])), Part(id="second", questions=tuple(questions[cut:])))
    return Form(id="generated", version=1, title="Generated", parts=parts)


def answer_to(question: Question, pick: int) -> str | list[str]:
    if question.format:
        return "07700 900123"
    code = CODES[pick % len(CODES)]
    return [code] if question.kind == "several_choices" else code


walks = st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 9)), max_size=40)


def to_the_end(conversation: Conversation, pick: int) -> Conversation:
    while conversation.question is not None:
        conversation = conversation.answer(answer_to(conversation.question, pick))
    return conversation
