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
        ruled = [[*verbs(view), *others(view)] for view in views]
        if self.tagger is None:
            return [_finish(v, c) for v, c in zip(views, ruled, strict=True)]
        tagged = self.tagger(articles, parses)
        mended = [repaired(v, m, r) for v, m, r in zip(views, tagged, ruled, strict=True)]
        both = [completed(m, r) for m, r in zip(mended, ruled, strict=True)]
        return [_finish(v, c) for v, c in zip(views, both, strict=True)]


def _finish(view: View, candidates: list[Candidate]) -> list[Statement]:
    whole = attribute_quotations(view, candidates)
    return statements(view, merged(view, seated(whole, turns(view))))
