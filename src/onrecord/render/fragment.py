"""A report inside a notebook: inline styles only, colours that suit a light and a dark page."""

from onrecord.records import Report
from onrecord.render import words
from onrecord.render.html import Html, el
from onrecord.render.marks import marks, segments
from onrecord.render.why import why

ROWS = 30  # rows of a table that are shown
TEXT = 20_000  # characters of the text that are shown

_TINTS = {
    "affirms": "84,130,180",
    "denies": "200,60,70",
    "alleges": "205,140,30",
    "questions": "150,95,180",
    "demands": "190,70,130",
    "threatens": "175,60,30",
    "promises": "50,140,90",
    "predicts": "30,140,150",
    "opinion": "130,128,110",
}
_CELL = "text-align:left;vertical-align:top;padding:.3em .9em .3em 0;border:0"


def fragment(report: Report) -> str:
    """Title, statements, events and figures, and the marked text folded away."""
    article = report.article
    told = [article.outlet or "no outlet named", article.published or "undated", article.id]
    return el(
        "div",
        el("div", words.title(article), style="font-weight:600;font-size:1.15em"),
        el("div", " · ".join(told), style="opacity:.65;margin-bottom:.6em"),
        _statements(report),
        _events(report),
        _figures(report),
        _text(report),
        style="max-width:62em;line-height:1.45;font-family:system-ui,sans-serif",
    )


def _statements(report: Report) -> Html | None:
    rows = [
        [
            el("b", words.speaker(report, s), title=why(report, s)),
            el("span", words.stance(s), style=_tint(words.stance(s))),
            words.clip(report.quote(s.content), 200),
        ]
        for s in report.statements[:ROWS]
    ]
    return _table(["who", "stance", "words"], rows, len(report.statements))


def _events(report: Report) -> Html | None:
    rows = [
        [
            words.parties(report, e.actors) or "–",
            el("b", words.words(report, e.trigger), title=why(report, e)),
            words.parties(report, e.recipients) or "–",
            e.type.lower(),
            e.status,
            words.word_of(report, e.statement),
        ]
        for e in report.events[:ROWS]
    ]
    names = ["who", "did", "to whom", "type", "status", "on whose word"]
    return _table(names, rows, len(report.events))


def _figures(report: Report) -> Html | None:
    rows = [
        [
            el("b", words.amount(f) or words.words(report, f.span), title=why(report, f)),
            f.unit or "–",
            f.of or "–",
            words.word_of(report, f.statement),
        ]
        for f in report.figures[:ROWS]
    ]
    return _table(["figure", "unit", "of what", "on whose word"], rows, len(report.figures))


def _table(names: list[str], rows: list[list[str]], total: int) -> Html | None:
    if not rows:
        return None
    head = [el("th", name, style=f"{_CELL};opacity:.65;font-weight:400") for name in names]
    lines = [el("tr", *(el("td", cell, style=_CELL) for cell in row)) for row in rows]
    if total > len(rows):
        more = el("td", f"and {total - len(rows)} more", colspan=len(names), style=_CELL)
        lines.append(el("tr", more))
    style = "border-collapse:collapse;margin:0 0 1em;width:auto"
    return el("table", el("tr", *head), *lines, style=style)


def _text(report: Report) -> Html:
    """The text with statements tinted and triggers in bold."""
    text = report.article.text
    span = (0, min(len(text), TEXT))
    shown = [m for m in marks(report) if m.role in ("content", "trigger")]
    parts: list[str] = []
    for (start, end), covering in segments(shown, span):
        tones = [m.tone for m in covering if m.role == "content"]
        bold = ";font-weight:600" if any(m.role == "trigger" for m in covering) else ""
        style = (_tint(tones[-1]) if tones else "") + bold
        words_here = text[start:end]
        parts.append(el("span", words_here, style=style.lstrip(";")) if style else words_here)
    if len(text) > TEXT:
        parts.append("…")
    style = "white-space:pre-line;max-width:40em;font-family:Georgia,serif;margin-top:.6em"
    summary = el("summary", "the text", style="cursor:pointer")
    return el("details", summary, el("div", *parts, style=style))


def _tint(stance: str) -> str:
    return f"background:rgba({_TINTS.get(stance, _TINTS['affirms'])},.2);border-radius:3px"
