"""What every request passes: names it may call us by, limits of size and time, safe headers."""

import asyncio
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.serve.settings import Settings

# Nothing from other hosts, no script or style but our files, no frames, no plug-ins.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
}
YEAR = 31_536_000


class TooLarge(Exception):
    """The body of a request went over the limit."""


class Guard:
    """The outermost layer. Answers what it refuses itself, in plain words."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        refused = self._refusal(Headers(scope=scope))
        if refused is not None:
            return await PlainTextResponse(refused[1], refused[0], HEADERS)(scope, receive, send)
        await self._limited(scope, receive, _Answer(send, secure=self.settings.secure))

    def _refusal(self, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "")
        name = host[1 : host.find("]")] if host.startswith("[") else host.split(":")[0]
        if self.settings.names and name.lower() not in self.settings.names:
            return 421, f"This server does not answer to the name {name!r}.\n"
        length = headers.get("content-length", "0")
        if not length.isdigit():
            return 400, "The length of the body is no number.\n"
        if int(length) > self.settings.body_limit:
            return 413, self._too_large()
        return None

    def _too_large(self) -> str:
        return f"Too large: the limit is {self.settings.body_limit / 1e6:.0f} MB.\n"

    async def _limited(self, scope: Scope, receive: Receive, answer: "_Answer") -> None:
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.settings.body_limit:
                raise TooLarge
            return message

        refused = PlainTextResponse("The answer took too long.\n", 503)
        try:
            async with asyncio.timeout(self.settings.time_limit):
                return await self.app(scope, counted, answer)
        except TooLarge:
            refused = PlainTextResponse(self._too_large(), 413)
        except TimeoutError:
            pass
        if not answer.begun:
            await refused(scope, receive, answer)


class _Answer:
    """`send`, with our headers on the answer's beginning."""

    def __init__(self, send: Send, *, secure: bool) -> None:
        self.send = send
        self.secure = secure
        self.begun = False
        self.start = time.perf_counter()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-cache")
            if self.secure:
                headers["strict-transport-security"] = f"max-age={YEAR}"
            spent = (time.perf_counter() - self.start) * 1000
            headers["server-timing"] = f"app;dur={spent:.1f}"
        await self.send(message)
