"""A form that changes or goes away while somebody is answering does not hurt them."""

from pathlib import Path

from feedback.asking.requests import ask
from feedback.voices import form_versions
from feedback.voices.voices import heard_from
from forms.library import Library
from storage.store import Store
from tests.cast import CHILD, Cast
from tests.family import Family

FORM = """
id: small
version: 1
title: Small
audience: parent_carer
touchpoints: [conference]
ends_with: closing
questions:
  - id: first
    kind: yes_no
    text: Did we come on time?
    evidence_for: [3]
  - id: second
    kind: long_text
    text: What else?
    evidence_for: [6]
"""


def test_a_form_that_went_away_is_still_finished(store: Store, cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(FORM)
    form = Library.of_file(file).get("small")
    details = {"touchpoint": "conference", "audience": "parent_carer", "language": "en", "channel": "link"}
    asked = store.write_now(ask, cast.worker, child=CHILD, form=form, **details)
    family = Family(store, asked.token)
    family.begins()
    family.answers("yes")

    file.unlink()
    form_versions._by_fingerprint.clear()  # as after a restart
    family.answers("They were kind.")
    family.skips_the_rest()
    family.finishes()

    voice = store.read(heard_from, CHILD)[0]
    assert voice["finished"]
    assert voice["form_version"] == 1
    assert voice["answers"]["first"]["asked"] == "Did we come on time?"
