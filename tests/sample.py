"""An invented record with every kind of item, and smaller ones made to measure."""

from onrecord.records import (
    Actor,
    Argument,
    Article,
    Block,
    Event,
    Figure,
    Furniture,
    Page,
    Place,
    Reading,
    Report,
    Statement,
    Time,
    Voice,
    digest,
)

HEADLINE = "Mayor denies selling the ferry"
BODY = (
    "Mayor Ilse Brandt denied on Monday that the town had sold its ferry. “Nobody told me, "
    "‘The ferry is gone’,” she said. About 40 fishermen marched in Ostrava. Prague may send "
    "police. It is a shabby affair."
)
FORM = "Leave a reply"


def full(path: str = "ferry.txt", **known: str | None) -> Reading:
    """One article of two blocks with items of all seven kinds, and a piece of furniture."""
    text = f"{HEADLINE}\n\n{BODY}"
    page = Page.of(f"{text}\n\n{FORM}", path=path, **known)
    article = _article(page, text, len(HEADLINE))
    return Reading(
        page=page,
        furniture=[Furniture(span=_at(page.text, FORM), kind="form")],
        reports=[_report(article)],
    )


def small(words: str = "Nothing was said.", path: str = "small.txt") -> Reading:
    """One article without any item."""
    page = Page.of(words, path=path)
    return Reading(page=page, furniture=[], reports=[bare(_article(page, words))])


def bare(article: Article, **items: object) -> Report:
    lists = ("statements", "events", "figures", "actors", "places", "times")
    empty: dict[str, object] = {name: [] for name in lists}
    return Report(article=article, **{**empty, "voice": None, "made_by": ["test"], **items})


def article_of(words: str) -> Article:
    return _article(Page.of(words), words)


def _article(page: Page, text: str, headline: int = 0) -> Article:
    blocks = [Block(span=(0, headline), part="headline", page_spans=[(0, headline)])]
    start = headline + 2 if headline else 0
    body = Block(span=(start, len(text)), part="body", page_spans=[(start, len(text))])
    return Article(
        id=digest(page.id, text),
        page=page.id,
        outlet=page.outlet,
        published=page.published,
        lang="en",
        text=text,
        blocks=[*blocks, body] if headline else [body],
    )


def _at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _report(article: Article) -> Report:
    def at(words: str) -> tuple[int, int]:
        return _at(article.text, words)

    denial = Statement(
        id="s1",
        content=[at("that the town had sold its ferry")],
        cue=[at("denied")],
        source=[at("Mayor Ilse Brandt")],
        kind="indirect",
        stance="denies",
        speaker="a1",
        score=0.91,
        why="verb deny",
    )
    quoted = Statement(
        id="s2",
        content=[at("“Nobody told me, ‘The ferry is gone’,”")],
        cue=[at("said")],
        source=[at("she")],
        kind="direct",
        stance="affirms",
        speaker="a1",
    )
    nested = Statement(
        id="s3",
        content=[at("‘The ferry is gone’")],
        cue=[at("told")],
        source=[at("Nobody")],
        kind="direct",
        parent="s2",
    )
    march = Event(
        id="e1",
        type="PROTEST",
        trigger=[at("marched")],
        actors=[Argument(span=at("About 40 fishermen"), actor="a2")],
        recipients=[],
        place="p1",
        time="t1",
        status="happened",
        cameo="141",
    )
    sale = Event(
        id="e2",
        type="COOPERATE",
        trigger=[at("sold")],
        actors=[Argument(span=at("the town"), actor=None)],
        recipients=[Argument(span=None, actor="a3")],
        status="denied",
        statement="s1",
        score=0.5,
        why="verb sell",
    )
    return Report(
        article=article,
        statements=[denial, quoted, nested],
        events=[march, sale],
        figures=[
            Figure(
                id="f1",
                span=at("40"),
                value=40.0,
                low=36.0,
                high=44.0,
                approx="about",
                unit="person",
                of="fishermen marching",
                event="e1",
            )
        ],
        actors=[
            Actor(
                id="a1",
                name="Ilse Brandt",
                mentions=[at("Mayor Ilse Brandt"), at("she")],
                kind="person",
                country="CZE",
                sectors=["GOV"],
            ),
            Actor(id="a2", name=None, mentions=[at("About 40 fishermen")], kind="group"),
            Actor(id="a3", name="Czechia", mentions=[at("Prague")], kind="state", country="CZE"),
        ],
        places=[
            Place(
                id="p1",
                span=at("Ostrava"),
                name="Ostrava",
                geonames_id=3068799,
                country="CZE",
                lat=49.83,
                lon=18.28,
                precision="city",
            ),
            Place(id="p2", span=at("Prague"), name="Prague", country="CZE", metonym=True),
        ],
        times=[Time(id="t1", span=at("on Monday"), value=None, anchor="unknown", type="DATE")],
        voice=[Voice(span=at("It is a shabby affair."), kind="opinion", why="shabby")],
        made_by=["onrecord test", "rules"],
    )
