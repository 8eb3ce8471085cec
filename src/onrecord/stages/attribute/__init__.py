"""Article + Parse -> Statements: whose word it is, by which cue, what is said, and how.

Candidates come from syntax or from a model; quotations complete them; merging, stance and nesting
make statements of them. The order of the stage is the order of `Attribute.__call__`.
"""

from collections.abc import Callable, Sequence

from onrecord.records import Article, Parse, Statement

from .candidate import Candidate
from .lexicon import version
from .merge import completed, merged
from .others import others
from .quotes import attribute_quotations
from .repair import repaired
from .rules import verbs
from .statements import statements
from .turns import seated, turns
from .view import View

__all__ = ["Attribute", "Candidate", "Tagger"]

Tagger = Callable[[Sequence[Article], Sequence[Parse]], list[list[Candidate]]]


class Attribute:
    """Finds the statements of an article. A `tagger` comes before the rules of syntax."""

    def __init__(self, tagger: Tagger | None = None) -> None:
        self.tagger = tagger
        found_by = getattr(tagger, "name", "model") if tagger is not None else "rules-1"
        self.name = f"attribute {found_by} {version()}"

    def __call__(self, article: Article, parse: Parse) -> list[Statement]:
        return self.batch([article], [parse])[0]

    def batch(self, articles: Sequence[Article], parses: Sequence[Parse]) -> list[list[Statement]]:
        """The statements of each article, in order."""
        views = [View(a, p) for a, p in zip(articles, parses, strict=True)]
        if self.tagger is None:
            return [_finish(v, attribute_quotations(v, _ruled(v))) for v in views]
        tagged = self.tagger(articles, parses)
        return [_finish(v, _tagged(v, found)) for v, found in zip(views, tagged, strict=True)]


def _ruled(view: View) -> list[Candidate]:
    return [*verbs(view), *others(view)]


def _tagged(view: View, found: list[Candidate]) -> list[Candidate]:
    """The model's candidates with their quotations whole, and what only the rules see in them."""
    ruled = _ruled(view)
    whole = attribute_quotations(view, repaired(view, found, ruled))
    return completed(whole, ruled)


def _finish(view: View, candidates: list[Candidate]) -> list[Statement]:
    return statements(view, merged(view, seated(view, candidates, turns(view))))
