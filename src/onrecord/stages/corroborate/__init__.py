"""Reports of one story -> Story: origins, events, rival figures and disputes across outlets."""

from onrecord.records import Report
from onrecord.stages.corroborate.align import events
from onrecord.stages.corroborate.disputes import disputes
from onrecord.stages.corroborate.origins import origins
from onrecord.stages.corroborate.profile import profile
from onrecord.stages.corroborate.quantities import quantities
from onrecord.stages.corroborate.title import title
from onrecord.story_records import Story


def compose(key: str, reports: list[Report]) -> Story:
    """What the articles of a story come to.

    They are told by day of publication, undated ones last, and then in the order given.
    """
    told = sorted(reports, key=lambda r: r.article.published or "9")
    articles = [r.article for r in told]
    days = sorted(a.published for a in articles if a.published)
    groups, ties, names = origins(told)
    figures = quantities(told)
    return Story(
        id=key,
        articles=[a.id for a in articles],
        outlets=list(dict.fromkeys(a.outlet for a in articles if a.outlet)),
        origins=[[articles[i].id for i in group] for group in groups],
        independent=len(groups),
        events=events(told),
        figures=[quantity for quantity, _ in figures],
        disputes=disputes(told, figures),
        title=title(told),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        origin_names=names,
        origins_why=ties,
        profile=profile(told),
    )
