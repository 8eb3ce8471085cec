"""Mention: one stretch that stands for somebody, with what its words tell."""

from dataclasses import dataclass, field

from onrecord.spans import Span
from onrecord.stages.ground.actors_words import Gender, Number

POSSESSIVE = ("'s", "’s", "'", "’")


@dataclass(slots=True, eq=False)
class Mention:
    """One stretch. `type`: person, state, body (named), group, nominal, pronoun.

    `name` holds the folded words of a proper name, `head` the token that governs the stretch,
    `key` its folded words without determiners.
    """

    span: Span
    type: str
    head: int
    sentence: int
    key: str
    label: str = ""
    name: tuple[str, ...] = ()
    roles: set[str] = field(default_factory=set)
    gender: Gender = ""
    number: Number = ""
    human: bool | None = None
    definite: bool = False
    wanted: bool = False
    names: Span | None = None
    case: str = "other"
    owner: int | None = None
