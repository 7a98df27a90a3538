"""What was last known of the data proves something only outside it; where it lies within, that is said plainly."""

from pathlib import Path

import pytest

from app import last_known
from app.opening import noted_file, open_store, unanchored
from app.settings import Settings, WrongSetting, read_settings
from pages.staff.home.machine import troubles_of_the_machine
from pages.staff.shell.context import StaffContext
from pages.staff.shell.presence import Presence
from pages.staff.shell.staff_settings import StaffSettings
from storage.store import Store
from tests.cast import LIBRARY, Cast
from tests.commands import heard

SAID = "noted in the data folder itself"


def made(settings: Settings) -> Settings:
    store = open_store(settings)
    last_known.note(store, noted_file(settings))
    store.close()
    return settings


def test_beside_the_secret_it_proves_and_nothing_is_said(tmp_path: Path) -> None:
    settings = made(Settings(data=tmp_path / "data"))
    assert unanchored(settings) == ""
    assert SAID not in heard("verify", "--data", str(settings.data)).stdout


def test_within_the_data_it_proves_nothing_and_verify_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    within = tmp_path / "data" / "secret"
    settings = made(Settings(data=tmp_path / "data", secret_file=within))
    assert noted_file(settings).parent == settings.data
    assert SAID in unanchored(settings)
    done = heard("verify", "--data", str(settings.data), HEARD_SECRET_FILE=str(within))
    assert done.returncode == 0
    assert "whole" in done.stdout
    assert SAID in done.stdout


def test_a_setting_names_another_place_and_less_is_refused_from_there(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "kept").mkdir()
    here = {"data": tmp_path / "data", "secret_file": tmp_path / "data" / "secret", "last_known": tmp_path / "kept"}
    settings = made(Settings(**here))
    assert noted_file(settings) == tmp_path / "kept" / "data.last-known.json"
    assert unanchored(settings) == ""
    (tmp_path / "data" / "heard.sqlite").unlink()
    with pytest.raises(WrongSetting, match="There is no data"):
        open_store(settings)


def test_a_place_that_is_none_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongSetting, match=r"HEARD_LAST_KNOWN .* must be a folder"):
        open_store(Settings(data=tmp_path / "data", last_known=tmp_path / "nowhere"))
    monkeypatch.setenv("HEARD_LAST_KNOWN", str(tmp_path / "data"))
    with pytest.raises(WrongSetting, match="HEARD_LAST_KNOWN is inside the data folder"):
        read_settings(data=tmp_path / "data")


def test_the_administrator_reads_it_on_home_and_nobody_else(store: Store, cast: Cast) -> None:
    desk = StaffSettings(public_url=None, secure_cookies=False, demo=False, unanchored=last_known.UNANCHORED)
    context = StaffContext(store, LIBRARY, desk, Presence(store))
    assert troubles_of_the_machine(context, cast.administrator) == [last_known.UNANCHORED]
    assert troubles_of_the_machine(context, cast.worker) == []
