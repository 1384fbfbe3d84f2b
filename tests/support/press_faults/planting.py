"""How a fault is planted: a maker of a PDF, registered with the finding that it must give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from support.press_pdf import PressPdf, placed

SOUND = PressPdf()
Made = PressPdf | bytes
FAULTS: dict[str, tuple[str, str, Callable[[], Made]]] = {}  # name -> (finding's id, severity, maker)


def fault(id: str, severity: str = "error") -> Callable[[Callable[[], Made]], Callable[[], Made]]:
    def register(maker: Callable[[], Made]) -> Callable[[], Made]:
        FAULTS[maker.__name__] = (f"preflight/{id}", severity, maker)
        return maker

    return register


def written(made: Made) -> bytes:
    return made if isinstance(made, bytes) else made.write()


def with_content(content: str, **changes: object) -> PressPdf:
    return SOUND.with_page(content=content, **changes)


def with_picture(
    picture: bytes, size: tuple[float, float] = (40, 40), resources: str = "", **changes: object
) -> PressPdf:
    """A picture in the middle of the page."""
    made = with_content(placed("Im1", 30, 60, *size), resources=f"/XObject << /Im1 20 0 R >> {resources}", **changes)
    return replace(made, objects=(picture,))
