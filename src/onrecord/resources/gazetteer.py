"""Names of places -> the places that may be meant, from the tables of the install.

Cities and administrative units are `gazetteer/places.npz` (GeoNames, see the card there), countries
are `actors/countries.tsv`, continents, regions, seas and the like are `lexicons/regions.tsv` and
`lexicons/seas.tsv`. A column of the file stays an array that is mapped, not read: processes of one
machine share its memory.
"""

import struct
import zipfile
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ResourceError
from onrecord.resources import path, rows
from onrecord.resources.folding import key

Kind = Literal["city", "unit1", "unit2", "airport", "country", "region", "sea"]
KINDS: tuple[Kind, ...] = ("city", "unit1", "unit2", "airport")
MOST = 300  # candidates of one name; the rest are hamlets


class Entry(NamedTuple):
    """A place that a name may mean.

    `first`: the name is its usual one, not another spelling. `unit1` and `unit2` are the row
    numbers of its administrative units (0: none); `row` is its own (0 for what is no row). `reach`:
    kilometres around the point that hold most of the place, 0 where that is not known.
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
    reach: float = 0


class Gazetteer:
    """Built once a process through `gazetteer()`; look-ups of a name are remembered."""

    def __init__(self) -> None:
        columns = _load("gazetteer/places.npz")
        self._keys = columns["keys"].data
        self._key_ends, self._posting_ends = columns["key_ends"], columns["posting_ends"]
        self._names, self._name_ends = columns["names"].data, columns["name_ends"]
        lines = [line.split("\t") for line in columns["countries"].tobytes().decode().split("\n")]
        self._iso3 = [line[0] for line in lines]
        self._columns = columns
        known = {line[0]: (int(line[1]), float(line[2])) for line in lines if len(line) > 2}
        units = columns["geonames_id"][: _units(columns)].tolist()
        self._row_of = {ident: row for row, ident in enumerate(units)}
        self._middle: dict[int, tuple[str, float, float]] = {}
        self._small = self._known(_tables(known))
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
        first, last = int(self._posting_ends[at]), int(self._posting_ends[at + 1])
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
            found = bytes(self._keys[begin : int(self._key_ends[middle])])
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
            geonames_id=int(c["geonames_id"][row]) or None,
            country=self._iso3[int(c["country"][row])],
            lat=lat,
            lon=lon,
            population=int(c["population"][row]),
            first=first,
            row=row + 1,
            unit1=int(c["unit1"][row]),
            unit2=int(c["unit2"][row]),
            reach=_reach(int(c["kind"][row]), int(c["reach"][row]), int(c["population"][row])),
        )

    def name(self, row: int) -> str:
        """The usual name of a row of the file, counted from 0."""
        begin = int(self._name_ends[row - 1]) + 1 if row else 0
        return bytes(self._names[begin : int(self._name_ends[row])]).decode()


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of this process."""
    return Gazetteer()


def _load(name: str) -> dict[str, NDArray[Any]]:
    """The columns of an archive of arrays that are stored as they are, mapped into memory."""
    file = path(name)
    try:
        with zipfile.ZipFile(file) as archive:
            return {
                entry.filename.removesuffix(".npy"): _mapped(file, entry)
                for entry in archive.infolist()
            }
    except (ValueError, OSError, EOFError, zipfile.BadZipFile, struct.error) as error:
        raise ResourceError(f"{name} is damaged ({error}): reinstall onrecord") from error


def _mapped(file: Path, entry: zipfile.ZipInfo) -> NDArray[Any]:
    if entry.compress_type != zipfile.ZIP_STORED:
        raise ValueError(f"{entry.filename} is compressed")
    with file.open("rb") as source:
        source.seek(entry.header_offset)
        name, extra = struct.unpack("<26xHH", source.read(30))
        begin = entry.header_offset + 30 + name + extra
        source.seek(begin)
        version = np.lib.format.read_magic(source)
        if version != (1, 0):
            raise ValueError(f"{entry.filename} has another format")
        shape, _, dtype = np.lib.format.read_array_header_1_0(source)
        at = source.tell()
    if at - begin + dtype.itemsize * int(np.prod(shape)) != entry.file_size:
        raise ValueError(f"{entry.filename} is cut")
    return np.memmap(file, dtype, "r", at, shape)


def _reach(kind: int, reach: int, population: int) -> float:
    """Of a unit from the file; a town's grows with the root of its people; an airport's is 3."""
    if KINDS[kind] == "city":
        return float(round(max(2.0, 0.012 * population**0.5), 1))
    return float(reach) if KINDS[kind] != "airport" else 3.0


def _units(columns: dict[str, NDArray[Any]]) -> int:
    """How many rows are administrative units; they come first."""
    return int(np.count_nonzero((columns["kind"] == 1) | (columns["kind"] == 2)))


def _tables(known: dict[str, tuple[int, float]]) -> dict[str, tuple[Entry, ...]]:
    """Countries, regions and seas by key."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in rows("actors/countries.tsv"):
        if not row["lat"]:
            continue
        usual = (row["name"], row["official_name"])
        for name in dict.fromkeys((*usual, *row["aliases"].split(";"))):
            if len(folded := key(name)) > 3:
                place = _country(row, known, name in usual)
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


def _country(row: dict[str, str], known: dict[str, tuple[int, float]], first: bool) -> Entry:
    ident, reach = known.get(row["iso3"], (0, 0.0))
    return Entry(
        name=row["name"],
        kind="country",
        geonames_id=ident or None,
        country=row["iso3"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        population=0,
        first=first,
        reach=reach,
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
