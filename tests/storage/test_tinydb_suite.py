"""TinyDB's own tests of tables and databases hold on our rows, but for those that are named here with the reason."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fetch_tinydb_suite import fetch

from tests.postgres import begin

NO_CACHE = "there is no query cache: another process may change the rows"
OTHER_STORAGE = "it is about TinyDB's own storages, which keep nothing here"
NOT_APPLYING = {
    "test_tables::test_query_cache": NO_CACHE,
    "test_tables::test_query_cache_size": NO_CACHE,
    "test_tables::test_lru_cache": NO_CACHE,
    "test_tinydb::test_search": NO_CACHE,
    "test_tinydb::test_search_path": NO_CACHE,
    "test_tinydb::test_access_storage": OTHER_STORAGE,
    "test_tinydb::test_storage_access": OTHER_STORAGE,
    "test_tables::test_table_repr": "a table names itself and not TinyDB's storage",
    "test_tables::test_persist_table": "a kind is declared when the store is opened; there is no empty table to keep",
}


@pytest.fixture(scope="module", params=["encrypted", pytest.param("postgres", marks=pytest.mark.soak)])
def outcomes(tmp_path_factory, request):
    if request.param == "postgres":
        begin()
    suite = fetch()
    report = tmp_path_factory.mktemp("suite") / "report.xml"
    command = [sys.executable, "-m", "pytest", "-p", "tinydb_on_rows", "-c", os.devnull, f"--junitxml={report}"]
    files = [suite / "test_tables.py", suite / "test_tinydb.py", suite / "test_operations.py"]
    here, root = Path(__file__).parent, Path(__file__).parents[2]
    path = os.pathsep.join([str(here), str(root)])
    done = subprocess.run(
        [*command, "-p", "no:cacheprovider", f"--rootdir={suite.parent}", *map(str, files)],
        env={**os.environ, "TINYDB_ON": request.param, "PYTHONPATH": path, "PYTEST_DEBUG_TEMPROOT": str(report.parent)},
        capture_output=True,
        text=True,
    )
    assert report.exists(), done.stdout + done.stderr
    cases = ElementTree.parse(report).iter("testcase")
    return {_name(case): [each.get("message") or each.text for each in case] for case in cases}


def _name(case: ElementTree.Element) -> str:
    return f"{case.get('classname').rpartition('.')[2]}::{case.get('name')}"


def _bare(name: str) -> str:
    return name.split("[")[0]


def test_the_suite_holds_but_for_what_does_not_apply(outcomes):
    failed = {name: messages for name, messages in outcomes.items() if messages}
    assert {name: messages for name, messages in failed.items() if _bare(name) not in NOT_APPLYING} == {}
    assert len(outcomes) - len(failed) >= 130


def test_nothing_is_excused_that_holds(outcomes):
    held = {_bare(name) for name, messages in outcomes.items() if not messages}
    assert held & set(NOT_APPLYING) == set()
