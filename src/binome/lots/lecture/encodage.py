"""The text of a file, whatever its encoding: found from its bytes, given back in UTF-8 by whole lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from binome.langue.courante import dire
from binome.lots.lecture.bornes import MEGA, OCTETS_D_UNE_LIGNE
from binome.lots.lecture.refus import a_la_ligne, attendu

UTF8: Final = "utf-8"
CP1252: Final = "cp1252"
_BLOC: Final = 2 * MEGA
_MARQUES: Final = ((codecs.BOM_UTF8, UTF8), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def reconnaitre(fichier: Path) -> str:
    """Return the encoding of a text file: the one its first bytes declare, else UTF-8 if all of it is, else cp1252.

    Raises:
        FichierRefuse: this is no text.
    """
    with fichier.open("rb") as flux:
        debut = flux.read(len(codecs.BOM_UTF8) + 1)
        for marque, encodage in _MARQUES:
            if debut.startswith(marque):
                return encodage
        if len(debut) > 1 and 0 in debut[:2]:
            return "utf-16-be" if debut[0] == 0 else "utf-16-le"
        flux.seek(0)
        return _selon_le_contenu(fichier, flux)


def _selon_le_contenu(fichier: Path, flux: BinaryIO) -> str:
    for encodage in (UTF8, CP1252):
        decodeur = codecs.getincrementaldecoder(encodage)()
        flux.seek(0)
        try:
            for octets in iter(lambda: flux.read(_BLOC), b""):
                if b"\0" in octets:
                    raise attendu(fichier.name, dire("un fichier de texte"))
                if not octets.isascii() or decodeur.getstate()[0]:
                    decodeur.decode(octets)
            decodeur.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encodage
    raise attendu(fichier.name, dire("un fichier de texte"))


def lignes_entieres(fichier: Path, encodage: str) -> Iterator[bytes]:
    """Yield a text as UTF-8, in blocks that end with a line; lines end as in Unix.

    Raises:
        FichierRefuse: the bytes are not of this encoding, or a line is too long.
    """
    reste, premiere = b"", 1
    for suite in _en_utf8(fichier, encodage):
        bloc = reste + suite
        coupe = bloc.rfind(b"\n") + 1
        _verifier_les_lignes(fichier.name, bloc, premiere)
        reste = bloc[coupe:]
        if coupe:
            premiere += bloc.count(b"\n")
            yield bloc[:coupe]
    if reste:
        yield reste


def _verifier_les_lignes(nom: str, bloc: bytes, premiere: int) -> None:
    """Refuse a line longer than `OCTETS_D_UNE_LIGNE`, by leaps of that length."""
    debut = 0
    while len(bloc) - debut > OCTETS_D_UNE_LIGNE:
        fin = bloc.rfind(b"\n", debut, debut + OCTETS_D_UNE_LIGNE) + 1
        if fin == 0:
            ligne = premiere + bloc.count(b"\n", 0, debut)
            raise a_la_ligne(nom, ligne, dire("elle est longue de plus d'un million de caractères."))
        debut = fin


def _en_utf8(fichier: Path, encodage: str) -> Iterator[bytes]:
    """Yield a file as UTF-8 without its mark, the ends of lines of other systems made plain."""
    decodeur = codecs.getincrementaldecoder(encodage)()
    debut, en_suspens = True, b""
    with fichier.open("rb") as flux:
        while True:
            lus = flux.read(_BLOC)
            bloc = en_suspens + (lus if encodage == UTF8 else decodeur.decode(lus, final=not lus).encode())
            if debut:
                bloc, debut = bloc.removeprefix(codecs.BOM_UTF8), False
            en_suspens = b"\r" if lus and bloc.endswith(b"\r") else b""
            if bloc:
                bloc = bloc.removesuffix(b"\r") if en_suspens else bloc
                yield bloc.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in bloc else bloc
            if not lus:
                return
