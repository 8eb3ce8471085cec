"""A map as SVG: country shapes of Natural Earth, and places as areas as wide as they are known."""

import json
from collections.abc import Callable, Sequence
from functools import cache
from math import cos, radians, sqrt
from pathlib import Path
from typing import Any

from onrecord.render.html import Html, el
from onrecord.serve.query.overview import Spot

SCALE = 100  # map units a degree, as in the file of shapes
# How far from its middle a place of that precision may reach, in degrees of latitude.
REACH = {"point": 0.05, "city": 0.15, "region": 1.0}
WORLD = (-169.0, -58.0, 191.0, 79.0)  # west, south, east, north

Box = tuple[float, float, float, float]


@cache
def countries() -> dict[str, dict[str, Any]]:
    """ISO 3166 alpha-3 -> name, box and path."""
    file = Path(__file__).parents[1] / "data" / "countries.json"
    shapes: dict[str, dict[str, Any]] = json.loads(file.read_text("utf-8"))["countries"]
    return shapes


@cache
def land() -> str:
    """All countries as an SVG file of its own, which browsers keep."""
    style = (
        "path{fill:#e7e2d5;stroke:#fbfaf6;stroke-width:1;vector-effect:non-scaling-stroke;"
        "stroke-width:.6px}"
        "@media(prefers-color-scheme:dark){path{fill:#34312b;stroke:#191816}}"
    )
    shapes = "".join(f'<path d="{shape["d"]}"/>' for shape in countries().values())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-18000 -9000 36000 18000">'
        f"<style>{style}</style>{shapes}</svg>"
    )


def country_name(code: str | None) -> str | None:
    """The English name of an alpha-3 code; the code itself where it has no shape."""
    return countries().get(code or "", {}).get("name", code)


def world(spots: Sequence[Spot], address: Callable[[Spot], str], image: str) -> Html | None:
    """The places on a map that is as close as they allow; `image` is the address of `land`."""
    known = [s for s in spots if _placed(s)]
    if not known:
        return None
    west, south, east, north = _frame(known)
    width = (east - west) * SCALE
    most = max(s.articles for s in known)
    areas = [_area(s, address(s), most) for s in known if s.precision == "country"]
    circles = [
        _circle(s, address(s), most, width)
        for s in sorted(known, key=lambda s: -REACH.get(s.precision or "", 0.0))
        if s.precision != "country"
    ]
    base = el("image", href=image, x=-18000, y=-9000, width=36000, height=18000, aria_hidden="true")
    box = f"{west * SCALE:.0f} {-north * SCALE:.0f} {width:.0f} {(north - south) * SCALE:.0f}"
    return el(
        "svg",
        base,
        *areas,
        *circles,
        cls="world",
        viewBox=box,
        role="group",
        aria_label=f"Map of {len(known)} places",
    )


def _placed(spot: Spot) -> bool:
    if spot.precision == "country":
        return spot.country in countries()
    return spot.precision in REACH and spot.lat is not None and spot.lon is not None


def _frame(spots: Sequence[Spot]) -> Box:
    """The box around all places, with room, at a ratio of two to one."""
    boxes = [_box(s) for s in spots]
    west, south = min(b[0] for b in boxes), min(b[1] for b in boxes)
    east, north = max(b[2] for b in boxes), max(b[3] for b in boxes)
    wide, tall = max(east - west, 22.0) * 1.25, max(north - south, 11.0) * 1.3
    wide, tall = max(wide, tall * 2), max(tall, wide / 2)
    if wide > 230:
        return WORLD
    x, y = (west + east) / 2, (south + north) / 2
    return x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2


def _box(spot: Spot) -> Box:
    if spot.precision == "country":
        west, south, east, north = countries()[str(spot.country)]["box"]
        return west, south, east, north
    assert spot.lat is not None and spot.lon is not None
    return spot.lon, spot.lat, spot.lon, spot.lat


def _told(spot: Spot) -> str:
    articles = f"{spot.articles:,} article{'' if spot.articles == 1 else 's'}"
    return f"{spot.name} ({spot.precision}): {articles}"


def _area(spot: Spot, where: str, most: int) -> Html:
    shape = el(
        "path",
        el("title", _told(spot)),
        d=countries()[str(spot.country)]["d"],
        cls="land",
        fill_opacity=f"{0.25 + 0.5 * sqrt(spot.articles / most):.2f}",
    )
    return el("a", shape, href=where, aria_label=_told(spot))


def _circle(spot: Spot, where: str, most: int, width: float) -> Html:
    """As wide as the place is known, yet never too small to be seen or hit."""
    assert spot.lat is not None and spot.lon is not None
    reach = REACH[spot.precision or "city"] * SCALE
    seen = width * (0.004 + 0.007 * sqrt(spot.articles / most))
    tall = max(reach, seen)
    wide = max(reach / max(cos(radians(spot.lat)), 0.2), seen)
    shape = el(
        "ellipse",
        el("title", _told(spot)),
        cx=f"{spot.lon * SCALE:.0f}",
        cy=f"{-spot.lat * SCALE:.0f}",
        rx=f"{wide:.0f}",
        ry=f"{tall:.0f}",
        cls=f"spot spot-{spot.precision}",
    )
    return el("a", shape, href=where, aria_label=_told(spot))
