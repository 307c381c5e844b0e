"""What a writer makes of a block of answers, before it is known where the block will stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import polars as pl


def sans_pied(_debut: int) -> bytes:
    """Return nothing: the end of the file says nothing of a block."""
    return b""


@dataclass(frozen=True, slots=True)
class Encode:
    """A block as it is written, and what the end of the file will say of it once it is known where it stands."""

    octets: bytes
    pied: Callable[[int], bytes] = sans_pied


class Ecrivain(Protocol):
    """How a format is written block by block; blocks are encoded apart, in any order."""

    def debut(self, modele: pl.DataFrame) -> bytes:
        """Return what a file begins with; `modele` is an empty table with its columns."""

    def encoder(self, lignes: pl.DataFrame) -> Encode:
        """Return rows as one block."""

    def fin(self, modele: pl.DataFrame, pieds: bytes, blocs: int, lignes: int) -> bytes:
        """Return what a file ends with, from what was said of each block."""
