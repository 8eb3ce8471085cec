"""What `onrecord serve` was asked for."""

from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class OpenId:
    """An OpenID Connect provider; `issuer` holds `/.well-known/openid-configuration`.

    `role` is what an account gets on its first sign-in.
    """

    issuer: str
    client: str
    secret: str
    role: str = "commenter"
    name: str = "OpenID"


@dataclass(frozen=True)
class Settings:
    """How the reading room runs. `hosts` are the names it answers to (against DNS rebinding)."""

    store: Path
    host: str = "127.0.0.1"
    port: int = 8750
    hosts: tuple[str, ...] = ()
    origin: str | None = None  # https://reading.example.org, where a proxy stands in front
    lang: str = "en"
    openid: OpenId | None = None
    body_limit: int = 5_000_000  # bytes of a request
    time_limit: float = 30.0  # seconds of a request
    examples: bool = True
    threads: int = 4  # requests worked on at once; the others wait their turn
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        own = self.origin.split("://", 1)[1].split(":")[0] if self.origin else None
        names = {*self.hosts, *([own] if own else [])}
        if self.local:
            names.update(LOOPBACK)
        object.__setattr__(self, "names", tuple(sorted(names)))

    @property
    def local(self) -> bool:
        """True when nobody but this machine can connect."""
        return self.host in LOOPBACK

    @property
    def url(self) -> str:
        """Where a browser finds the page."""
        if self.origin:
            return self.origin
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def secure(self) -> bool:
        """True when cookies are to travel over TLS alone."""
        return self.url.startswith("https://")
