"""What a hostile page can do to a reader, refused before a library works on it.

The libraries that clean HTML and look for its date take time by the element, and by the square of
an element's attributes. The bounds lie far above any page of news.
"""

import codecs
import re

from onrecord.errors import UsageError

ELEMENTS = 200_000  # a long live blog has about 20,000
ATTRIBUTES = 1_000  # of one element

_TAG = re.compile(r"<[a-zA-Z]")
# Names with and without values before the end of a tag; possessive: nothing is tried twice.
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s<>"']*+)"""
_ATTRIBUTE = rf"""\s++(?:[^\s<>"'=]++(?:\s*+=\s*+{_VALUE})?+|["'=]++)"""
_CROWDED = re.compile(rf"<[a-zA-Z][^\s<>]*+(?:{_ATTRIBUTE}){{{ATTRIBUTES}}}")
_SILENT = re.compile(r"<(script|style)\b", re.I)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Text encodings of Python's that no page is written in: they decode escapes, or take their time.
_NOT_OF_PAGES = frozenset(
    ["idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"]
)


def check_markup(html: str) -> None:
    """Raise `UsageError` for markup whose size is all it has."""
    if len(html) > ELEMENTS and sum(1 for _ in _TAG.finditer(html)) > ELEMENTS:
        raise UsageError(f"markup of more than {ELEMENTS:,} elements")
    if _CROWDED.search(without_scripts(html)):
        raise UsageError(f"an element with more than {ATTRIBUTES:,} attributes")


def without_scripts(html: str) -> str:
    """The markup without what stands in scripts, where `<b` compares and words are no attributes.

    Every character is looked at once: an element that nothing ends swallows the rest, as it does
    in a browser.
    """
    low, out, at = html.lower(), [], 0
    ends = {name: low.find(f"</{name}") for name in ("script", "style")}
    for found in _SILENT.finditer(html):
        if found.start() < at:
            continue
        name = found[1].lower()
        begin = html.find(">", found.start()) + 1 or len(html)
        if 0 <= ends[name] < begin:
            ends[name] = low.find(f"</{name}", begin)
        out.append(html[at:begin])
        at = ends[name] if ends[name] >= 0 else len(html)
    out.append(html[at:])
    return "".join(out)


def by_name(data: bytes, name: str) -> str | None:
    """The bytes in an encoding that the page names; None when they cannot be in it."""
    try:
        codec = codecs.lookup(name)
        if codec.name.replace("_", "-") in _NOT_OF_PAGES:
            return None
        return whole(data.decode(codec.name))
    except (LookupError, ValueError):
        return None


def whole(text: str) -> str:
    """The text with halves of surrogate pairs, which no file can hold, as U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)
