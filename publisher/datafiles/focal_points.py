"""The point of a picture that must stay visible, in numbers or words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pydantic_core import PydanticCustomError

FOCUS_EXAMPLE = "[60, 30] (percent from the left and from the top), or one or two of top, bottom, left, right"
# (percent from the left, percent from the top) that a word says
FOCUS_WORDS: dict[object, tuple[float | None, float | None]] = {
    "left": (0.0, None),
    "right": (100.0, None),
    "top": (None, 0.0),
    "bottom": (None, 100.0),
    "middle": (None, None),
    "center": (None, None),
    "centre": (None, None),
}


def focal_point(value: object) -> tuple[float, float]:
    """(percent from the left, percent from the top) of `[60, 30]`, "60 30", "60%, 30%" or "top right"."""
    if isinstance(value, str):
        parts: list[Any] = [part.rstrip("%") for part in re.split(r"[\s,]+", value.strip().lower()) if part != "%"]
    else:
        parts = list(value) if isinstance(value, list | tuple) else []
    point = (
        _point_in_words(parts)
        if parts and all(isinstance(part, str) and part in FOCUS_WORDS for part in parts)
        else _point(parts)
    )
    if point is None:
        written = value if isinstance(value, str) else f"[{', '.join(map(str, parts))}]"
        context = {"value": str(written), "kind": "focal point", "example": FOCUS_EXAMPLE}
        raise PydanticCustomError("wrong_form", "'{value}' is not a valid {kind}", context)
    return point


def _point(parts: Sequence[Any]) -> tuple[float, float] | None:
    """Fractions of 1 are no percent: nobody means a point so near to the corner."""
    if len(parts) != 2 or any(isinstance(part, bool) for part in parts):
        return None
    try:
        left, top = map(float, parts)
    except (TypeError, ValueError):
        return None
    are_fractions = max(left, top) <= 1 and not (left.is_integer() and top.is_integer())
    return (left, top) if 0 <= left <= 100 and 0 <= top <= 100 and not are_fractions else None


def _point_in_words(words: Sequence[str]) -> tuple[float, float] | None:
    """Each direction may be said once; 'centre' fills what is not said."""
    sides = [FOCUS_WORDS[word] for word in words]
    across, down = ([side[axis] for side in sides if side[axis] is not None] for axis in (0, 1))
    if len(words) > 2 or len(across) > 1 or len(down) > 1:
        return None
    return (across[0] if across else 50.0, down[0] if down else 50.0)  # type: ignore[return-value]
