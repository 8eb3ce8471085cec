"""Full-text search: plain words and "phrases" as a query, and what a hit is."""

from onrecord.records import Record

FIND = """
SELECT article, statement, excerpt FROM (
  SELECT s.article, s.id AS statement, rank, 0 AS level,
    snippet(statements_search, 0, '[', ']', '…', 24) AS excerpt
  FROM statements_search JOIN statements s ON s.n = statements_search.rowid
  WHERE statements_search MATCH :query
  UNION ALL
  SELECT a.id, NULL, rank, 1, snippet(articles_search, 1, '[', ']', '…', 24)
  FROM articles_search JOIN articles a ON a.n = articles_search.rowid
  WHERE articles_search MATCH :query
) ORDER BY level, rank LIMIT :limit
"""


class Found(Record, frozen=True, kw_only=True):
    """A hit of a search: a statement's words, or (without a statement) the article's text.

    `excerpt` marks the words that were found with `[` and `]`.
    """

    article: str
    statement: str | None
    excerpt: str


def match_words(text: str) -> str:
    """Words and "phrases" as full-text terms: no character of a query is taken for syntax."""
    phrases = text.replace("\0", " ").split('"')  # a NUL would end the query for SQLite
    terms = [
        term
        for i, part in enumerate(phrases)
        for term in ([part.strip()] if i % 2 else part.split())
        if any(ch.isalnum() for ch in term)
    ]
    return " ".join(f'"{term}"' for term in terms)
