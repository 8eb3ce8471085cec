"""The record with speech alone, for who does not ask what people are said to think."""

from msgspec.structs import replace

from onrecord.records import Report


def spoken(report: Report) -> Report:
    """The report without thoughts and attitudes (`act` is not speech) and what rests on them."""
    said = {s.id for s in report.statements if s.act == "speech"}
    gone = {s.id for s in report.statements} - said
    events = [e for e in report.events if e.statement not in gone]
    left = {e.id for e in report.events} - {e.id for e in events}
    figures = [f for f in report.figures if f.statement not in gone]
    return replace(
        report,
        statements=[
            replace(s, parent=None) if s.parent in gone else s
            for s in report.statements
            if s.id in said
        ],
        events=[replace(e, same_as=None) if e.same_as in left else e for e in events],
        figures=[replace(f, event=None) if f.event in left else f for f in figures],
    )
