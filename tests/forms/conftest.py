"""The packaged library, and a small form whose closing questions depend on each other."""

import pytest

from forms.library import Library
from forms.schema import Condition, Form, Option, Part, Question

YES_NO = (Option(code="yes", text="Yes"), Option(code="no", text="No"))


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="session")
def parent_form(library: Library) -> Form:
    return library.get("conference_parent_carer")


@pytest.fixture(scope="session")
def small_form() -> Form:
    return Form(
        id="small",
        version=1,
        title="A small set",
        audience="parent_carer",
        parts=(
            Part(
                id="questions",
                questions=(
                    Question(id="safe", kind="yes_no", text="Do you feel safe?", choices=YES_NO),
                    Question(
                        id="call",
                        kind="yes_no",
                        text="Shall we call?",
                        choices=YES_NO,
                        when=Condition(question="safe", equals="no"),
                    ),
                    Question(
                        id="number",
                        kind="short_text",
                        text="Which number?",
                        max_length=40,
                        when=Condition(question="call", equals="yes"),
                    ),
                    Question(id="words", kind="long_text", text="What else?", max_length=100),
                ),
            ),
        ),
    )
