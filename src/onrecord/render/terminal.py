"""Parts of a summary -> text for a terminal of some width."""

from io import StringIO

from rich.console import Console, RenderableType


def printed(parts: list[RenderableType], width: int, colour: bool) -> str:
    """The parts as a terminal shows them, without blanks at the ends of lines."""
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    return "\n".join(row.rstrip() for row in out.getvalue().splitlines()) + "\n"
