"""A file of doctors, as people write them: each row followed, or refused with its cell and the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from binome.contrats.situation import lire_situation
from binome.droit.loi import Loi
from binome.lots.interprete import ErreurDeLigne, fautes_de_la_ligne, telles_que_vues
from binome.lots.lecture.bloc import Bloc
from binome.lots.lecture.codes import Codes
from binome.lots.lecture.lire import ouvrir
from binome.lots.lignes import situation_de_la_ligne
from binome.moteur.erreurs import ErreurDeSaisie
from binome.portefeuille.suivi import Suivi, suivre


@dataclass(frozen=True, slots=True)
class Portefeuille:
    """Doctors followed, rows refused, what is to be said of how the file was read."""

    suivis: tuple[Suivi, ...]
    erreurs: tuple[ErreurDeLigne, ...]
    remarques: tuple[str, ...]


def suivre_le_fichier(fichier: Path, au: date, loi: Loi, codes: Codes | None = None) -> Portefeuille:
    """Follow every doctor of a file on a day, under a law.

    Raises:
        ErreurDeSaisie: the file cannot be read, or a whole column cannot.
    """
    entree = ouvrir(fichier, codes, loi)
    suivis: list[Suivi] = []
    erreurs: list[ErreurDeLigne] = []
    for bloc in entree.blocs():
        vus = list(_du_bloc(bloc, au, loi))
        suivis += [vu for vu in vus if isinstance(vu, Suivi)]
        refusees = [une for vu in vus if not isinstance(vu, Suivi) for une in vu]
        erreurs += telles_que_vues(refusees, bloc.fautes, entree.vues)
    return Portefeuille(tuple(suivis), tuple(erreurs), tuple(entree.remarques.phrases()))


def _du_bloc(bloc: Bloc, au: date, loi: Loi) -> Iterator[Suivi | list[ErreurDeLigne]]:
    """Yield each row followed, or the faults that refuse it."""
    noms = bloc.identifiants.iter_rows(named=True) if bloc.identifiants.width else ({} for _ in bloc.lignes)
    for ligne, qui, cellules in zip(bloc.lignes, noms, bloc.table.iter_rows(named=True), strict=True):
        try:
            situation = lire_situation(situation_de_la_ligne(cellules), loi)
            yield suivre(ligne, {nom: valeur or "" for nom, valeur in qui.items()}, situation, au, loi)
        except ErreurDeSaisie as faute:
            yield fautes_de_la_ligne(ligne, cellules, faute)
