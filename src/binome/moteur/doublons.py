"""What is given twice, found in one pass: what comes in may be long on purpose."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

C = TypeVar("C", bound=Hashable)


def premier_doublon(suite: Iterable[C]) -> C | None:
    """Return the first element that an earlier one equals, None when all differ."""
    vus: set[C] = set()
    for un in suite:
        if un in vus:
            return un
        vus.add(un)
    return None
