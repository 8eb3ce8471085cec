"""Which input of a shard kills its process? What is known of every shard that did."""

from onrecord.records import Record
from onrecord.runners.shard import Care

DEATHS = 2  # of a process that read one input alone, after which the input is to blame


class Case(Record, frozen=True, kw_only=True):
    """The deaths on one shard; `alone` counts those by the input that was being read alone."""

    care: Care | None = None
    alone: dict[int, int] = {}
    deaths: int = 0

    def after(self, at: int | None, how: str) -> "Case":
        """The case after another death, at input `at` (None: before the first), told as `how`.

        The first time nobody is blamed: processes are killed for reasons of their own too. The
        shard is read again, one input at a time, and who kills twice then is left out.
        """
        if self.care is None or at is None:
            return Case(care=self.care or Care(), alone=self.alone, deaths=self.deaths + 1)
        alone = self.alone | {at: self.alone.get(at, 0) + 1}
        care = self.care
        if alone[at] >= DEATHS and at not in care.skip:
            care = Care(skip=care.skip | {at: how}, stop=care.stop)
            alone[at] = 0
        elif alone[at] >= DEATHS:
            care = Care(skip=care.skip, stop=at)
        return Case(care=care, alone=alone, deaths=self.deaths + 1)
