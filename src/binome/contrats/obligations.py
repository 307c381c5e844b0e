"""The doctor's duties beside patients, each with its deadline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count, takewhile
from string import Formatter

from binome.contrats.dossier import Dossier
from binome.droit.catalogue import Obligation
from binome.droit.vie_du_contrat.regles import depart_de_la_coordination, depart_de_la_formation, depart_du_remplacement
from binome.langue.courante import dire
from binome.moteur.calendrier import plus_mois
from binome.moteur.primitives import INCONNU
from binome.moteur.rendu import EnJson
from binome.moteur.sources import Source

_DEPARTS = {
    "point_depart_cqp": depart_de_la_formation,
    "depart_remplacement_secretaire": depart_du_remplacement,
    "depart_exercice_coordonne": depart_de_la_coordination,
}


@dataclass(frozen=True, slots=True)
class ObligationDatee(EnJson):
    """A duty beside patients, with its deadline when it has one."""

    code: str
    libelle: str
    si: str | None
    echeance: date | None
    lecture: str | None
    source: Source


def obligations_datees(dossier: Dossier) -> tuple[ObligationDatee, ...]:
    """Return the duties of the contract, dated where a start is known, in the order of the law's file."""
    return tuple(
        datee
        for obligation in dossier.droit.obligations
        if obligation.delai is None or getattr(dossier.bareme, obligation.delai) >= 0
        for datee in _datee(obligation, dossier)
    )


def _datee(obligation: Obligation, dossier: Dossier) -> Iterator[ObligationDatee]:
    libelle, si = _libelle(obligation, dossier), obligation.si and dire(obligation.si)
    for echeance in _echeances(obligation, dossier):
        yield ObligationDatee(obligation.code, libelle, si, echeance, obligation.lecture, obligation.source)


def _libelle(obligation: Obligation, dossier: Dossier) -> str:
    """Return the wording with the numbers of the law in it."""
    if "{" not in obligation.libelle:
        return dire(obligation.libelle)
    nombres = {nom: getattr(dossier.bareme, nom) for nom in _nombres_cites(obligation.libelle)}
    return dire(obligation.libelle).format_map(nombres)


@cache
def _nombres_cites(libelle: str) -> tuple[str, ...]:
    return tuple(nom for _, nom, _, _ in Formatter().parse(libelle) if nom)


def _echeances(obligation: Obligation, dossier: Dossier) -> list[date | None]:
    depart = _depart(obligation, dossier)
    if obligation.delai is None or depart is None:
        return [None]
    bareme = dossier.bareme
    mois: int = getattr(bareme, obligation.delai)
    if not obligation.repete:
        return [dossier.cadre.apres_les_suspensions(plus_mois(depart, mois))]
    fin = dossier.cadre.anniversaire_prevu(bareme.annees_d_observation + 1)
    if fin is None:
        return []
    dates = (plus_mois(depart, mois * rang) for rang in count(1))
    return [*map(dossier.cadre.apres_les_suspensions, takewhile(fin.__ge__, dates))]


def _depart(obligation: Obligation, dossier: Dossier) -> date | None:
    signature, embauche = dossier.situation.date_signature, dossier.situation.date_embauche
    if obligation.lecture is None:
        return signature
    ordinaux = [INCONNU if jour is None else jour.toordinal() for jour in (signature, embauche)]
    retenu = _DEPARTS[obligation.lecture](ordinaux[0], ordinaux[1], dossier.lectures)
    return None if retenu == INCONNU else date.fromordinal(retenu)
