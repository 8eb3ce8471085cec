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
# words before the end of the tag; possessive, so that nothing is tried twice
_CROWDED = re.compile(rf"<[a-zA-Z](?:[^\s<>]*+\s++){{{ATTRIBUTES}}}")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Text encodings of Python's that no page is written in: they decode escapes, or take their time.
_NOT_OF_PAGES = frozenset(
    ["idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"]
)


def check_markup(html: str) -> None:
    """Raise `UsageError` for markup whose size is all it has."""
    if len(html) > ELEMENTS and sum(1 for _ in _TAG.finditer(html)) > ELEMENTS:
        raise UsageError(f"markup of more than {ELEMENTS:,} elements")
    if _CROWDED.search(html):
        raise UsageError(f"an element with more than {ATTRIBUTES:,} attributes")


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
