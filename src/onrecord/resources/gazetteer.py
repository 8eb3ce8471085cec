"""Names of places -> the places that may be meant, from the tables of the install.

Cities and administrative units are `gazetteer/places.npz` (GeoNames, see the card there), countries
are `actors/countries.tsv`, continents, regions, seas and the like are `lexicons/regions.tsv` and
`lexicons/seas.tsv`. A column of the file stays an array: the whole takes some 30 MB.
"""

import zipfile
from collections import defaultdict
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ResourceError
from onrecord.resources import path, rows
from onrecord.resources.folding import key

Kind = Literal["city", "unit1", "unit2", "country", "region", "sea"]
KINDS: tuple[Kind, ...] = ("city", "unit1", "unit2")
MOST = 300  # candidates of one name; the rest are hamlets


class Entry(NamedTuple):
    """A place that a name may mean.

    `first`: the name is its usual one, not another spelling. `unit1` and `unit2` are the row
    numbers of its administrative units (0: none); `row` is its own (0 for what is no row).
    """

    name: str
    kind: Kind
    geonames_id: int | None
    country: str | None
    lat: float
    lon: float
    population: int
    first: bool
    row: int = 0
    unit1: int = 0
    unit2: int = 0


class Gazetteer:
    """Built once a process through `gazetteer()`; look-ups of a name are remembered."""

    def __init__(self) -> None:
        columns = _load("gazetteer/places.npz")
        self._keys = columns["keys"].tobytes()
        self._key_ends = np.flatnonzero(columns["keys"] == 10)
        self._counts = np.concatenate([[0], np.cumsum(columns["posting_count"], dtype=np.int64)])
        self._names = columns["names"].tobytes()
        self._name_ends = np.flatnonzero(columns["names"] == 10)
        lines = columns["countries"].tobytes().decode().split("\n")[:-1]
        self._iso3 = [line.split("\t")[0] for line in lines]
        self._columns = columns
        ids = {line.split("\t")[0]: int(line.split("\t")[1]) for line in lines}
        self._row_of = {
            int(g): row for row, g in enumerate(columns["geonames_id"][: _units(columns)])
        }
        self._middle: dict[int, tuple[str, float, float]] = {}
        self._small = self._known(_tables(ids))
        self._forms = _short_forms()
        self.lookup = lru_cache(maxsize=50_000)(self._lookup)

    def _known(self, tables: dict[str, tuple[Entry, ...]]) -> dict[str, tuple[Entry, ...]]:
        """The small tables with a region that is a unit of the file in that unit's row.

        The table's name and point replace those of the file.
        """
        rows_of = self._row_of
        for entry in (e for entries in tables.values() for e in entries):
            if entry.kind == "region" and entry.geonames_id in rows_of:
                row = rows_of[entry.geonames_id]
                self._middle[row] = (entry.name, entry.lat, entry.lon)
        return {
            folded: tuple(
                self._entry(rows_of[e.geonames_id], True)
                if e.kind == "region" and e.geonames_id in rows_of
                else e
                for e in entries
            )
            for folded, entries in tables.items()
        }

    def _lookup(self, folded: str) -> tuple[Entry, ...]:
        """What the key of a name (see `folding.key`) may mean; the usual name and large first."""
        small = self._small.get(folded, ())
        at = self._find(folded.encode())
        if at < 0:
            return small
        first, last = int(self._counts[at]), int(self._counts[at + 1])
        postings = self._columns["postings"][first : min(last, first + MOST)]
        known = {e.row for e in small if e.row}
        states = {e.country for e in small if e.kind == "country"}  # "Mexico" is not Mexico City
        found = (self._entry(int(p) >> 1, bool(p & 1)) for p in postings)
        return (
            *small,
            *(e for e in found if e.row not in known and (e.first or e.country not in states)),
        )

    def short_form(self, surface: str, after_comma: bool = False) -> tuple[Entry, ...]:
        """What a short form ("U.S.", "Calif.") means as it is written; some only after a comma."""
        form = self._forms.get(surface.replace(".", ""))
        if form is None or (form[2] == "comma" and not after_comma):
            return ()
        name, country, _ = form
        found = [e for e in self.lookup(key(name)) if (e.country or "") == country]
        return tuple(found[:1])

    def _find(self, folded: bytes) -> int:
        low, high = 0, len(self._key_ends) - 1
        while low <= high:
            middle = (low + high) // 2
            begin = int(self._key_ends[middle - 1]) + 1 if middle else 0
            found = self._keys[begin : int(self._key_ends[middle])]
            if found == folded:
                return middle
            if found < folded:
                low = middle + 1
            else:
                high = middle - 1
        return -1

    def _entry(self, row: int, first: bool) -> Entry:
        c = self._columns
        name, lat, lon = self._middle.get(row) or (
            self.name(row),
            int(c["lat"][row]) / 1000,
            int(c["lon"][row]) / 1000,
        )
        return Entry(
            name=name,
            kind=KINDS[int(c["kind"][row])],
            geonames_id=int(c["geonames_id"][row]),
            country=self._iso3[int(c["country"][row])],
            lat=lat,
            lon=lon,
            population=int(c["population"][row]),
            first=first,
            row=row + 1,
            unit1=int(c["unit1"][row]),
            unit2=int(c["unit2"][row]),
        )

    def name(self, row: int) -> str:
        """The usual name of a row of the file, counted from 0."""
        begin = int(self._name_ends[row - 1]) + 1 if row else 0
        return self._names[begin : int(self._name_ends[row])].decode()


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this process."""
    return Gazetteer()


def _load(name: str) -> dict[str, NDArray[Any]]:
    file = path(name)
    try:
        with np.load(file, allow_pickle=False) as archive:
            return {column: archive[column] for column in archive.files}
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise ResourceError(f"{name} is damaged ({error}): reinstall onrecord") from error


def _units(columns: dict[str, NDArray[Any]]) -> int:
    """How many rows are administrative units; they come first."""
    return int(np.count_nonzero(columns["kind"]))


def _tables(ids: dict[str, int]) -> dict[str, tuple[Entry, ...]]:
    """Countries, regions and seas by key."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in rows("actors/countries.tsv"):
        if not row["lat"]:
            continue
        usual = (row["name"], row["official_name"])
        for name in dict.fromkeys((*usual, *row["aliases"].split(";"))):
            if len(folded := key(name)) > 3:
                place = _country(row, ids, name in usual)
                if all(other.country != place.country for other in found[folded]):
                    found[folded].append(place)
    for table in ("regions", "seas"):
        for row in rows(f"lexicons/{table}.tsv"):
            for name in [row["name"], *filter(None, row["aliases"].split(";"))]:
                found[key(name)].append(_feature(row, "sea" if table == "seas" else "region"))
    return {folded: tuple(entries) for folded, entries in found.items() if folded}


def _short_forms() -> dict[str, tuple[str, str, str]]:
    return {
        row["form"].replace(".", ""): (row["name"], row["country"], row["where"])
        for row in rows("lexicons/toponym_short_forms.tsv")
    }


def _country(row: dict[str, str], ids: dict[str, int], first: bool) -> Entry:
    return Entry(
        name=row["name"],
        kind="country",
        geonames_id=ids.get(row["iso3"]),
        country=row["iso3"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=0,
        first=first,
    )


def _feature(row: dict[str, str], kind: Kind) -> Entry:
    return Entry(
        name=row["name"],
        kind=kind,
        geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
        country=row["country"] or None,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=0,
        first=True,
    )
