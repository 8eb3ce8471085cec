"""Markup that is refused for its size alone, and pages that only look like it."""

import pytest

from crawl import page
from onrecord.errors import UsageError
from onrecord.stages.read.guard import check_markup


@pytest.mark.parametrize(
    "inside",
    [
        '<meta name="body" content="' + "many words of the article " * 400 + '">',
        "<script>if (a <b && c) {" + " let x = y;" * 700 + "}</script>",
        '<svg><path d="M 50 1 ' + "A 49 49 0 0 0 " * 300 + '"></path></svg>',
        "<style>" + "a b c " * 600 + "</style>",
    ],
)
def test_long_values_and_scripts_are_no_attributes(inside: str) -> None:
    check_markup(page(1).replace("</head>", f"{inside}</head>"))


@pytest.mark.parametrize(
    "hostile",
    [
        "<p " + "a " * 1_100 + ">",
        "<p " + 'a="b c" ' * 1_100 + ">",
        "<script>x</script><div " + "data-x='1' " * 1_100,
    ],
)
def test_a_thousand_attributes_are_too_many(hostile: str) -> None:
    with pytest.raises(UsageError, match="attributes"):
        check_markup(page(1) + hostile)


@pytest.mark.parametrize("unit", ["<script></script>", "<script>", "<style ", '<a x="', "<b c='"])
def test_the_guard_itself_takes_no_time(unit: str) -> None:
    import time

    began = time.process_time()
    check_markup(unit * 100_000)
    assert time.process_time() - began < 5
