"""Whole reports: every kind of record of the few articles that are labelled in full."""

from onrecord.evaluate.reports.task import FILE, TASK, run

__all__ = ["FILE", "TASK", "run"]
