"""The record of an article for a terminal."""

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.records import Actor, Event, Figure, Rejected, Report, Statement
from onrecord.render import words
from onrecord.render.terminal import printed

STANCES = {
    "affirms": "cyan",
    "denies": "red",
    "alleges": "yellow",
    "questions": "magenta",
    "demands": "bright_magenta",
    "threatens": "bright_red",
    "promises": "green",
    "predicts": "blue",
    "opinion": "bright_black",
}
STATUSES = {
    "denied": "red",
    "alleged": "yellow",
    "planned": "blue",
    "threatened": "bright_red",
    "hypothetical": "bright_black",
}
QUOTE = 220  # characters of a statement that are shown


def summary(report: Report, *, width: int = 100, colour: bool = False) -> str:
    """Title, statements, events, figures and places of one article."""
    parts = [
        _head(report),
        _statements(report),
        _events(report),
        _figures(report),
        _places(report),
    ]
    return printed([part for part in parts if part is not None], width, colour) + "\n"


def line(report: Report, *, width: int = 100) -> str:
    """One article on one line."""
    counts = ", ".join(_counted({"statement": len(report.statements), "event": len(report.events)}))
    room = max(width - len(counts) - 20, 20)
    title = words.clip(words.visible(words.title(report.article)), room)
    return f"{report.article.id}  {title}  {counts}\n"


def totals(counts: Sequence[int], rejected: Sequence[Rejected], where: str | None) -> str:
    """What a run came to, and which inputs gave nothing and why."""
    names = ("page", "article", "statement", "event", "figure")
    told = _counted(dict(zip(names, counts, strict=True)))
    out = [", ".join(told) + (f"; kept in {where}." if where and counts[0] else ".")]
    if rejected:
        out.append(f"{len(rejected):,} rejected:")
        out += [f"  {words.visible(r.path)}: {words.visible(r.reason)}" for r in rejected[:50]]
        if len(rejected) > 50:
            out.append(f"  and {len(rejected) - 50:,} more (--jsonl tells all)")
    return "\n".join(out) + "\n"


def _counted(counts: dict[str, int]) -> list[str]:
    return [f"{n:,} {name}{'' if n == 1 else 's'}" for name, n in counts.items()]


def _head(report: Report) -> RenderableType:
    article = report.article
    outlet = article.outlet or "no outlet named"
    told = [outlet, article.published or "undated", article.byline, article.id]
    return Text.assemble(
        (words.visible(words.title(article)), "bold"),
        "\n",
        (words.visible(" · ".join(part for part in told if part)), "dim"),
    )


def _table(*columns: tuple[str, int]) -> Table:
    """Columns as (name, share of the width); a share of 0 is as wide as its longest word."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True, border_style="dim")
    for name, share in columns:
        table.add_column(name, ratio=share or None, no_wrap=not share, overflow="fold")
    return table


def _statements(report: Report) -> RenderableType | None:
    if not report.statements:
        return Text("\nNobody is quoted.", style="dim")
    table = _table(("Who", 5), ("Stance", 0), ("Words", 14))
    for s in report.statements:
        style = STANCES.get(s.stance or "", "")
        table.add_row(_who(report, s), Text(words.stance(s), style), _quoted(report, s))
    return _section("Statements", table)


def _who(report: Report, s: Statement) -> Text:
    return Text(words.visible(words.speaker(report, s)), "bold")


def _quoted(report: Report, s: Statement) -> Text:
    inside = report.statement(s.parent)
    quoted = Text(words.visible(words.clip(report.quote(s.content), QUOTE)))
    if inside is not None:
        quoted.append(f"  (within {words.visible(words.speaker(report, inside))}’s words)", "dim")
    return quoted


def _events(report: Report) -> RenderableType | None:
    if not report.events:
        return None
    table = _table(("Who", 4), ("Did", 4), ("To whom", 4), ("Status", 0), ("On whose word", 4))
    for e in report.events:
        table.add_row(
            words.visible(words.parties(report, e.actors)) or "–",
            _did(report, e),
            words.visible(words.parties(report, e.recipients)) or "–",
            Text(e.status, STATUSES.get(e.status, "")),
            words.visible(words.word_of(report, e.statement)),
        )
    return _section("Events", table)


def _did(report: Report, e: Event) -> Text:
    did = Text(words.visible(words.words(report, e.trigger)), "bold")
    did.append(f"\n{e.type.lower()}", "not bold dim")
    where = [words.place_name(report, e), words.time_words(report, e)]
    if told := ", ".join(part for part in where if part):
        did.append(f"\n{words.visible(told)}", "not bold dim")
    return did


def _figures(report: Report) -> RenderableType | None:
    if not report.figures:
        return None
    table = _table(("Figure", 4), ("Unit", 3), ("Of what", 8), ("On whose word", 4))
    for f in report.figures:
        table.add_row(
            Text(words.visible(_figure(report, f)), "bold"),
            words.visible(f.unit or "–"),
            words.visible(f.of or "–"),
            words.visible(words.word_of(report, f.statement)),
        )
    return _section("Figures", table)


def _figure(report: Report, f: Figure) -> str:
    return words.amount(f) or words.words(report, f.span)


def _places(report: Report) -> RenderableType | None:
    """Places on one line, governments that go by a place's name apart."""
    places = _names(p.name for p in report.places if not p.metonym)
    states = _names(p.name for p in report.places if p.metonym)
    people = _names(_named(a) for a in report.actors)
    told = [("Places", places), ("Governments by place", states), ("Actors", people)]
    rows = [
        Text.assemble((f"{name}: ", "bold"), words.visible(", ".join(found)))
        for name, found in told
        if found
    ]
    return Text("\n").join([Text(), *rows]) if rows else None


def _named(actor: Actor) -> str | None:
    if actor.name is None:
        return None
    return f"{actor.name} ({actor.country})" if actor.country else actor.name


def _names(found: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(name for name in found if name))


def _section(name: str, table: Table) -> RenderableType:
    table.title = f"\n{name}"
    table.title_justify = "left"
    table.title_style = "bold"
    return table
