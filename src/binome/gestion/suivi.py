"""Where the money of a contract stands: for each that was signed, its statement, what was paid, what is under way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Sum

from binome.contrats.actes.acte import NatureDActe, centimes, noms_suivis
from binome.contrats.actes.contrat import Contrat as ContratRejoue
from binome.contrats.actes.releve import releves
from binome.contrats.actes.reponse import UnReleve
from binome.droit.loi import Loi
from binome.gestion.codes import EtatDuRecouvrement, EtatDuVersement
from binome.gestion.lecture import actes_lus
from binome.gestion.modeles.contrats import Contrat
from binome.gestion.modeles.paiements import Remboursement, Versement
from binome.gestion.sommes import EnCours

SOUS_MAIN: Final = (EtatDuVersement.PROPOSE, EtatDuVersement.SAISI, EtatDuVersement.VALIDE, EtatDuVersement.EXPORTE)
"""Under way: no act says it paid yet."""


@dataclass(frozen=True, slots=True)
class Suivi:
    """One signed contract: the act that signs it, its statement, what acts say paid by year, what is under way."""

    signature: str
    releve: UnReleve
    paye: Mapping[int, int]
    en_cours: EnCours


def suivre(contrat: Contrat, au: date, loi: Loi) -> tuple[Suivi, ...]:
    """Return where the money stands of every contract that was signed, the last one at the end."""
    actes = actes_lus(contrat, loi)
    rejoues = releves(actes, au, loi=loi)
    noms = noms_suivis(actes, au)
    versements, restes = _sous_main(contrat), _a_rendre(contrat)
    suivis = []
    for rejoue, un in rejoues:
        signature = rejoue.actes[0].id if rejoue.actes else ""

        def sien(nom: str, signature: str = signature) -> bool:
            return len(rejoues) == 1 or noms.get(nom, nom) == signature

        par_annee = Counter[int]()
        for nom, annee, somme in versements:
            par_annee[annee] += somme if sien(nom) else 0
        a_rendre = sum(somme for nom, somme in restes if sien(nom))
        suivis.append(Suivi(signature, un, _paye(rejoue), EnCours(dict(par_annee), a_rendre)))
    return tuple(suivis)


def _sous_main(contrat: Contrat) -> list[tuple[str, int, int]]:
    sous_main = Versement.objects.filter(contrat=contrat, etat__in=SOUS_MAIN)
    return list(sous_main.values_list("signature", "annee", "centimes"))


def _a_rendre(contrat: Contrat) -> Iterable[tuple[str, int]]:
    """Return what open recoveries still wait for."""
    attendus = Remboursement.objects.filter(
        recouvrement__contrat=contrat, recouvrement__etat=EtatDuRecouvrement.OUVERT, acte=None
    )
    return list(attendus.values_list("recouvrement__signature").annotate(reste=Sum("centimes")))


def _paye(rejoue: ContratRejoue) -> Mapping[int, int]:
    paye = Counter[int]()
    for acte in rejoue.de_nature(NatureDActe.VERSEMENT):
        paye[int(acte.donnees["annee"])] += centimes(acte.donnees["montant"])
    return dict(paye)
