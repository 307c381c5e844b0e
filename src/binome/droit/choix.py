"""Which law: in force, under a ready-made reform, under one reading turned round."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from binome.droit.catalogue import REFORMES_PRETES, Catalogue
from binome.droit.loi import Loi, loi_en_vigueur
from binome.droit.reformes import Reforme
from binome.droit.reformes_ecrites import lire_toml
from binome.droit.reformes_en_ligne import est_en_ligne, lire_en_ligne
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.proximite import vouliez_vous


def loi_choisie(loi: Loi | str | None = None) -> Loi:
    """Return the law that the caller of a public function chose: a value, a reform, in force by default.

    Args:
        loi: a law; the name of a ready-made reform; or a reform in one line, as « seuil_de_maintien=9/10 ».

    Raises:
        ErreurDeSaisie: no ready-made reform bears this name, or the line cannot be read.
    """
    if isinstance(loi, Loi):
        return loi
    en_vigueur = loi_en_vigueur()
    return en_vigueur if loi is None else en_vigueur.avec(reforme_choisie(loi, en_vigueur.catalogue))


def reforme_choisie(nom: str, droit: Catalogue) -> Reforme:
    """Return a ready-made reform by its name, or the one that is written in one line.

    Raises:
        ErreurDeSaisie: no such reform; the nearest name is proposed.
    """
    return lire_en_ligne(nom, droit) if est_en_ligne(nom) else reforme_prete(nom, droit)


@cache
def reformes_pretes(droit: Catalogue) -> dict[str, Reforme]:
    """Return the ready-made reforms, by name."""
    dossier = Path(__file__).with_name(REFORMES_PRETES)
    return {f.stem: lire_toml(f.stem, f.read_text("utf-8"), droit) for f in sorted(dossier.glob("*.toml"))}


def reforme_prete(nom: str, droit: Catalogue) -> Reforme:
    """Return a ready-made reform by its name.

    Raises:
        ErreurDeSaisie: no such reform; the nearest name is proposed.
    """
    pretes = reformes_pretes(droit)
    if nom not in pretes:
        raise ErreurDeSaisie("reforme", nom, f"une réforme parmi {', '.join(pretes)}", vouliez_vous(nom, pretes))
    return pretes[nom]


@cache
def lectures_retournees(droit: Catalogue) -> tuple[Reforme, ...]:
    """Return one reform per other choice of each reading."""
    return tuple(
        Reforme(f"{nom}={choix}", f"{lecture.question} : {lecture.choix[choix]}", lectures=((nom, choix),))
        for nom, lecture in droit.lectures.items()
        for choix in lecture.choix
        if choix != lecture.defaut
    )
