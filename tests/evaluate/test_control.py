"""The control reports: labels that point at words, and figures for both parts."""

import msgspec

from onrecord.evaluate import control
from onrecord.evaluate.reports.labels import GoldReport
from onrecord.resources import path


def test_every_label_points_at_words():
    lines = path(control.FILE).read_text(encoding="utf-8").splitlines()
    labelled = [msgspec.json.decode(line, type=GoldReport) for line in lines]
    assert len(labelled) == 8
    for gold in labelled:
        text, names = gold.article.text, {a.id for a in gold.actors}
        spans = [s for x in gold.statements for s in (*x.content, *x.cue, *x.source)]
        spans += [s for e in gold.events for s in e.trigger] + [f.span for f in gold.figures]
        assert all(text[a:b].strip() == text[a:b] != "" for a, b in spans)
        assert all(s.speaker in {None, *names} for s in gold.statements)
        known = {s.id for s in gold.statements}
        assert all(e.statement in {None, *known} for e in gold.events)


def test_figures_are_given_for_the_unread_and_the_read_part_and_none_is_gated():
    names = {m.metric for prefix in ("unread", "read") for m in control.measures(prefix)}
    assert {"unread_statements_f1", "read_events_typed_f1", "unread_figures_f1"} <= names
    assert not any("places" in name or "named" in name for name in names)
    assert not any(m.gated for m in control.measures("unread"))
