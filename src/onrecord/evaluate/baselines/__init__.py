"""What others reach on the same data, in the same run: packages that a reader could use instead.

A baseline is a module with `run(gold, pipeline) -> list[Score]` whose metrics bear the names of the
task's own, so that the two stand side by side. Their packages come with `onrecord[baselines]`; one
that is not installed is named, and left out.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from onrecord.evaluate.score import Score
from onrecord.pipeline import Pipeline
from onrecord.records import Record


class Baseline(Record, frozen=True, kw_only=True):
    """`what` says what the baseline is and what of the task it can do at all."""

    task: str
    name: str
    module: str
    what: str


class Beside(Record, frozen=True, kw_only=True):
    """What a baseline reached; without scores, why not."""

    task: str
    name: str
    what: str
    scores: list[Score]
    missing: str | None = None


BASELINES = (
    Baseline(
        task="statements",
        name="textacy",
        module="textacy_quotes",
        what="textacy's direct_quotations on spaCy's small English pipeline; direct speech only",
    ),
    Baseline(
        task="places",
        name="spaCy + most populous",
        module="populous",
        what="names that spaCy calls GPE or LOC, pinned to the country of that name or else to the "
        "most populous place of our gazetteer",
    ),
    Baseline(
        task="times",
        name="spaCy + dateparser",
        module="dates",
        what="expressions that spaCy calls DATE or TIME, resolved by dateparser against the day of "
        "publication",
    ),
    Baseline(
        task="events",
        name="TF-IDF + logistic regression",
        module="linear",
        what="scikit-learn on words and pairs of words of the sentence, trained on the other four "
        "fifths of the corpus; it says a type and nothing else",
    ),
    Baseline(
        task="coref",
        name="nearest name",
        module="nearest",
        what="a pronoun means the last name before it, names by spaCy",
    ),
    Baseline(
        task="stories",
        name="TF-IDF",
        module="tfidf",
        what="scikit-learn's TF-IDF, each article joining the most similar cluster at a cosine "
        "threshold that is the best for this very data",
    ),
)


def beside(tasks: Sequence[str], gold: Path, pipeline: Pipeline) -> list[Beside]:
    """Every baseline of the tasks, scored on the gold folder."""
    return [_beside(b, gold, pipeline) for b in BASELINES if b.task in tasks]


def _beside(baseline: Baseline, gold: Path, pipeline: Pipeline) -> Beside:
    known = {"task": baseline.task, "name": baseline.name, "what": baseline.what}
    try:
        module = import_module(f"{__name__}.{baseline.module}")
        return Beside(**known, scores=module.run(gold, pipeline))
    except ModuleNotFoundError as error:
        reason = f"{error.name} is not installed: pip install 'onrecord[baselines]'"
        return Beside(**known, scores=[], missing=reason)
    except FileNotFoundError as error:
        return Beside(**known, scores=[], missing=f"there is no {error.filename}")
