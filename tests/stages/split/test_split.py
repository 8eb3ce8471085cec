"""Whole pages: articles apart, furniture apart, blocks typed, every span exact."""

import itertools
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Page, Split, digest
from onrecord.stages.read import page_from_path
from onrecord.stages.split import refusal, split

SEED = Path(os.environ.get("ONRECORD_SEED", Path(__file__).parents[3].parent / "shared" / "seed"))
CAPTION = (
    "Norland’s Prime Minister Ada Stone (L) meets the Suthian President Jo Field in the capital "
    "Merrin on March 6, 2018. (Photo by NNA)"
)
FIRST = [
    "Coast guard of Lindmouth rescues “largest crew in 20 years”",
    "The captain had said a month ago that the harbour was safe in any weather.",
    "With the help of two fishing boats the coast guard of Lindmouth has brought the crew of the "
    "freighter Halcyon ashore after three nights on the open sea.",
    "The harbour office confirmed on Monday that all 41 sailors of the Halcyon were alive, and "
    "that the freighter sank off Lindmouth before dawn.",
    "Ship owners have asked for a second lighthouse since the wreck of 1998, and the harbour "
    "office has refused it three times.",
    "“We told them what would come,” the owner of the Halcyon said in a letter to the harbour "
    "office, which the coast guard made public.",
]
SECOND = [
    "Prime Minister Ada Stone spoke of the tariffs on Suthian grain in talks with President Jo "
    "Field, whose country has seen months of strikes.",
    "Field told Stone that Suthian farmers “have borne these tariffs for two years” and asked "
    "Norland to lift them before the harvest.",
    "Norland buys a third of its grain from Suthia. Trade between the two countries has doubled "
    "since the treaty of Merrin.",
]
THIRD = [
    "In their talks, Stone praised Suthia for keeping the price of grain stable and proposed that "
    "both countries build a common store.",
    "Field is to leave Merrin on Wednesday after a speech to parliament about the treaty.",
]
FORM = [
    "Leave a Reply",
    "Fill in your details below or click an icon to log in: Logo",
    "You are commenting using your account. Log\u00a0Out\u00a0/\u00a0 Change\u00a0)",
    "Twitter picture",
    "You are commenting using your Twitter account. Log\u00a0Out\u00a0/\u00a0 Change\u00a0)",
    "Facebook photo",
    "Connecting to %s",
]


def page_of(*pieces: str) -> Page:
    return Page.of("\n\n".join(pieces))


@pytest.fixture(scope="module")
def page() -> Page:
    dated = f"Tue Mar 6, 2018 4:05PM\n{CAPTION}\n{CAPTION}"
    return page_of(*FIRST, dated, *SECOND, "Grain prices", *THIRD, "\n" + FORM[0], *FORM[1:])


@pytest.fixture(scope="module")
def cut(page: Page) -> Split:
    return split(page)


def check(page: Page, cut: Split) -> None:
    """Every promise of the record about spans."""
    taken: list[tuple[int, int]] = [piece.span for piece in cut.furniture]
    for article in cut.articles:
        for block in article.blocks:
            words = article.text[slice(*block.span)]
            assert words
            assert all(page.text[slice(*span)] == words for span in block.page_spans)
            taken += block.page_spans
        joined = "\n\n".join(article.text[slice(*block.span)] for block in article.blocks)
        assert joined == article.text
        assert article.id == digest(page.id, article.text)
    taken.sort()
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(taken))
    assert all(0 <= start < end <= len(page.text) for start, end in taken)


def test_two_articles_and_a_reply_form(page: Page, cut: Split) -> None:
    check(page, cut)
    first, second = cut.articles
    assert first.text == "\n\n".join(FIRST)
    assert second.text.startswith("Tue Mar 6, 2018 4:05PM")
    assert second.text.endswith(THIRD[-1])
    (form,) = cut.furniture
    assert form.kind == "reply_form"
    assert page.text[slice(*form.span)].startswith(FORM[0])
    assert page.text[slice(*form.span)].endswith(FORM[-1])


def test_the_articles_know_their_own_facts(cut: Split) -> None:
    first, second = cut.articles
    assert (first.title, first.published, first.outlet) == (FIRST[0], None, None)
    assert first.blocks[0].part == "headline"
    assert (second.title, second.published) == (None, "2018-03-06T16:05")
    assert (second.outlet, second.byline) == (None, None)


def test_blocks_are_typed_and_the_repeated_caption_is_one(cut: Split) -> None:
    second = cut.articles[1]
    parts = [block.part for block in second.blocks]
    assert parts == ["dateline", "caption", *["body"] * 3, "subheading", *["body"] * 2]
    assert len(second.blocks[1].page_spans) == 2


def test_the_caller_dates_what_the_page_does_not(page: Page) -> None:
    told = Page.of(page.text, published="2018-03-09", outlet="Post")
    first, second = split(told).articles
    assert (first.published, second.published) == ("2018-03-09", "2018-03-06T16:05")
    assert first.outlet == second.outlet == "Post"


@pytest.mark.parametrize(
    "text",
    [
        "Two people were killed.",
        "Share prices fell on Monday.",
        FIRST[2],
        "\n\n".join(FIRST[2:]),
        "Home\n\n" + FIRST[2],
    ],
)
def test_a_plain_article_is_one_article(text: str) -> None:
    cut = split(Page.of(text))
    assert len(cut.articles) == 1
    assert FIRST[2] not in text or FIRST[2] in cut.articles[0].text


def test_menus_around_an_article_are_furniture() -> None:
    menu = ["Home", "News", "Sport", "Weather", "Log in", "Subscribe", "Search"]
    foot = ["Share on Facebook", "Related stories", "Harbour fees to rise", "Privacy policy",
            "Terms of use", "© 2018 Lindmouth Post. All rights reserved."]  # fmt: skip
    page = page_of(*menu, *FIRST, *foot)
    cut = split(page)
    check(page, cut)
    (article,) = cut.articles
    assert article.text == "\n\n".join(FIRST)
    kinds = {piece.kind for piece in cut.furniture}
    assert {"navigation", "legal"} <= kinds


def test_a_page_without_an_article() -> None:
    page = page_of("Home", "News", "Log in", "Subscribe", "Privacy policy", "Terms of use")
    assert split(page).articles == []
    assert refusal(page).reason == "no article found"


def test_cleaned_html_is_one_article_with_its_title() -> None:
    text = "\n".join([*FIRST, "Weather at sea", *SECOND])
    page = Page(id=digest(text), path="-", text=text, html="<html>", title=FIRST[0])
    cut = split(page)
    check(page, cut)
    assert len(cut.articles) == 1
    assert cut.furniture == []
    assert cut.articles[0].blocks[0].part == "headline"
    assert cut.articles[0].blocks[6].part == "subheading"


def test_long_odd_texts_take_linear_time() -> None:
    for text in ("x" * 1_000_000, "a b " * 50_000, "Home\n" * 3_000, "A. " * 50_000):
        check(page := Page.of(text), split(page))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([*FIRST, *SECOND, *FORM, CAPTION, "", "Home", "By Ada Stone"]),
            st.text(max_size=30),
        ),
        max_size=25,
    )
)
def test_any_page_gives_exact_spans(pieces: list[str]) -> None:
    page = Page.of("\n".join(pieces))
    check(page, split(page))


@pytest.mark.skipif(not SEED.exists(), reason="the founding page is not here")
def test_the_founding_page() -> None:
    file = SEED if SEED.is_file() else min(SEED.glob("*.txt"))
    page = page_from_path(file)
    cut = split(page)
    check(page, cut)
    first, second = cut.articles
    assert first.blocks[0].part == "headline"
    assert (first.published, second.published, second.title) == (None, "2017-09-10T09:16", None)
    assert [b.part for b in second.blocks].count("subheading") == 2
    assert len(second.blocks[1].page_spans) == 2
    assert [piece.kind for piece in cut.furniture] == ["reply_form"]


STAMPED = [
    "Ministers near a deal on herring",
    "The two ministers met on Monday to end a quarrel over herring that has gone on all summer, "
    "with ships held in port and fishermen out of work on both sides of the strait.",
    "They will meet again in a month, their offices said, and want to talk of nothing but herring "
    "until the quarrel over herring is settled for good and the ships can sail.",
    "Thu Sep 14, 2023 11:40AM",
    "The islands will not be bound by a deal on herring that the two ministers reach without them, "
    "their prime minister said at the harbour.",
    "“Nobody asked us about the herring,” he said, and left for talks with the fishermen.",
]


def test_a_time_stamp_within_prose_opens_another_report_on_the_same_matter():
    cut = split(Page.of("\n\n".join(STAMPED)))
    assert [a.published for a in cut.articles] == [None, "2023-09-14T11:40"]
    assert cut.articles[1].text.startswith(STAMPED[3])


def test_scraps_of_a_form_go_with_it():
    form = [
        "Leave a Reply",
        "Enter your comment here...",
        "Fill in your details below or click an icon to log in:",
    ]
    text = "\n\n".join([*FIRST, *form, "You are commenting using your account. ( Log Out )"])
    (article,) = split(Page.of(text)).articles
    assert "comment" not in article.text
    assert "Reply" not in article.text
