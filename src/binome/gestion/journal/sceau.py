"""What an entry is sealed with: a digest of all that it says, the digest of the one before included."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Final

from binome.moteur.canonique import canonique

ORIGINE: Final = ""
"""What the first entry of a chain follows."""


@dataclass(frozen=True, slots=True)
class Scelle:
    """All that an entry says, but its own digest."""

    chaine: str
    rang: int
    quand: str
    qui: str
    commande: str
    objet: str
    contenu: str
    precedente: str

    @property
    def empreinte(self) -> str:
        """The SHA-256 of the canonical JSON of what is said."""
        return sha256(canonique(asdict(self)).encode()).hexdigest()
