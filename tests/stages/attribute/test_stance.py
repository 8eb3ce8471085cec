"""Stance from syntax: what a plain "said" does, on sentences of our own."""

import pytest

from onrecord.stages.attribute import Attribute

attribute = Attribute()


def stances(parsed, text: str) -> list[str | None]:
    return [s.stance for s in attribute(*parsed(text))]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The minister ruled out a truce.", "denies"),
        ("The army called the report false.", "denies"),
        ("“There is no truth in it,” the mayor said.", "denies"),
        ("“We did not shell that road,” the general said.", "denies"),
        ("The envoy said her country had nothing to do with the raid.", "denies"),
        ("“Not an inch,” the premier said.", "denies"),
        ("The clerk has no doubt that the bridge will hold.", "affirms"),
        ("The guards did not dispute that the shot came from the tower.", "affirms"),
        ("The mayor refused to say who had paid.", "questions"),
        ("Officers say the suspect planted a bomb.", "alleges"),
        ("The navy said its ships had sunk a raider.", "affirms"),
        ("Survivors said ten of the men had been tortured.", "alleges"),
        ("The envoy said the rebels had broken the truce.", "alleges"),
        ("The village said the strike killed two goats.", "affirms"),
        ("Rumours spread that the king had fled.", "alleges"),
        ("The envoy asked to be given a car.", "demands"),
        ("The council called for restraint.", "demands"),
        ("“Lay down your arms,” the captain said.", "demands"),
        ("“Lay down your arms or we will come for them,” the captain said.", "threatens"),
        ("“Touch our ships and you will lose yours,” the admiral said.", "threatens"),
        ("The bloc vowed to retaliate.", "threatens"),
        ("The union said its members would walk out unless wages rose.", "threatens"),
        ("The bloc vowed to rebuild the port.", "promises"),
        ("The president said the government would pay for the funerals.", "promises"),
        ("The analyst said the government would fall.", "predicts"),
        ("Traders said prices were likely to fall.", "predicts"),
        ("The office warned that thousands could starve.", "predicts"),
        ("The pope voiced concern over the arrests.", "opinion"),
        ("The premier welcomed the truce.", "opinion"),
        ("The senator said the treaty was “proportionate”.", "opinion"),
        ("His lawyer said he would appeal.", "predicts"),
        ("The mayor rejected the call for a recount.", "opinion"),
        ("The guild rejected a proposal to cut pay.", "opinion"),
        ("The mayor rejected the claim that ballots were burned.", "denies"),
        ("The bank dismissed reports that it was broke.", "denies"),
        ("The consul refused to confirm the arrest.", "questions"),
        ("The abbot said he was appalled.", "opinion"),
        ("The abbot said the villagers were angry.", "affirms"),
        ("The clerk said she does not know who fired.", "affirms"),
        ("Critics say it will cost jobs.", "predicts"),
        ("The ministry said the company would pay for the repairs.", "predicts"),
        ("The company said it would rebuild the quay.", "promises"),
    ],
)
def test_one_stance(parsed, text, stance):
    assert stances(parsed, text)[0] == stance


def test_a_plain_negation_after_a_charge_denies(parsed):
    text = "The rebels accused the army of looting. A colonel said the shops had not been opened."
    assert stances(parsed, text) == ["alleges", "denies"]
    alone = "A colonel said the shops had not been opened."
    assert stances(parsed, alone) == ["affirms"]


def test_ones_own_pronoun_agrees_with_the_source(parsed):
    own = "The minister said she would resign."
    other = "The ministers said she would resign."
    assert stances(parsed, own) == ["promises"]
    assert stances(parsed, other) == ["predicts"]
