"""A page that a visitor pastes or drops, and its way to the record."""

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from onrecord.errors import NotFound, StoreError, UsageError
from onrecord.serve.jobs import Job
from onrecord.serve.query.filters import julian
from onrecord.serve.room import Denied, page, room_of, visitor_of
from onrecord.serve.worker import Work

LIMIT = 4_000_000  # bytes of a page
STAGES = ("waiting", "loading", "reading", "storing", "done")


def may_paste(request: Request) -> bool:
    """Commenters may, and on a machine of one's own whoever sits there until there are accounts."""
    visitor, room = visitor_of(request), room_of(request)
    if visitor.may("commenter"):
        return True
    return room.settings.local and not has_accounts(request)


def has_accounts(request: Request) -> bool:
    db = room_of(request).stores.own().db
    return db.execute("SELECT 1 FROM accounts LIMIT 1").fetchone() is not None


def form(request: Request) -> Response:
    return page(request, "read.html", allowed=may_paste(request), limit=LIMIT)


def take(request: Request, given: FormData) -> Response:
    job = accept(request, given)
    return RedirectResponse(f"/reading/{job.id}", 303)


def accept(request: Request, given: FormData) -> Job:
    """Queue the page of a form (`text` or `file`); errors say what is wrong with it."""
    if not may_paste(request):
        raise Denied("Sign in as a commenter to have pages read.", sign_in=True)
    room = room_of(request)
    if not room.stores.writable:
        raise StoreError("the store can only be read")
    file, text = given.get("file"), given.get("text")
    if isinstance(file, UploadFile) and file.filename:
        data, name = file.file.read(LIMIT + 1), file.filename.replace("\\", "/").split("/")[-1]
    else:
        data, name = str(text or "").encode("utf-8", "replace"), "pasted"
    if not data.strip():
        raise UsageError("there is nothing to read: paste a page's text, or choose a file")
    if len(data) > LIMIT:
        raise UsageError(f"too large: the limit is {LIMIT / 1e6:.0f} MB")
    published = str(given.get("published") or "").strip() or None
    if published:
        julian(published, end=False)
    outlet = str(given.get("outlet") or "").strip()[:200] or None
    work = Work(str(room.stores.path), name[:200], data, outlet, published)
    job = room.jobs.add(work)
    if job is None:
        raise UsageError("too many pages wait already: try again in a minute")
    return job


def progress(request: Request) -> Response:
    job = room_of(request).jobs.get(request.path_params["job"])
    if job is None:
        raise NotFound("no such page is being read; the articles that came of it are in the store")
    if job.stage == "done" and len(job.articles) == 1:
        return RedirectResponse(f"/article/{job.articles[0]}", 303)
    room = room_of(request)
    return page(
        request,
        "reading.html",
        job=job,
        stages=STAGES,
        at=STAGES.index(job.stage) if job.stage in STAGES else -1,
        ahead=room.jobs.ahead(job),
        titles=_titles(request, job),
    )


def _titles(request: Request, job: Job) -> list[tuple[str, str]]:
    from onrecord.render.words import title

    if job.stage != "done":
        return []
    own = room_of(request).stores.own()
    return [(key, title(own.report(key).article)) for key in job.articles]
