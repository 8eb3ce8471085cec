"""A store with an invented record of every kind and a hostile page."""

from pathlib import Path

import pytest

from exchange_store import hostile
from onrecord.exchange import export
from onrecord.store import Store
from sample import full


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("exchange") / "record.db"
    with Store(path) as kept:
        kept.add(full(outlet="The Crier", published="2024-05-06"))
        kept.add(hostile())
    with Store(path, writable=False) as kept:
        yield kept


@pytest.fixture
def written(store, tmp_path):
    """Format -> the folder it was written to."""

    def write(form: str, **options: bool) -> Path:
        export(store, form, tmp_path / form, **options)
        return tmp_path / form

    return write
