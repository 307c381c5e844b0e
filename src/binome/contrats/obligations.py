"""The doctor's duties beside patients, each with its deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
        ObligationDatee(
            obligation.code,
            _libelle(obligation, dossier),
            obligation.si and dire(obligation.si),
            echeance,
            obligation.lecture,
            obligation.source,
        )
        for obligation in dossier.droit.obligations
        if obligation.delai is None or getattr(dossier.bareme, obligation.delai) >= 0
        for echeance in _echeances(obligation, dossier)
    )


def _libelle(obligation: Obligation, dossier: Dossier) -> str:
    """Return the wording with the numbers of the law in it."""
    noms = [nom for _, nom, _, _ in Formatter().parse(obligation.libelle) if nom]
    return dire(obligation.libelle).format_map({nom: getattr(dossier.bareme, nom) for nom in noms})


def _echeances(obligation: Obligation, dossier: Dossier) -> list[date | None]:
    depart = _depart(obligation, dossier)
    if obligation.delai is None or depart is None:
        return [None]
    bareme = dossier.bareme
    mois: int = getattr(bareme, obligation.delai)
    if not obligation.repete:
        return [plus_mois(depart, mois)]
    fin = dossier.anniversaire(bareme.annees_d_observation + 1)
    echeances: list[date | None] = []
    rang = 1
    while fin is not None and plus_mois(depart, mois * rang) <= fin:
        echeances.append(plus_mois(depart, mois * rang))
        rang += 1
    return echeances


def _depart(obligation: Obligation, dossier: Dossier) -> date | None:
    signature, embauche = dossier.situation.date_signature, dossier.situation.date_embauche
    if obligation.lecture is None:
        return signature
    ordinaux = [INCONNU if jour is None else jour.toordinal() for jour in (signature, embauche)]
    retenu = _DEPARTS[obligation.lecture](ordinaux[0], ordinaux[1], dossier.lectures)
    return None if retenu == INCONNU else date.fromordinal(retenu)
