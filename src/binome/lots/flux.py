"""Many situations answered as they are read: blocks of rows and of refusals, in the order of the lines, never a file.

The same blocks, the same kernel and the same writers as a run from file to file; nothing is kept of what was sent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from binome.droit.loi import Loi
from binome.lots.colonnes import schema_des_textes
from binome.lots.ecriture.presentation import Presentation
from binome.lots.ecriture.textes import JsonLignes
from binome.lots.execution import dans_l_ordre
from binome.lots.interprete import ErreurDeLigne
from binome.lots.lecture.bloc import Bloc
from binome.lots.lecture.lire import Entree, compter, ouvrir
from binome.lots.modeles import Memoire
from binome.lots.table import avec_les_fautes, lignes_pour_compiler, traiter_un_bloc

if TYPE_CHECKING:
    import polars as pl

CHAMP: Final = "champ"
RAISON: Final = "raison"


@dataclass(frozen=True, slots=True)
class Morceau:
    """What a block adds to the answer."""

    lues: int
    refusees: int
    lignes: pl.DataFrame
    erreurs: Sequence[ErreurDeLigne]


class EcrivainDeFlux(Protocol):
    """How answers and refusals are written as they come."""

    def debut(self, presentation: Presentation) -> bytes:
        """Return what the stream begins with."""

    def morceau(self, un: Morceau) -> bytes:
        """Return a block."""

    def fin(self, lues: int, refusees: int) -> bytes:
        """Return what says that the stream is whole."""


def repondre(
    fichier: Path, loi: Loi, fabrique: Callable[[], EcrivainDeFlux], compile_des: int | None = None
) -> Iterator[bytes]:
    """Return the answers to a file of situations, piece by piece; what is wrong with the whole file is said at once.

    Args:
        fichier: one situation a row.
        loi: the law that is applied.
        fabrique: makes what writes.
        compile_des: rows from which the kernel answers; by default, from which it is worth it.

    Raises:
        ErreurDeSaisie: the file or a whole column cannot be read.
    """
    entree = ouvrir(fichier, loi=loi)
    seuil = lignes_pour_compiler() if compile_des is None else compile_des
    return _morceaux(entree, compter(fichier), loi, fabrique(), seuil)


def _morceaux(
    entree: Entree, total: int | None, loi: Loi, ecrivain: EcrivainDeFlux, compile_des: int
) -> Iterator[bytes]:
    presentation = Presentation(identifiants=entree.identifiants, loi=loi)
    yield ecrivain.debut(presentation)
    lues = refusees = 0
    faire = partial(_faire, entree, presentation, Memoire(loi), compile_des, total)
    for un in dans_l_ordre(faire, entree.blocs()):
        lues, refusees = lues + un.lues, refusees + un.refusees
        yield ecrivain.morceau(un)
    yield ecrivain.fin(lues, refusees)


def _faire(
    entree: Entree, presentation: Presentation, memoire: Memoire, compile_des: int, total: int | None, un: Bloc
) -> Morceau:
    hauteur = un.table.height + len(un.fautes)
    seuil = max(compile_des * hauteur // max(total or hauteur, hauteur), 1)
    reponses = avec_les_fautes(traiter_un_bloc(un, memoire, seuil, 1), un, entree.vues)
    lignes = presentation.presenter(reponses.lignes, un)
    return Morceau(hauteur, len({une.ligne for une in reponses.erreurs}), lignes, reponses.erreurs)


class EnJsonLignes:
    """JSON lines: one per contract year, one per refusal at the place of its line, one at the end that counts."""

    def debut(self, _presentation: Presentation) -> bytes:
        """Return nothing."""
        return b""

    def morceau(self, un: Morceau) -> bytes:
        """Return a block."""
        rendues = JsonLignes().encoder(un.lignes).octets if un.lignes.height else b""
        if not un.erreurs:
            return rendues
        bonnes = zip(un.lignes["ligne"], rendues.splitlines(keepends=True), strict=True)
        refusees = ((une.ligne, _en_ligne({"ligne": une.ligne, **_dite(une)})) for une in un.erreurs)
        return b"".join(octets for _, octets in merge(bonnes, refusees, key=lambda paire: paire[0]))

    def fin(self, lues: int, refusees: int) -> bytes:
        """Return the line without which the stream was cut."""
        return _en_ligne({"fin": True, "lues": lues, "refusees": refusees})


class EnArrow:
    """An Arrow stream: the columns of the answers, then `champ` and `raison`, null where a row was answered."""

    def __init__(self) -> None:
        self._puits = _Puits()
        self._modele: Any = None
        self._flux: Any = None

    def debut(self, presentation: Presentation) -> bytes:
        """Return the schema."""
        import polars as pl
        from pyarrow import ipc

        vide = presentation.modele().with_columns(pl.lit(None, dtype=pl.String).alias(nom) for nom in (CHAMP, RAISON))
        self._modele = _en_clair(vide)
        self._flux = ipc.new_stream(self._puits, self._modele.to_arrow(compat_level=pl.CompatLevel.oldest()).schema)
        return self._puits.prendre()

    def morceau(self, un: Morceau) -> bytes:
        """Return a block as one batch."""
        import polars as pl

        table = _en_clair(un.lignes)
        if un.erreurs:
            erreurs = pl.DataFrame({"ligne": [une.ligne for une in un.erreurs], **_colonnes(un.erreurs)})
            table = pl.concat([table, erreurs], how="diagonal_relaxed").sort("ligne", "annee", maintain_order=True)
        table = pl.concat([self._modele, table], how="diagonal_relaxed").select(self._modele.columns)
        self._flux.write_table(table.to_arrow(compat_level=pl.CompatLevel.oldest()))
        return self._puits.prendre()

    def fin(self, _lues: int, _refusees: int) -> bytes:
        """Return the mark of the end, that readers of Arrow ask for."""
        self._flux.close()
        return self._puits.prendre()


class _Puits:
    """A file that only remembers what was not taken yet."""

    closed = False

    def __init__(self) -> None:
        self._octets = bytearray()

    def write(self, octets: bytes) -> int:
        """Take in some bytes."""
        self._octets += octets
        return len(octets)

    def flush(self) -> None:
        """Keep nothing back."""

    def prendre(self) -> bytes:
        """Return what was written since last time."""
        pris, self._octets = bytes(self._octets), bytearray()
        return pris


def _dite(une: ErreurDeLigne) -> dict[str, str]:
    return {CHAMP: une.champ, RAISON: une.raison}


def _colonnes(erreurs: Sequence[ErreurDeLigne]) -> dict[str, list[str]]:
    return {CHAMP: [une.champ for une in erreurs], RAISON: [une.raison for une in erreurs]}


def _en_ligne(objet: dict[str, object]) -> bytes:
    return json.dumps(objet, ensure_ascii=False).encode() + b"\n"


def _en_clair(table: pl.DataFrame) -> pl.DataFrame:
    """Return answers whose codes are texts: the list of each column of codes changes from block to block."""
    import polars as pl

    codes = [nom for nom, type_ in schema_des_textes().items() if type_ == pl.String and nom in table.columns]
    return table.with_columns(pl.col(nom).cast(pl.String) for nom in codes if table.schema[nom] == pl.Enum)
