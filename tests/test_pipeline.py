import pytest

import onrecord
from onrecord.errors import ResourceError
from onrecord.pipeline import Pipeline
from onrecord.records import Page, Reading, Rejected

PAGE = """\
Ministers met in Oslo

The fisheries minister, Kari Holm, denied that the navy had fired on the trawler. "No shot was
fired," she said on Tuesday.

A union leader accused the navy of shooting at the crew.
"""


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return onrecord.load()


@pytest.fixture(scope="module")
def reading(pipeline) -> Reading:
    return pipeline(Page.of(PAGE, path="oslo.txt", published="2024-05-15"))


def test_three_lines_of_python_give_statements(tmp_path, pipeline):
    file = tmp_path / "page.txt"
    file.write_text(PAGE)
    assert pipeline(onrecord.Page.from_path(file)).statements


def test_a_denied_act_is_never_happened(reading):
    (report,) = reading.reports
    shots = [e for e in report.events if e.type == "ASSAULT"]
    assert shots
    assert {e.status for e in shots} <= {"denied", "alleged"}


def test_records_hang_together(reading):
    (report,) = reading.reports
    quote = next(s for s in report.statements if "No shot" in report.quote(s.content))
    assert report.actor(quote.speaker).name == "Kari Holm"
    assert report.article.published == "2024-05-15"
    tuesday = next(t for t in report.times if report.quote(t.span) == "Tuesday")
    assert tuesday.value == "2024-05-14"


def test_a_report_shows_itself_in_a_notebook(reading):
    assert "Kari Holm" in reading._repr_html_()


def test_reading_twice_gives_the_same(pipeline, reading):
    assert pipeline(reading.page) == reading


def test_a_page_that_breaks_a_stage_is_rejected_alone(pipeline, monkeypatch):
    real = pipeline.times

    def broken(article, parse):
        if "Kari Holm" in article.text:
            raise ValueError("odd calendar")
        return real(article, parse)

    monkeypatch.setattr(pipeline, "times", broken)
    pages = [
        Page.of("The ferry left at noon. It came back late.", path="a"),
        Page.of(PAGE, path="b"),
    ]
    good, bad = pipeline.read([*pages])
    assert isinstance(good, Reading)
    assert bad == Rejected(path="b", stage="record", reason="ValueError: odd calendar")


def test_a_broken_install_stops_the_run(pipeline, monkeypatch):
    def broken(article, parse):
        raise ResourceError("a lexicon is gone")

    monkeypatch.setattr(pipeline, "times", broken)
    with pytest.raises(ResourceError):
        list(pipeline.read([Page.of(PAGE)]))


def test_rejections_keep_their_place(pipeline):
    gone = Rejected(path="gone.txt", stage="read", reason="no such file")
    outcomes = list(pipeline.read([gone, Page.of(PAGE), gone], size=2))
    assert [isinstance(o, Rejected) for o in outcomes] == [True, False, True]
