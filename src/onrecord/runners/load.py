"""An archive, or a part of it -> a store."""

from collections.abc import Iterator
from pathlib import Path

from onrecord.records import Reading, Rejected
from onrecord.runners.archive import finished
from onrecord.runners.parquet import readings


def outcomes(
    out: Path,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    words: str | None = None,
) -> Iterator[Reading | Rejected]:
    """What the archive holds, in the order of its inputs, a shard in memory at a time.

    With any condition the rejections are left out, and pages none of whose articles meets them
    all: of that outlet, published on a day from `since` to `until`, with those `words` in the text.
    """
    every = outlet is None and since is None and until is None and words is None
    for folder in finished(out):
        for _, outcome in readings(folder):
            if every or (
                isinstance(outcome, Reading)
                and any(
                    _meets(
                        report.article.outlet,
                        report.article.published,
                        report.article.text,
                        (outlet, since, until, words),
                    )
                    for report in outcome.reports
                )
            ):
                yield outcome


def _meets(
    outlet: str | None,
    published: str | None,
    text: str,
    wanted: tuple[str | None, str | None, str | None, str | None],
) -> bool:
    of, since, until, words = wanted
    if of is not None and (outlet or "").casefold() != of.casefold():
        return False
    if (since or until) and published is None:
        return False
    if since and (published or "") < since[: len(published or "")]:
        return False
    if until and (published or "")[: len(until)] > until:
        return False
    return words is None or all(word in text.casefold() for word in words.casefold().split())
