"""Who contradicts whom, and what is no contradiction."""

import pytest

from onrecord.stages.corroborate.disputes import disputes
from onrecord.stages.corroborate.quantities import quantities
from stories_sample import telling


def found(*reports):
    told = list(reports)
    return disputes(told, quantities(told))


def says(speaker, words, stance="affirms", cue="said", outlet="Harbour Gazette", before=""):
    return telling(f"{before}{speaker} {cue} {words}.", outlet,
                   said=((speaker, cue, words, stance),))  # fmt: skip


CREW = says("Daphne Rous", "the crew left the passengers alone")


def sides(dispute):
    return [(s.side, s.stance, s.speaker) for s in dispute.sides]


def test_affirmed_by_one_and_denied_by_the_other():
    denial = says("Leo Katz", "that the crew had left the passengers", "denies", "denied",
                  "Capital Times")  # fmt: skip
    (dispute,) = found(CREW, denial)
    assert sides(dispute) == [(0, "affirms", "Daphne Rous"), (1, "denies", "Leo Katz")]
    assert dispute.sides[1].outlet == "Capital Times"
    assert dispute.about == "whether the crew left the passengers alone"


def test_within_one_article_and_by_a_negation_of_ones_own():
    report = telling(
        "Juma Tol said the government held secret talks with the rebels. Clara Ngomo said there "
        "have been no talks with the rebels.",
        said=(
            ("Juma Tol", "said", "the government held secret talks with the rebels", "affirms"),
            ("Clara Ngomo", "said", "there have been no talks with the rebels", "affirms"),
        ),
    )
    (dispute,) = found(report)
    assert {s.article for s in dispute.sides} == {report.article.id}


def test_a_denial_without_a_matter_takes_up_what_was_said_before():
    report = telling(
        "Leila Dov said the Kavian service poisoned her husband. The Kavian embassy denied it.",
        said=(
            ("Leila Dov", "said", "the Kavian service poisoned her husband", "alleges"),
            ("The Kavian embassy", "denied", "it", "denies"),
        ),
    )
    (dispute,) = found(report)
    assert [s.speaker for s in dispute.sides] == ["Leila Dov", "The Kavian embassy"]


def test_each_says_that_the_other_fired_first():
    one = says("Dario Velt", "the Kavians fired first", before="The line lies in hills. ")
    other = says("Anush Mar", "that the Tessarans fired first", outlet="Kavia Today")
    (dispute,) = found(one, other)
    assert dispute.kind == "actor"


def test_two_speakers_accuse_each_other_of_one_act():
    report = telling(
        "The rebels said army planes bombed the market. The army said the rebels shelled the "
        "market.",
        said=(
            ("The rebels", "said", "army planes bombed the market", "alleges"),
            ("The army", "said", "the rebels shelled the market", "alleges"),
        ),
    )
    (dispute,) = found(report)
    assert dispute.kind == "actor"
    assert [s.speaker for s in dispute.sides] == ["The rebels", "The army"]


def test_two_causes_of_one_thing():
    one = says("Dora Pinter", "the blackout was the result of a cyber attack")
    other = says("Rita Somos", "a burned transformer had caused the blackout")
    (dispute,) = found(one, other)
    assert dispute.kind == "cause"
    again = says("Gellert Nagy", "a transformer had caused the blackout")
    assert found(other, again) == []


def test_what_came_first_is_a_question_too():
    one = says("Nikos Varda", "the captain sent a distress call before the ferry listed")
    other = says("Ismene Dell", "the captain sent a distress call after the ferry listed")
    (dispute,) = found(one, other)
    assert dispute.kind == "order"


def test_words_that_exclude_each_other():
    one = says("Rainer Holz", "the signal near Elmen was red")
    other = says("Ilse Karg", "that the signal near Elmen was green")
    (dispute,) = found(one, other)
    assert {s.speaker for s in dispute.sides} == {"Rainer Holz", "Ilse Karg"}


def test_two_givers_in_one_article_whose_figures_exclude_each_other():
    report = telling(
        "Police said 12 people were arrested. The organisers said 40 people were arrested.",
        said=(
            ("Police", "said", "12 people were arrested", "affirms"),
            ("The organisers", "said", "40 people were arrested", "affirms"),
        ),
        figures=(("12", 12, "person", "people arrested"), ("40", 40, "person", "people arrested")),
    )
    (dispute,) = found(report)
    assert dispute.kind == "figure"
    assert [s.side for s in dispute.sides] == [0, 1]


def test_a_withdrawal_is_a_side():
    first = says("Two officials", "a ransom of two million was paid for the four engineers")
    taken_back = telling(
        "The Harbour Gazette withdraws its report that a ransom of two million was paid for the "
        "four engineers. An official said he spoke of another case.",
        said=(("An official", "said", "he spoke of another case", "affirms"),),
    )
    (dispute,) = found(first, taken_back)
    assert dispute.kind == "withdrawn"
    assert dispute.sides[1].stance == "denies"


@pytest.mark.parametrize(
    "other",
    [
        says("The union", "that the crew resign", "demands", "demanded"),
        says("Leo Katz", "a demand that the crew resign", "denies", "rejected"),
        says("Leo Katz", "the passengers should not be left alone with the crew"),
        says("Nikos Varda", "the crew had left the passengers on a raft"),
        says("Leo Katz", "no distress call had come from the island"),
        says("Daphne Rous", "the crew never left the passengers"),
    ],
    ids=["demand", "refusal", "wish", "paraphrase", "other matter", "the same speaker"],
)
def test_no_dispute(other):
    assert found(CREW, other) == []


def test_reprints_add_their_outlets_to_a_side_and_make_no_dispute_of_their_own():
    denial = says("Leo Katz", "that the crew had left the passengers", "denies", "denied")
    copy = says("Daphne Rous", "the crew left the passengers alone", outlet="Port Courier")
    (dispute,) = found(CREW, copy, denial)
    assert [s.outlet for s in dispute.sides if s.side == 0] == ["Harbour Gazette", "Port Courier"]


def pair(one, other, outlets=("Harbour Gazette", "Capital Times")):
    """What two speakers say in two outlets."""
    return (
        says("Daphne Rous", one, outlet=outlets[0]),
        says("Leo Katz", other, outlet=outlets[1]),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("marines beat two fishermen on the deck", "no force was used"),
        ("the rebels hid radio equipment in the school", "we found no trace of radio equipment"),
        ("our gunners destroyed two enemy vehicles", "no vehicle was lost"),
        ("our patrol stood on our own soil", "the patrol crossed the line"),
        ("the ships carried rifles to Qasra", "the ships never carried weapons to Qasra"),
    ],
)
def test_what_is_said_not_to_be_there_and_wider_words(one, other):
    (dispute,) = found(*pair(one, other))
    assert len({s.side for s in dispute.sides}) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("there was no warning of the flood", "divers recovered bodies from the flooded mine"),
        ("no vehicle was lost", "soldiers marched in the town"),
        ("he saw no soldiers", "the mayor thanked the soldiers for the bread"),
        ("the fire began after a fault in a pump", "the drone was shown at a fair"),
    ],
)
def test_no_dispute_where_only_a_word_is_shared(one, other):
    assert found(*pair(one, other)) == []


def test_an_accident_against_an_attack_is_a_question_of_cause():
    (dispute,) = found(
        *pair(
            "a fire broke out at the refinery after a technical fault in a pump",
            "the legion hit the refinery with two drones",
        )
    )
    assert dispute.kind == "cause"


def test_two_parties_that_hold_one_bridge():
    (dispute,) = found(
        *pair("Orskan troops held the bridge of Sarn",
              "the bridge of Nether was in the hands of Belmark")
    )  # fmt: skip
    assert dispute.kind == "actor"


def test_a_charge_is_told_as_a_charge():
    report = telling(
        "The port accused the union of hiding the figures. Janis Vitols of the union denied this.",
        said=(
            ("The port", "accused", "the union of hiding the figures", "alleges"),
            ("Janis Vitols", "denied", "this", "denies"),
        ),
    )
    (dispute,) = found(report)
    assert dispute.about == "the charge against the union of hiding the figures"


def test_a_corrected_figure_is_a_dispute_of_its_own():
    first = telling(
        "The minister accepted four flights from the firm Astrea, the Gazette said.",
        published="2026-04-14",
        said=(
            ("the Gazette", "said", "The minister accepted four flights from the firm Astrea",
             "affirms"),
        ),
        figures=(("four", 4, "flight", "flights accepted"),),
    )  # fmt: skip
    second = telling(
        "The Gazette wrote that the minister had accepted four flights from the firm Astrea. That "
        "was wrong: the documents show two flights.",
        published="2026-04-17",
        said=(("the documents", "show", "two flights", "affirms"),),
        figures=(("two", 2, "flight", "flights shown"),),
    )
    (dispute,) = found(first, second)
    assert (dispute.kind, sides(dispute)[-1][1]) == ("figure", "denies")


def test_who_was_not_seen_did_not_do_it():
    rest = says("Mara Sool", "bread was short in the town", outlet="Kestrel News")
    (dispute,) = found(*pair("our soldiers freed the engineers", "he saw no soldiers"), rest)
    assert dispute.about == "whether our soldiers freed the engineers"
