"""A story's title: a headline of one of its articles."""

from onrecord.records import Report

LONGEST = 120


def title(reports: list[Report]) -> str | None:
    """The first article's headline, or where none has one the beginning of the first text."""
    for report in reports:
        if report.article.title:
            return report.article.title
        for block in report.article.blocks:
            if block.part == "headline":
                return report.quote(block.span)
    text = " ".join(_begins(reports[0]).split()) if reports else ""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"


def _begins(report: Report) -> str:
    """The first words of the body; a dateline or a caption before them tells little."""
    bodies = (report.quote(b.span) for b in report.article.blocks if b.part == "body")
    return next(bodies, report.article.text)
