"""Page -> Reading: the whole road in one place. `load()` names the default stages."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path

from onrecord.errors import ResourceError
from onrecord.records import (
    Article,
    Page,
    Parse,
    Reading,
    Rejected,
    Report,
    Split,
    Statement,
)
from onrecord.stages.attribute import Attribute
from onrecord.stages.attribute.tagger import Tagger
from onrecord.stages.extract.events import Events
from onrecord.stages.extract.figures import Figures
from onrecord.stages.extract.ontology import Ontology
from onrecord.stages.extract.same import same_as
from onrecord.stages.extract.setting import settle
from onrecord.stages.extract.voice import Voices
from onrecord.stages.ground.actors import Actors
from onrecord.stages.ground.places import Places
from onrecord.stages.ground.times import Times
from onrecord.stages.link import link
from onrecord.stages.parse import Parser
from onrecord.stages.split import refusal, split
from onrecord.version import __version__

Outcome = Reading | Rejected


class Pipeline:
    """All stages, each built once. Calls are independent of one another and change nothing."""

    def __init__(self, ontology: Path | None = None) -> None:
        """`ontology`: a table of the reader's own event types (docs/method/events.md)."""
        own = Ontology.read(ontology) if ontology else None
        self.parser = Parser()
        self.attribute = Attribute(Tagger())
        self.places = Places()
        self.times = Times()
        self.events = Events(ontology=own)
        self.figures = Figures()
        self.actors = Actors()
        self.voices = Voices()

    @cached_property
    def made_by(self) -> list[str]:
        names = self.parser.name, self.attribute.name, self.events.name
        return [f"onrecord {__version__}", *names]

    def __call__(self, page: Page) -> Reading:
        """Read one page."""
        cut = split(page)
        return Reading(page=page, furniture=cut.furniture, reports=self.reports(cut.articles))

    def read(self, pages: Iterable[Page | Rejected], size: int = 32) -> Iterator[Outcome]:
        """Read many pages in order; the parser and models see `size` pages at a time.

        What was rejected before passes through; a page that fails becomes a rejection of its own.
        """
        source = iter(pages)
        while batch := list(islice(source, size)):
            yield from self._batch(batch)

    def _batch(self, batch: list[Page | Rejected]) -> Iterator[Outcome]:
        cuts = [self._cut(page) if isinstance(page, Page) else page for page in batch]
        articles = [a for cut in cuts if isinstance(cut, Split) for a in cut.articles]
        try:
            reports = iter(self.reports(articles))
        except ResourceError:  # the install is broken, not the page
            raise
        except Exception:  # one page broke a stage: find out which, keep the others
            yield from map(self._alone, batch)
            return
        for page, cut in zip(batch, cuts, strict=True):
            if isinstance(page, Page) and isinstance(cut, Split):
                own = list(islice(reports, len(cut.articles)))
                yield Reading(page=page, furniture=cut.furniture, reports=own)
            elif isinstance(cut, Rejected):
                yield cut

    def _cut(self, page: Page) -> Split | Rejected:
        try:
            cut = split(page)
        except Exception as error:
            return _failed(page, "split", error)
        if not cut.articles:
            return refusal(page)
        return cut

    def _alone(self, page: Page | Rejected) -> Outcome:
        if isinstance(page, Rejected):
            return page
        cut = self._cut(page)
        if isinstance(cut, Rejected):
            return cut
        try:
            return Reading(page=page, furniture=cut.furniture, reports=self.reports(cut.articles))
        except Exception as error:
            return _failed(page, "record", error)

    def reports(self, articles: list[Article]) -> list[Report]:
        """The records of articles that are already cut out."""
        parses = list(self.parser.batch(articles))
        found = self.attribute.batch(articles, parses)
        return [
            self._report(article, parse, statements)
            for article, parse, statements in zip(articles, parses, found, strict=True)
        ]

    def _report(self, article: Article, parse: Parse, statements: list[Statement]) -> Report:
        places = self.places(article, parse)
        times = self.times(article, parse)
        # an attitude told by deeds is the outlet's own account, not anybody's word
        words = [s for s in statements if s.act is not None]
        events = self.events(article, parse, words, places, times)
        figures = self.figures(article, parse, words, events, times)
        sources = [span for s in statements for span in s.source]
        arguments = [a.span for e in events for a in (*e.actors, *e.recipients) if a.span]
        actors = self.actors(article, parse, [*sources, *arguments], statements, places)
        statements, events, actors = link(parse, statements, events, actors)
        events, actors = settle(same_as(events, parse, actors), actors, places)
        return Report(
            article=article,
            statements=statements,
            events=events,
            figures=figures,
            actors=actors,
            places=places,
            times=times,
            voice=self.voices(article, parse, words),
            made_by=self.made_by,
        )


def _failed(page: Page, stage: str, error: Exception) -> Rejected:
    return Rejected(path=page.path, stage=stage, reason=f"{type(error).__name__}: {error}")
