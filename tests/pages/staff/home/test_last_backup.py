"""Home says to whom it is to mend, and to nobody else, of which moment the last good backup is."""

from people import audit
from people.backups import note_good
from tests.pages.staff.conftest import Office


def test_the_administrator_reads_it_on_the_screen_and_a_worker_does_not(office: Office) -> None:
    office.store.write_now(note_good, audit.SYSTEM, office.store.now, "heard-1", 5)
    said = "The last good backup holds what stood at"
    assert said in office.opens(office.cast.administrator, "/staff/").text
    assert said not in office.opens(office.cast.worker, "/staff/").text
