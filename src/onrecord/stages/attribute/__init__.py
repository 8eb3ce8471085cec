"""Article + Parse -> Statements: whose word it is, by which cue, what is said, and how.

Candidates come from syntax or from a model; quotations complete them; merging, stance and nesting
make statements of them. The order of the stage is the order of `Attribute.__call__`.
"""

from collections.abc import Callable, Collection, Sequence

from onrecord.records import Article, Parse, Statement

from .adjacent import RULES
from .candidate import Candidate
from .lexicon import version
from .merge import completed, merged
from .others import others
from .quotes import attribute_quotations, told_apart
from .repair import repaired
from .rules import verbs
from .seams import seamed
from .statements import statements
from .turns import seated, turns
from .view import View

__all__ = ["Attribute", "Candidate", "Tagger"]

Tagger = Callable[[Sequence[Article], Sequence[Parse]], list[list[Candidate]]]


class Attribute:
    """Finds the statements of an article. A `tagger` comes before the rules of syntax.

    `without` leaves parts out, to measure what each buys: `rules` (what the model lacks), `repair`,
    `quotes`, `neighbours` (speakers by position), `turns`.
    """

    def __init__(self, tagger: Tagger | None = None, without: Collection[str] = ()) -> None:
        self.tagger, self.without = tagger, frozenset(without)
        found_by = getattr(tagger, "name", "model") if tagger is not None else "rules-1"
        self.name = f"attribute {found_by} {version()}"

    def __call__(self, article: Article, parse: Parse) -> list[Statement]:
        return self.batch([article], [parse])[0]

    def batch(self, articles: Sequence[Article], parses: Sequence[Parse]) -> list[list[Statement]]:
        """The statements of each article, in order."""
        views = [View(a, p) for a, p in zip(articles, parses, strict=True)]
        if self.tagger is None:
            return [self._finish(v, self._quoted(v, _ruled(v))) for v in views]
        tagged = self.tagger(articles, parses)
        return [self._finish(v, self._tagged(v, t)) for v, t in zip(views, tagged, strict=True)]

    def _tagged(self, view: View, found: list[Candidate]) -> list[Candidate]:
        """The model's candidates, their quotations whole, and what only the rules see."""
        ruled = _ruled(view)
        if "repair" not in self.without:
            found = repaired(view, found, ruled)
        whole = self._quoted(view, found)
        return whole if "rules" in self.without else completed(view, whole, ruled)

    def _quoted(self, view: View, found: list[Candidate]) -> list[Candidate]:
        if "quotes" in self.without:
            return found
        return attribute_quotations(view, found, () if "neighbours" in self.without else RULES)

    def _finish(self, view: View, candidates: list[Candidate]) -> list[Statement]:
        spoken = [] if "turns" in self.without else turns(view)
        whole = merged(view, seated(view, candidates, spoken))
        parts = (seamed(view, part) for c in whole for part in told_apart(view, c))
        return statements(view, [part for part in parts if part is not None])


def _ruled(view: View) -> list[Candidate]:
    return [*verbs(view), *others(view)]
