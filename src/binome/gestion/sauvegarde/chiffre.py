"""A file sealed with a phrase: its key by scrypt, its pieces by AES-GCM, so that none can be changed, moved or cut.

The format: a mark, a salt of sixteen bytes, then pieces, each preceded by its length on four bytes. A piece is sealed
with its number as nonce, and with whether it is the last one.
"""

from __future__ import annotations

import os
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from binome.moteur.erreurs import ErreurDeSaisie

MARQUE: Final = b"BINOME-CHIFFRE/1\n"
PHRASE_AU_MOINS: Final = 12
_SEL: Final = 16
_MORCEAU: Final = 1 << 20
_NONCE: Final = 12
_LONGUEUR: Final = 4
_SCEAU: Final = 16
_SUITE, _FIN = b"suite", b"fin"


def _clef(phrase: str, sel: bytes) -> AESGCM:
    if len(phrase) < PHRASE_AU_MOINS:
        raise ErreurDeSaisie("phrase", "trop courte", f"au moins {PHRASE_AU_MOINS} caractères")
    return AESGCM(Scrypt(salt=sel, length=32, n=1 << 16, r=8, p=1).derive(phrase.encode()))


class Scelleur:
    """What is written to it is sealed, piece by piece, in a file."""

    def __init__(self, sortie: BinaryIO, phrase: str) -> None:
        sel = os.urandom(_SEL)
        self._sortie, self._clef, self._rang, self._reste = sortie, _clef(phrase, sel), 0, bytearray()
        sortie.write(MARQUE + sel)

    def write(self, octets: bytes) -> int:
        """Take bytes, and seal the pieces that they fill."""
        self._reste += octets
        while len(self._reste) > _MORCEAU:
            self._sceller(bytes(self._reste[:_MORCEAU]), _SUITE)
            del self._reste[:_MORCEAU]
        return len(octets)

    def flush(self) -> None:
        """Keep what does not fill a piece: the last one is sealed at the end."""

    def finir(self) -> None:
        """Seal what is left as the last piece."""
        self._sceller(bytes(self._reste), _FIN)
        self._reste.clear()

    def _sceller(self, morceau: bytes, place: bytes) -> None:
        scelle = self._clef.encrypt(self._rang.to_bytes(_NONCE), morceau, place)
        self._rang += 1
        self._sortie.write(len(scelle).to_bytes(_LONGUEUR) + scelle)


def est_scelle(fichier: BinaryIO) -> bool:
    """Return whether a file bears the mark of a sealed one; it is read again from its start."""
    debut = fichier.read(len(MARQUE))
    fichier.seek(0)
    return debut == MARQUE


def ouvrir(fichier: BinaryIO, phrase: str, vers: BinaryIO) -> None:
    """Write a sealed file in clear.

    Raises:
        ErreurDeSaisie: the phrase is not the one, or the file was changed or cut.
    """
    fichier.seek(len(MARQUE))
    clef, rang, finie = _clef(phrase, fichier.read(_SEL)), 0, False
    while entete := fichier.read(_LONGUEUR):
        longueur = int.from_bytes(entete)
        if finie or longueur > _MORCEAU + _SCEAU:
            raise _illisible()
        scelle, nonce = fichier.read(longueur), rang.to_bytes(_NONCE)
        try:
            vers.write(clef.decrypt(nonce, scelle, _SUITE))
        except InvalidTag:
            finie = True
            try:
                vers.write(clef.decrypt(nonce, scelle, _FIN))
            except InvalidTag as faute:
                raise _illisible() from faute
        rang += 1
    if not finie:
        raise _illisible()


def _illisible() -> ErreurDeSaisie:
    return ErreurDeSaisie("fichier", "cette sauvegarde", "une sauvegarde entière, et la phrase qui l'a scellée")
