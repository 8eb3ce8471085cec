"""A few rounds of each fault; `faults.py --rounds N` runs as many as you like."""

import sqlite3
import sys

import pytest

from faults import FAULTS, Outcome, check, reading, rounds
from onrecord.exchange import export
from onrecord.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")


@pytest.mark.parametrize("name", FAULTS)
def test_nothing_stored_is_lost_and_the_store_opens(name):
    try:
        found = rounds(name, 2, seed=7)
    except PermissionError as error:
        pytest.skip(str(error))
    assert (found.lost, found.broken) == (0, 0)


def test_the_check_can_fail(tmp_path):
    path = tmp_path / "record.db"
    with Store(path) as store:
        store.add(reading(1))
    assert check(path, [1]) == Outcome(told=1, lost=0, broken=0)
    assert check(path, [1, 2]).lost == 1
    with sqlite3.connect(path) as db:
        db.execute("UPDATE statements SET record = replace(record, 'denies', 'affirms')")
    assert check(path, [1]).broken > 0


@pytest.mark.parametrize("moment", ["1970-01-01T00:00:00Z", "2999-12-31T23:59:59Z"])
def test_a_clock_that_jumps_changes_no_order(tmp_path, moment):
    """Order is told by numbers of the tables, never by the clock."""
    path = tmp_path / "record.db"
    with Store(path) as store:
        store.add(reading(1))
    with sqlite3.connect(path) as db:
        db.execute("UPDATE pages SET captured = ?", (moment,))
    with Store(path) as store:
        store.add(reading(2))
        store.add(reading(1))
        assert [a.id for a in store.articles()] == [f"{n:016x}" for n in (1, 2)]
        assert store.captured(f"{1:016x}") == moment, "the first capture stays"
        export(store, "prov", tmp_path / "out")
        assert moment in (tmp_path / "out" / "prov.json").read_text(encoding="utf-8")
