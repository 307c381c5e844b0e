"""A reform in words that a person reads: each number that it changes, its cell, what it becomes and what it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from binome.droit.catalogue import Catalogue
from binome.droit.codes import Motif
from binome.droit.loi import Loi
from binome.droit.reformes import Remplacement
from binome.langue.courante import FRANCAIS, dire, en_langue, langue
from binome.langue.ecriture import en_date, en_pourcent, en_texte, nombre
from binome.moteur.codes import Codes
from binome.moteur.parametres import Parametre
from binome.moteur.primitives import INCONNU, SANS_OBJET
from binome.moteur.rendu import TU, EnJson

_MARQUES: Final = {INCONNU: "non communiqué", SANS_OBJET: "sans objet"}
_AU_SINGULIER: Final = {"années": "année", "ans": "an", "jours": "jour", "patients": "patient"}
_EUROS: Final = "EUR par an"
_POURCENT: Final = "pour-cent"


@dataclass(frozen=True, slots=True)
class ReformeEnMots(EnJson):
    """What a reader must know of the law that a result applies, when it is not the law in force."""

    nom: str
    titre: str
    phrase: str = field(metadata=TU)
    """One sentence that says that this is not the law."""
    changements: tuple[str, ...]


def en_mots(loi: Loi) -> ReformeEnMots | None:
    """Return the reform of a law in the current language; None when it changes nothing."""
    return None if loi.reforme.est_vide else _en_mots(loi, langue())


@lru_cache(64)
def _en_mots(loi: Loi, _langue: str) -> ReformeEnMots:
    """Say a reform in a language; its changes quote the law, which is in French."""
    titre = loi.reforme.titre
    phrase = dire("Sous la réforme « {titre} », qui n'est pas le droit en vigueur.", titre=titre)
    with en_langue(FRANCAIS):
        return ReformeEnMots(loi.reforme.nom, titre, phrase, tuple(_changements(loi)))


def phrase_du_motif(motif: Motif, loi: Loi, jour: date) -> str:
    """Return the sentence of an outcome under the numbers of a day, with the share that a reform gives it."""
    phrase = dire(loi.catalogue.motifs[motif])
    if "part_selon_le_motif" not in loi.reforme.parametres:
        return phrase
    sans_reforme = loi.catalogue.bareme(loi.jour_des_nombres(jour))
    parts = [bareme.part_selon_le_motif[motif] for bareme in (loi.bareme(jour), sans_reforme)]
    if parts[0] == parts[1]:
        return phrase
    cas, separateur, _ = phrase.rpartition(" : ")
    return dire(
        "{cas} : {part} (réforme « {titre} »).",
        cas=cas if separateur else phrase.rstrip("."),
        part=dire(parts[0].libelle),
        titre=loi.reforme.titre,
    )


def _changements(loi: Loi) -> Iterator[str]:
    if loi.regime_impose is not None:
        yield f"Tous les nombres sont ceux du régime « {loi.regime_impose.titre} »."
    for remplacement in loi.reforme.remplacements:
        yield _remplacement(remplacement, loi)
    for nom, choix in loi.reforme.lectures:
        lecture = loi.catalogue.lectures[nom]
        yield f"{lecture.question} {lecture.choix[choix]}."


def _remplacement(remplacement: Remplacement, loi: Loi) -> str:
    parametre = loi.catalogue.parametres[remplacement.parametre]
    jour = loi.jour_des_nombres(remplacement.depuis or loi.catalogue.verifie_le)
    case = ", ".join(libelles(parametre, remplacement.case, loi.catalogue))
    quoi = parametre.titre + (f" ({case})" if case else "")
    avant = valeur_en_mots(parametre, _ancienne(parametre, remplacement, jour))
    depuis = "" if remplacement.depuis is None else f", à partir du {en_date(remplacement.depuis)}"
    return f"{quoi} : {valeur_en_mots(parametre, remplacement.valeur)} (au lieu de : {avant}){depuis}."


def _ancienne(parametre: Parametre, remplacement: Remplacement, jour: date) -> object:
    """Return what the law in force has on `jour` where a reform writes."""
    valeur = parametre.au(max(jour, parametre.versions[0].depuis)).valeur
    for indice in remplacement.case:
        valeur = valeur[indice]
    return valeur


def libelles(parametre: Parametre, case: Sequence[int], droit: Catalogue) -> Iterator[str]:
    """Yield the name of a cell on each axis of its table."""
    for indice, nom in zip(case, parametre.axes, strict=True):
        axe = droit.axes[nom]
        membre = axe.membre(indice)
        if nom == "specialite":
            yield droit.specialites[indice].libelle
        else:
            yield membre.libelle if isinstance(membre, Codes) else axe.codes[indice]


def valeur_en_mots(parametre: Parametre, valeur: Any) -> str:
    """Return a number with its unit."""
    if isinstance(valeur, Codes):
        return valeur.libelle
    entier = valeur[0] if isinstance(valeur, tuple) else valeur
    if entier in _MARQUES:
        return _MARQUES[entier]
    if isinstance(valeur, tuple):
        return en_pourcent(valeur) if valeur[0] <= valeur[1] else nombre(*valeur)
    if parametre.unite == _EUROS:
        return f"{en_texte(Decimal(valeur))} par an"
    if parametre.unite == _POURCENT:
        return en_pourcent((valeur, 100))
    unite = _AU_SINGULIER.get(parametre.unite, parametre.unite) if valeur <= 1 else parametre.unite
    return f"{nombre(valeur)} {unite}"
