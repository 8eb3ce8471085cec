"""Dropped lines -> furniture: strips of neighbouring lines, each of one kind."""

from collections.abc import Collection, Mapping, Sequence

from onrecord.records import Furniture
from onrecord.stages.split.features import Line

_HEADING = 8  # words; a longer line heads nothing


def strips(
    lines: Sequence[Line], inside: Collection[int], known: Mapping[int, str] | None = None
) -> list[Furniture]:
    """Every line that is in no article, neighbours joined; `known` kinds of lines stand alone.

    Within a strip a heading such as "Leave a reply" opens a part, and what follows is of its kind
    until another heading. Without any heading the most frequent kind names the strip.
    """
    out: list[Furniture] = []
    run: list[Line] = []
    for i, line in enumerate(lines):
        if i in inside or (known and i in known):
            out += _parts(run)
            run = []
            if i not in inside and known:
                out.append(Furniture(span=line.span, kind=known[i]))
        else:
            run.append(line)
    return out + _parts(run)


def _parts(run: Sequence[Line]) -> list[Furniture]:
    out: list[Furniture] = []
    kind: str | None = None
    heads: list[Line] = []
    for line in run:
        opened = _opens(line, kind)
        if opened and (opened != kind or kind is None) and heads:
            out.append(_strip(heads, kind))
            heads = []
        kind = opened or kind
        heads.append(line)
    if heads:
        out.append(_strip(heads, kind))
    return out


def _opens(line: Line, kind: str | None) -> str | None:
    """The kind of the part that this line heads; a form goes on until a heading of another part.

    Names of services ("Twitter picture") head a strip of share buttons only outside a form.
    """
    if len(line.words) > _HEADING:
        return None
    heading = next((hit.kind for hit in line.hits if hit.opens), None)
    whole = any(hit.match == "whole" for hit in line.hits)
    if kind in ("reply_form", "comments") and (heading == "share" or whole):
        return None
    return heading


def _strip(lines: Sequence[Line], kind: str | None) -> Furniture:
    if kind is None:
        told = [hit.kind for line in lines for hit in line.hits]
        kind = max(sorted(set(told)), key=told.count) if told else "other"
    return Furniture(span=(lines[0].span[0], lines[-1].span[1]), kind=kind)
