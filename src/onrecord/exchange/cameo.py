"""A record's event in the codes of CAMEO and GDELT.

CAMEO: Conflict and Mediation Event Observations (Schrodt 2012). The countries of its actors are ISO
3166 alpha-3; those of GDELT's geography are FIPS 10-4.
"""

import hashlib
from functools import cache

from onrecord.records import Actor, Place
from onrecord.resources import rows

# PLOVER's types for events that bear no CAMEO code of their own
_ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07",
    "CONCEDE": "08", "RETREAT": "08", "REQUEST": "02", "ACCUSE": "11", "REJECT": "12",
    "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15", "SANCTION": "16", "COERCE": "17",
    "ASSAULT": "18",
}  # fmt: skip
_TYPES = 3  # role codes that GDELT has columns for


def code(type_: str, cameo: str | None) -> str:
    """The CAMEO code, or the root code of the PLOVER type; `180` is an 18 of no known kind."""
    found = cameo or _ROOTS[type_]
    return f"{found}0" if len(found) == 2 else found


def quad(root: str) -> int:
    """GDELT's class: verbal (1), material (2) cooperation; verbal (3), material (4) conflict."""
    number = int(root)
    return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4


@cache
def goldstein(cameo: str) -> float | None:
    """The Goldstein scale of a code: -10 conflict to +10 cooperation."""
    scale = {row["code"]: float(row["scale"]) for row in rows("exchange/goldstein.tsv")}
    for size in range(len(cameo), 1, -1):
        if cameo[:size] in scale:
            return scale[cameo[:size]]
    return None


def actor_code(actor: Actor | None) -> str | None:
    """Country and roles in one word: `USAGOV`; None when neither is known."""
    if actor is None:
        return None
    return ((actor.country or "") + "".join(actor.sectors or [])[: 3 * _TYPES]) or None


def role(actor: Actor | None, position: int) -> str | None:
    sectors = (actor.sectors or []) if actor else []
    return sectors[position] if position < len(sectors) else None


def fips(iso3: str | None) -> str | None:
    return _fips().get(iso3) if iso3 else None


@cache
def _fips() -> dict[str, str]:
    return {row["iso3"]: row["fips"] for row in rows("exchange/fips.tsv")}


def geo_type(place: Place | None) -> int | None:
    """GDELT's resolution: 1 country, 2 US state, 3 US city, 4 city, 5 first-level region."""
    if place is None or place.metonym or place.lat is None:
        return None
    american = place.country == "USA"
    if place.precision == "country":
        return 1
    if place.precision == "region":
        return 2 if american else 5
    return 3 if american else 4


def number(*parts: object) -> int:
    """A positive 63-bit number that stands for the parts, the same in every run."""
    text = "\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.sha256(text).digest()[:8], "big") >> 1
