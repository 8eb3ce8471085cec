"""What the API takes: pages to read, comments, verdicts."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from onrecord.serve.api import shapes
from onrecord.serve.api.read import answer, reading_of
from onrecord.serve.pages import comments, paste, verdicts


def reading(request: Request, form: FormData) -> Response:
    return answer(reading_of(request, paste.accept(request, form)), 202)


def comment(request: Request, form: FormData) -> Response:
    number, _ = comments.keep(request, form)
    return answer(shapes.Made(n=number), 201)


def verdict(request: Request, form: FormData) -> Response:
    return answer(shapes.Made(n=verdicts.keep(request, form)), 201)
