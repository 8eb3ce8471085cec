"""Which story an article belongs to, if any."""

from onrecord.stages.corroborate.sketch import Sketch, Vector, likeness

JOIN = 0.22  # likeness at which an article joins a story
WINDOW = 10  # days between an article and the story's nearest one
FADE = 0.03  # what a day of distance takes off the likeness


def standing(new: Vector, day: int, members: list[tuple[Vector, int]]) -> float:
    """How well an article fits a story: its mean and its nearest likeness, less for the distance.

    `members` are vectors with their days; a day of 0 is unknown and counts as near.
    """
    found = [likeness(new, vector) for vector, _ in members]
    days = [abs(day - other) for _, other in members if day and other]
    apart = min(days, default=0)
    if not found or apart > WINDOW:
        return 0.0
    return (max(found) + sum(found) / len(found)) / 2 * (1 - FADE * apart)


def window(of: Sketch) -> tuple[int, int]:
    """First and last day in which companions are looked for."""
    if not of.day:
        return 0, 1 << 30
    return of.day - WINDOW, of.day + WINDOW
