"""Reports of one story -> Story: origins, events, rival figures and disputes across outlets."""

from onrecord.records import Report
from onrecord.stages.corroborate.title import title
from onrecord.story_records import Story


def compose(key: str, reports: list[Report]) -> Story:
    """What the articles of a story come to; `reports` in the order in which they are told.

    The order is by day of publication, undated ones last, and then as they were given.
    """
    told = sorted(reports, key=lambda r: r.article.published or "9")
    articles = [r.article for r in told]
    days = sorted(a.published for a in articles if a.published)
    origins = [[a.id] for a in articles]
    return Story(
        id=key,
        articles=[a.id for a in articles],
        outlets=list(dict.fromkeys(a.outlet for a in articles if a.outlet)),
        origins=origins,
        independent=len(origins),
        events=[],
        figures=[],
        disputes=[],
        title=title(told),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )
