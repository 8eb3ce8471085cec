"""What the API takes: pages to read, comments, verdicts."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from onrecord.serve import jobs
from onrecord.serve.api import shapes
from onrecord.serve.api.read import answer
from onrecord.serve.pages import comments, paste, verdicts
from onrecord.serve.room import room_of


def reading(request: Request, form: FormData) -> Response:
    key = paste.accept(request, form)
    return answer(jobs.get(room_of(request).stores.own().db, key), 202)


def comment(request: Request, form: FormData) -> Response:
    number, _ = comments.keep(request, form)
    return answer(shapes.Made(n=number), 201)


def verdict(request: Request, form: FormData) -> Response:
    return answer(shapes.Made(n=verdicts.keep(request, form)), 201)
