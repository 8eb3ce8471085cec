"""Building HTML so that nothing can be forgotten: what is not `Html` already is escaped."""

from collections.abc import Iterable
from html import escape

from onrecord.render.words import visible

_VOID = {"input", "meta", "br", "hr"}


class Html(str):
    """Markup. Only `el`, `join` and trusted constants make it; everything else is text."""

    __slots__ = ()


def text(value: str) -> Html:
    """Words as markup: escaped, with control characters made visible."""
    return Html(escape(visible(value)))


def el(name: str, /, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """An element. `cls` is `class`, `_` in names is `-`; attributes that are None are left out."""
    told = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{told}>")
    return Html(f"<{name}{told}>{join(children)}</{name}>")


def join(children: Iterable[str | None]) -> Html:
    return Html("".join(_child(child) for child in children))


def _child(child: str | None) -> str:
    if child is None:
        return ""
    return child if isinstance(child, Html) else text(child)


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = {"cls": "class", "for_": "for"}.get(key, key.replace("_", "-"))
    if value is True:
        return f" {name}"
    return f' {name}="{text(str(value))}"'
