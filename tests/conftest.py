import pytest

from onrecord.records import Article, Parse
from onrecord.stages.parse import Parser
from onrecord.stages.split.article import article_of


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def parsed(parser: Parser):
    """Text -> (Article, Parse), each text parsed once a session."""
    seen: dict[str, tuple[Article, Parse]] = {}

    def parse(text: str, **known: str) -> tuple[Article, Parse]:
        key = text + repr(known)
        if key not in seen:
            article = article_of(text, **known)
            seen[key] = (article, parser(article))
        return seen[key]

    return parse
