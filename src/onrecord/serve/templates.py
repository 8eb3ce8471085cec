"""Pages from templates. What is not markup already is escaped, and shows its control characters."""

import gettext
import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from onrecord.render import words
from onrecord.render.html import Html
from onrecord.serve.said import said
from onrecord.serve.static import content

HERE = Path(__file__).parent


def markup(html: Html) -> Markup:
    """Markup of `onrecord.render`, which escapes as it builds, for use in a template."""
    return Markup(html)


class Templates:
    """The templates in one language; a catalogue `locale/LANG/LC_MESSAGES/onrecord.mo` is used
    where there is one."""

    def __init__(self, lang: str = "en") -> None:
        self.env = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_finalize,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
            auto_reload=False,
        )
        catalogue = gettext.translation("onrecord", HERE / "locale", [lang], fallback=True)
        self.env.install_gettext_translations(catalogue, newstyle=True)  # type: ignore[attr-defined]
        self.env.globals.update(asset=asset, lang=lang, TYPES=words.TYPES)
        self.env.filters.update(filters())

    def render(self, name: str, values: dict[str, Any]) -> str:
        return self.env.get_template(name).render(values)


def filters() -> dict[str, Callable[..., Any]]:
    return {
        "clip": words.clip,
        "number": words.number,
        "day": lambda value: (value or "")[:10],
        "count": lambda value: f"{value:,}",
        "excerpt": excerpt,
        "said": said,
    }


def excerpt(text: str) -> Markup:
    """A search's excerpt: `\\x01` and `\\x02` around the words that were found."""
    safe = Markup.escape(words.visible(text.replace("\x01", "\ue000").replace("\x02", "\ue001")))
    return Markup(str(safe).replace("\ue000", "<mark>").replace("\ue001", "</mark>"))


def _finalize(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Markup):
        return words.visible(value)
    return "" if value is None else value


@cache
def asset(name: str) -> str:
    """The address of a static file; it changes with the file, so that it can be kept for long."""
    found = content(name)
    version = hashlib.sha256(found[0]).hexdigest()[:10] if found else "none"
    return f"/static/{name}?v={version}"
