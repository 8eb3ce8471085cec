"""A record on its own page: its evidence, the machine's value beside people's, verdicts."""

import json
from typing import Any

import msgspec
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import NotFound, UsageError
from onrecord.records import Report
from onrecord.render import words
from onrecord.serve.pages import edit
from onrecord.serve.room import page, room_of, shown, visitor_of
from onrecord.store import review, trail
from onrecord.store.anchors import find
from onrecord.store.anchors import span as span_of
from onrecord.store.stable import TYPES, stable, told_as

AROUND = 240  # characters of the text before and after the record
KINDS = {kind.removesuffix("s"): kind for kind in TYPES}


def record(request: Request) -> Response:
    """`/record/ARTICLE/ANCHOR`."""
    store, own = shown(request), room_of(request).stores.own().db
    report = store.report(request.path_params["article"])
    anchor = request.path_params["anchor"]
    found = find(report, anchor)
    given = review.verdicts(own, report.article.id, anchor)
    kind = KINDS.get(anchor.partition(":")[0])
    if kind is None or (found is None and not given):
        raise NotFound("the article has no such record")
    state = review.state(given) if given else None
    machine = stable(report, kind, found[1]) if found else None
    subject = f"{report.article.id}#{anchor}"
    return page(
        request,
        "record.html",
        report=report,
        article=report.article,
        title=words.title(report.article),
        anchor=anchor,
        kind=kind.removesuffix("s"),
        state=state,
        given=given[::-1],
        machine=_told(report, kind, machine),
        human=_told(report, kind, state.standing.human if state else None),
        changed=_changed(machine, state),
        why=found[1].why if found else None,
        score=getattr(found[1], "score", None) if found else None,
        around=_around(report, span_of(anchor)),
        fields=edit.fields(report, kind, found[1]) if found else [],
        threads=[c for c in review.comments(own, article=report.article.id) if c.anchor == anchor],
        trail=list(trail.lines(own, subject))[-20:],
        span="{}-{}".format(*span_of(anchor)),
    )


def _told(report: Report, kind: str, form: dict[str, Any] | None) -> list[tuple[str, str]] | None:
    return None if form is None else told_as(report, kind, form)


def _changed(machine: Any, state: review.State | None) -> set[str]:
    human = state.standing.human if state else None
    if machine is None or human is None:
        return set()
    return {name for name in machine if machine.get(name) != human.get(name)}


def _around(report: Report, place: tuple[int, int]) -> tuple[str, str, str]:
    text, (start, end) = report.article.text, place
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    return before, text[start:end], after


def give(request: Request, form: FormData) -> Response:
    keep(request, form)
    where = f"/record/{form.get('article')}/{form.get('anchor')}"
    return RedirectResponse(where, 303)


def keep(request: Request, form: FormData) -> int:
    """Keep a verdict; its number."""
    by = visitor_of(request).need("analyst")
    verdict, why = str(form.get("verdict") or ""), str(form.get("why") or "").strip()[:1000]
    settled = form.get("settle") == "yes"
    if settled:
        visitor_of(request).need("admin")
    report = shown(request).report(str(form.get("article") or ""))
    anchor = str(form.get("anchor") or "")
    found = find(report, anchor)
    if found is None:
        raise NotFound("the article has no such record")
    if verdict not in ("accepted", "corrected", "rejected"):
        raise UsageError("a verdict is accepted, corrected or rejected")
    if verdict != "accepted" and not why:
        raise UsageError("say why: others have to follow it")
    kind, item = found
    machine = stable(report, kind, item)
    human = _human(report, kind, item, verdict, form)
    if verdict == "corrected" and human == machine:
        raise UsageError("nothing was changed: accept the record, or change it")
    with room_of(request).stores.writing() as db:
        return review.give(
            db, by, report.article.id, anchor, verdict, machine=machine, human=human,
            why=why or None, made_by=report.made_by, settled=settled,
        )  # fmt: skip


def _human(report: Report, kind: str, item: Any, verdict: str, form: FormData) -> Any:
    if verdict == "rejected":
        return None
    if verdict == "accepted":
        return stable(report, kind, item)
    told = str(form.get("record") or "")
    if not told:
        return stable(report, kind, edit.corrected(report, kind, item, form))
    try:
        found = msgspec.convert({**json.loads(told), "id": item.id}, TYPES[kind])
    except (json.JSONDecodeError, msgspec.ValidationError, TypeError) as error:
        raise UsageError(f"that is no record: {error}") from error
    edit.check(report, kind, item, found)
    return stable(report, kind, found)


def queue(request: Request) -> Response:
    """What people found last, and on what they do not agree."""
    own, store = room_of(request).stores.own().db, shown(request)
    before = request.query_params.get("before", "")
    found, following = review.latest(own, 40, int(before) if before.isdigit() else None)
    disputed = [] if before else review.disputed(own)
    articles = {v.article for v in found} | {key for key, _, _ in disputed}
    return page(
        request,
        "review.html",
        found=found,
        following=following,
        disputed=disputed,
        titles={key: _title(store, key) for key in articles},
    )


def _title(store: Any, key: str) -> str:
    try:
        return words.title(store.report(key).article)
    except NotFound:
        return key
