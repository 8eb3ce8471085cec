"""A story for a terminal: origins and why, rival figures, disputes side by side, who is heard."""

from collections.abc import Mapping

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.records import Article
from onrecord.render import words
from onrecord.render.terminal import printed
from onrecord.render.words import OUTLET, UNNAMED
from onrecord.story_records import Dispute, Profile, Quantity, Side, Story, Tie

QUOTE = 160  # characters of a side or a passage that are shown
HEARD = 8  # speakers that are named
CHANGES = {
    "rises": "rises with time",
    "falls": "falls with time",
    "rival": "rival figures",
    "same": "several givers, one figure",
}
TIES = {
    "copy": "takes over {share} of its words from",
    "third": "shares {share} of its words, of a third text, with",
    "statement": "consists for {share} of the same statement as",
    "credit": "has all it reports from",
}
Articles = Mapping[str, Article]


def story(of: Story, articles: Articles, *, width: int = 100, colour: bool = False) -> str:
    """The whole view; `articles` are those of the story by id."""
    parts = [
        _head(of),
        _origins(of, articles),
        *[_figure(q) for q in of.figures],
        *[_dispute(d) for d in of.disputes],
        _events(of),
        _profile(of.profile),
    ]
    return printed([part for part in parts if part is not None], width, colour) + "\n"


def story_line(of: Story, *, width: int = 100) -> str:
    """One story on one line."""
    counts = f"{len(of.articles)} articles, {of.independent} independent"
    if of.disputes:
        counts += f", {len(of.disputes)} in dispute"
    room = max(width - len(counts) - 20, 20)
    return f"{of.id}  {words.clip(words.visible(of.title or ''), room)}  {counts}\n"


def _head(of: Story) -> RenderableType:
    days = " to ".join(dict.fromkeys(d for d in (of.first, of.last) if d)) or "undated"
    told = [days, _count(len(of.articles), "article"), _count(len(of.outlets), "outlet"),
            _count(of.independent, "independent origin"), of.id]  # fmt: skip
    return Text.assemble((words.visible(of.title or ""), "bold"), "\n", (" · ".join(told), "dim"))


def _count(n: int, name: str) -> str:
    return f"{n:,} {name}{'' if n == 1 else 's'}"


def _origins(of: Story, articles: Articles) -> RenderableType:
    """Each group with its articles, and under each article the tie that puts it there."""
    out = Text("\nOrigins", style="bold")
    names = of.origin_names or [None] * len(of.origins)
    for number, (group, name) in enumerate(zip(of.origins, names, strict=True), start=1):
        out.append(f"\n{number}  {words.visible(name or 'no outlet named')}", "not bold cyan")
        for key in group:
            out.append(f"\n   {_label(articles[key])}", "not bold")
            ties = [t for t in of.origins_why or [] if t.one == key]
            if ties:
                best = max(ties, key=lambda t: t.share or 0)
                out.append(f"\n     {_tie(best, articles)}", "not bold dim")
    return out


def _label(article: Article) -> str:
    told = [article.outlet or UNNAMED, article.published, words.title(article)]
    return words.visible(" · ".join(part for part in told if part))


def _tie(tie: Tie, articles: Articles) -> str:
    share = f"{tie.share:.0%}" if tie.share is not None else ""
    other = articles[tie.other]
    told = TIES[tie.kind].format(share=share) + f" {other.outlet or tie.other}"
    if tie.kind == "credit":
        return words.visible(f"{told}, which it names")
    if tie.passages:
        longest = max(tie.passages, key=lambda p: p.one[1] - p.one[0])
        shown = words.clip(articles[tie.one].text[slice(*longest.one)], QUOTE)
        told += f", such as “{shown}”"
    return words.visible(told)


def _figure(quantity: Quantity) -> RenderableType:
    table = _table(("Figure", 3), ("Giver", 5), ("Outlet", 4), ("Published", 3))
    for e in quantity.entries:
        table.add_row(
            Text(words.visible(_amount(e.value, e.low, e.high, e.words)), "bold"),
            words.visible(e.giver or OUTLET),
            words.visible(e.outlet or "–"),
            words.visible(e.at or "–"),
        )
    table.title = f"\nHow many: {words.visible(quantity.about)}"
    if quantity.change:
        table.title += f" ({CHANGES[quantity.change]})"
    return table


def _amount(value: float | None, low: float | None, high: float | None, told: str | None) -> str:
    if value is None and low is None and high is None:
        return told or "–"
    if value is None:
        return f"{_number(low)} to {_number(high)}"
    if high is None and low is not None:
        return f"at least {_number(value)}"
    return _number(value)


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:,.10g}"


def _table(*columns: tuple[str, int]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True, border_style="dim")
    for name, share in columns:
        table.add_column(name, ratio=share, overflow="fold")
    table.title_justify = "left"
    table.title_style = "bold"
    return table


def _dispute(dispute: Dispute) -> RenderableType:
    """A column for each side."""
    sides: dict[int, list[Side]] = {}
    for s in dispute.sides:
        sides.setdefault(s.side or 0, []).append(s)
    table = _table(*[(", ".join(sorted({s.stance for s in side})), 1) for side in sides.values()])
    table.title = f"\nIn dispute: {words.visible(words.clip(dispute.about, QUOTE))}"
    table.add_row(*[Padding(_side(side), (0, 1, 0, 0)) for side in sides.values()])
    return table


def _side(side: list[Side]) -> Text:
    """Each speaker's words once, with the outlets that print them."""
    out = Text()
    printed: dict[tuple[str, str], list[str]] = {}
    for s in side:
        key = (s.speaker or OUTLET, words.clip(s.words or "", QUOTE))
        printed.setdefault(key, []).append(s.outlet or UNNAMED)
    for (speaker, said), outlets in printed.items():
        if out:
            out.append("\n")
        out.append(words.visible(speaker), "bold")
        out.append(f" “{words.visible(said)}”")
        out.append(f" ({words.visible(', '.join(dict.fromkeys(outlets)))})", "dim")
    return out


def _events(of: Story) -> RenderableType | None:
    """Events that several articles tell, those told most first."""
    told = []
    for event in of.events:
        by = {m.article for m in event.mentions}
        if len(by) > 1:
            told.append((len(by), event))
    if not told:
        return None
    out = Text("\nEvents told by several articles", style="bold")
    for n, event in sorted(told, key=lambda pair: -pair[0])[:HEARD]:
        out.append(f"\n{words.visible(words.clip(event.what or '', QUOTE))}", "not bold")
        statuses = ", ".join(dict.fromkeys(event.statuses or []))
        out.append(f"  {event.type.lower()}, {n} articles, {statuses}", "not bold dim")
    return out


def _profile(of: Profile | None) -> RenderableType | None:
    if of is None:
        return None
    heard = [
        f"{words.visible(q.name)} ({_count(q.statements, 'statement')}, {_count(q.words, 'word')})"
        for q in of.quoted
        if q.name
    ]
    rows = [("Quoted", ", ".join(heard[:HEARD]) or "nobody by name")]
    if of.unheard:
        rows.append(("Accused, not heard", words.visible(", ".join(u.name for u in of.unheard))))
    shares = [
        (of.quoted_share, "of the words are quoted or reported"),
        (of.unnamed, "of the statements have a speaker without a name"),
        (of.opinion, "of the rest is the outlets’ own opinion"),
    ]
    known = [f"{share:.0%} {told}" for share, told in shares if share is not None]
    rows.append(("Shares", "; ".join(known) or "nothing to count"))
    lines = [Text.assemble((f"{name}: ", "bold"), told) for name, told in rows]
    return Text("\n").join([Text(), *lines])
