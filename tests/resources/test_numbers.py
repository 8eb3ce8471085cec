import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resources.numbers import find, value_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5,000", 5000),
        ("3.75", 3.75),
        ("2½", 2.5),
        ("12\u00a0500", 12500),
        ("1.2 million", 1_200_000),
        ("37.15 billion", 37_150_000_000),
        ("4bn", 4_000_000_000),
        ("twenty-three", 23),
        ("twenty three", 23),
        ("a hundred", 100),
        ("a hundred and five", 105),
        ("one hundred and twenty thousand three hundred and four", 120_304),
        ("two and a half million", 2_500_000),
        ("2 1/2", 2.5),
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("three dozen", 36),
    ],
)
def test_one_number_has_one_value(text, value):
    assert value_of(text) == value


@pytest.mark.parametrize(
    "text", ["dozens", "several billion", "tens of thousands", "a few hundred"]
)
def test_crowds_are_one_number_without_a_value(text):
    (found,) = find(text)
    assert (found.value, found.form, found.span) == (None, "vague", (0, len(text)))


@pytest.mark.parametrize("text", ["thousand-year", "anyone", "tonight", "money", "9" * 900])
def test_what_is_no_number_has_no_value(text):
    assert value_of(text) is None


def test_neighbours_stay_apart():
    text = "nineteen ninety-six, 15 and 17, 2017–18, no 3 per cent"
    assert [n.value for n in find(text)] == [19, 96, 15, 17, 2017, 18, 3]


def test_other_words_part_numbers():
    assert [n.value for n in find("two big dozen-egg cakes and a half")] == [2, 12, 0.5]


def test_a_lone_m_is_a_million_only_of_money():
    assert [n.value for n in find("$5m, 5m tall")] == [5_000_000, 5]


def test_ordinals_are_marked():
    assert [(n.value, n.form) for n in find("the 22nd and the twenty-first")] == [
        (22, "ordinal"),
        (21, "ordinal"),
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "two",
                "hundred",
                "and",
                "a",
                "half",
                "5",
                "1,000",
                "million",
                "-",
                " ",
                "½",
                "٣",
                "\n",
            ]
        )
    ).map(" ".join)
    | st.text(max_size=60)
)
def test_numbers_are_ordered_and_apart(text):
    reached = 0
    for number in find(text):
        assert reached <= number.span[0] < number.span[1] <= len(text)
        reached = number.span[1]
