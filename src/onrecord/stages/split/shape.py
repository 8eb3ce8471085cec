"""What a single line is by its shape: byline, dateline, picture credit, caption."""

import re

from onrecord.resources import rows
from onrecord.stages.split.dates import has_date

_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?:\s+(?:(?:de|van|von|der|al|bin|la|el)\s+)?[A-ZÀ-Þ][\w'’.-]*){0,4}"
_BYLINE = re.compile(
    rf"^(?:[Bb]y|BY|[Ww]ritten by|[Ss]tory by|[Rr]eported by|[Ff]rom)[\s:]+{_NAME}"
    rf"(?:(?:,|\s+and|\s+AND|\s*&|\s+in|\s*\||\s*/)\s+{_NAME})*(?:,\s.{{0,60}})?\W*$"
)
_PLACE = r"(?:[A-Z][A-Z.'’-]{2,}[A-Z .,'’-]*|[A-Z][\w.'’-]+(?:[ ,]+[A-Z][\w.'’-]+){0,3})"
_IN_BRACKETS = r"\([\w /.,-]{2,30}\)"
_DASH = r"\s*(?:[—–]|--?)\s"
_DATELINE = re.compile(
    rf"^{_PLACE}(?:,\s*[\w.,/ ]{{2,30}})?(?:\s*{_IN_BRACKETS})?{_DASH}|^{_IN_BRACKETS}{_DASH}"
)
_AGENCY = "|".join(
    sorted((re.escape(row["name"]) for row in rows("lexicons/furniture_agencies.tsv")), key=len)[
        ::-1
    ]
)
_PICTURE = r"(?:photo(?:graph)?|image|picture|illustration|video|graphic)s?"
_BY = r"(?:\s?by\b|\s?credits?\b|\s?courtesy\b|\s?from\b|:)"
_CREDIT = re.compile(
    rf"^\W*(?:(?:(?:file |stock )?{_PICTURE}{_BY}|credits?\b\s*:?|image source|source:|courtesy\b)"
    rf".{{0,80}}|.{{0,60}}(?:/|via\s)\s?(?:{_AGENCY})\b.{{0,30}})\W*$",
    re.I,
)
_CREDIT_END = re.compile(
    rf"[(\[](?:(?:file |handout )?{_PICTURE}{_BY}[^()\[\]]{{0,80}}"
    r"|[^()\[\]]{0,60}(?:\bvia\b|/)[^()\[\]]{0,60}"
    rf"|(?:{_AGENCY})\b[^()\[\]]{{0,40}}|file(?: photo| image)?)[)\]]\W*$"
    rf"|\b(?:{_PICTURE}|(?i:photo )?credits?)\s*(?::|by)\s*(?-i:[A-Z@©])[^.]{{0,60}}\.?$"
    rf"|(?-i:{_AGENCY})\s*(?:Photo|/)[\w /.-]{{0,40}}$",
    re.I,
)
_CAPTION_START = re.compile(
    r"^(?:photo|image|picture|caption|file photo|file|above|pictured"
    r"|in this (?:file |undated )?(?:photo|image|picture|handout))\s*[:,]"
    r"|^file (?:photo|picture|image)\b|^in this .{0,60}\b(?:photo|picture|image)\b",
    re.I,
)
_SIDE = re.compile(
    r"\((?:[RLC]|left|right|cent(?:er|re)|top|bottom|above|front|back"
    r"|(?:\w+ )?from (?:left|right))\)|\b(?:is|are) (?:seen|pictured|shown)\b",
    re.I,
)
_ARCHIVE = re.compile(r"\((?:file|archive)\)", re.I)


def is_byline(line: str) -> bool:
    return len(line) <= 140 and bool(_BYLINE.match(line))


def is_credit(line: str) -> bool:
    """True when the line only says whose picture it is."""
    return len(line) <= 120 and bool(_CREDIT.match(line))


def is_caption(line: str) -> bool:
    """True for a line that describes a picture: a credit at its end, or `(left)`, `File photo:`."""
    if not 20 <= len(line) <= 900:
        return False
    if _CREDIT_END.search(line[-160:]) or _CAPTION_START.match(line):
        return True
    if len(line) > 300 or line.count(". ") > 1 or not _SIDE.search(line):
        return False
    return has_date(line) or bool(_ARCHIVE.search(line))


def opens_report(line: str) -> bool:
    """True when the line begins with a dateline such as `NAIROBI, May 4 (Agency) -- `."""
    return bool(_DATELINE.match(line[:120]))
