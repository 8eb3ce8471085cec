"""Chain: the mentions of one actor while it is being put together."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from onrecord.stages.ground.actors_mention import Mention
from onrecord.stages.ground.actors_words import Gender, Number


@dataclass(slots=True, eq=False)
class Chain:
    """Mentions in order, with what they tell together. `type` is that of the founding mention.

    `roles` pairs an office or kinship noun with the country in which it is held.
    """

    type: str
    founder: Mention
    mentions: list[Mention] = field(default_factory=list)
    roles: set[tuple[str, str | None]] = field(default_factory=set)
    names: list[tuple[str, ...]] = field(default_factory=list)
    gender: Gender = ""
    number: Number = ""
    human: bool | None = None
    why: str = ""

    def add(self, mention: Mention) -> None:
        insort(self.mentions, mention, key=lambda m: m.span)
        if mention.name and mention.name not in self.names[:50]:
            self.names.append(mention.name)
        self.gender = self.gender or mention.gender
        self.number = self.number or mention.number
        self.human = mention.human if self.human is None else self.human

    def count_before(self, offset: int) -> int:
        """How many mentions begin before the offset."""
        return bisect_left(self.mentions, offset, key=lambda m: m.span[0])

    def last_before(self, offset: int) -> Mention | None:
        count = self.count_before(offset)
        return self.mentions[count - 1] if count else None

    @property
    def full_name(self) -> str:
        """The longest proper name, in title case, for look-up."""
        longest: tuple[str, ...] = max(self.names, key=_length, default=())
        return " ".join(longest).title()


def _length(name: tuple[str, ...]) -> int:
    return len(name)
