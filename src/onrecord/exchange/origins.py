"""Which articles go back to one text, where the store's stories know it."""

from collections.abc import Callable

from onrecord.store import Store


def origin_of(store: Store) -> Callable[[str], str | None]:
    """Article id -> name of its origin; None where no story has placed the article.

    Stories are worked out by a command of their own: without them nothing is guessed.
    """
    tables = store.select("SELECT 1 FROM sqlite_master WHERE name = 'story_articles'")
    if next(tables, None) is None:
        return lambda article: None

    def origin(article: str) -> str | None:
        query = "SELECT story, origin FROM story_articles WHERE article = ?"
        found = next(store.select(query, article), None)
        if found is None or found["origin"] is None:
            return None
        return f"{found['story']}/{found['origin']}"

    return origin
