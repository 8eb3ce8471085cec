"""Article, Parse and what was found in them -> Figures: every number that measures something.

A number is a figure when a unit stands beside it or it counts a noun or people; ages, dates,
names with numbers in them, scores and pronouns ("the two refused") are not.
"""

from onrecord.records import Article, Event, Figure, Parse, Statement, Time
from onrecord.resources.numbers import words
from onrecord.stages.extract import figures_words as around
from onrecord.stages.extract.figures_read import Reader

_MOST = 40  # dependents looked at: odd trees stay cheap


class Figures:
    """Finds the figures of an article."""

    def __init__(self) -> None:
        words()
        around.units()

    def __call__(
        self,
        article: Article,
        parse: Parse,
        statements: list[Statement],
        events: list[Event],
        times: list[Time],
    ) -> list[Figure]:
        reader = Reader(article.text, parse, times)
        contents = sorted(
            (start, end, sum(e - s for s, e in st.content), st.id)
            for st in statements
            for start, end in st.content
        )
        clauses = _Clauses(parse, events)
        return [
            Figure(
                id=f"f{n}",
                span=q.span,
                value=q.value,
                low=q.low,
                high=q.high,
                approx=q.approx,
                unit=q.unit,
                of=q.counts,
                statement=around.innermost(contents, q.span[0]),
                event=clauses.event_of(q.root),
                why=q.why,
            )
            for n, q in enumerate(reader.read(), 1)
        ]


class _Clauses:
    """Which event's trigger governs a token or shares its clause."""

    def __init__(self, parse: Parse, events: list[Event]) -> None:
        self.parse = parse
        self.triggers: dict[int, str] = {}
        for event in events:
            for span in event.trigger:
                for i in parse.tokens(span):
                    self.triggers.setdefault(i, event.id)

    def event_of(self, root: int | None) -> str | None:
        """The nearest trigger above the figure, else the one that the counted noun carries."""
        if root is None or not self.triggers:
            return None
        for i in self.parse.children[root][:_MOST]:
            if i in self.triggers and self.parse.dep[i] in ("acl", "relcl", "amod"):
                return self.triggers[i]
        for steps, i in enumerate((root, *self.parse.ancestors(root))):
            if i in self.triggers:
                return self.triggers[i]
            for c in self.parse.children[i][:_MOST]:
                if c in self.triggers and self.parse.dep[c] in ("conj", "xcomp", "advcl", "dobj"):
                    return self.triggers[c]
            if steps == 8:
                break
        return None
