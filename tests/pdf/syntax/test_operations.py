"""Content streams are taken apart without a loss, and what cannot be read is told."""

from __future__ import annotations

import pytest

from publisher.model.errors import RenderError
from publisher.pdf.syntax.operations import name, numbers, operations

STREAM = b"""q 1 0 0 -1 0 595.2 cm % a remark
/Figure <</MCID 0 /On true /T (a \\) \\( (b) c)>> BDC
BT /F1 9 Tf 1 0 0 1 2 3 Tm [<00ff> -12.5 (x\\\\)]TJ T* (a)' ET EMC
.5 0 0 rg/P0 gs 0 0 10 10 re f*
Q"""


def test_nothing_is_lost_and_nothing_is_added() -> None:
    assert b"".join(whole for whole, _, _ in operations(STREAM)) == STREAM


def test_each_operator_has_its_operands() -> None:
    found = [(operator.decode(), operands.strip()) for _, operands, operator in operations(STREAM)]
    names = [operator for operator, _ in found]
    assert " ".join(names) == "q cm BDC BT Tf Tm TJ T* ' ET EMC rg gs re f* Q"
    assert numbers(found[1][1]) == [1, 0, 0, -1, 0, 595.2]
    assert (name(found[4][1]), numbers(found[4][1])) == ("/F1", [9])
    assert numbers(found[11][1]) == [0.5, 0, 0]
    assert name(found[12][1]) == "/P0"


@pytest.mark.parametrize("broken", [b"q (no end rg", b"q } Q", b"1 2 3 " * 5000, b"q <0g> Tj"])
def test_what_cannot_be_read_is_told_at_once(broken: bytes) -> None:
    with pytest.raises(RenderError, match="cannot be read"):
        list(operations(broken))


def test_an_empty_stream_has_no_operations() -> None:
    assert list(operations(b" \n")) == []
