"""Page -> Split: cut a page into articles, apart from its furniture."""

from onrecord.stages.split.article import article_of
from onrecord.stages.split.page import refusal, split

__all__ = ["article_of", "refusal", "split"]
