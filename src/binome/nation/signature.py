"""What each doctor of the nation is told at signature under a law, before the age of the maintien and from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from binome.droit.cadre import cadre_de
from binome.droit.codes import Patientele, PatienteleComptee, Reponse, Statut
from binome.droit.loi import Loi, LoiDuContrat
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.primitives import INCONNU
from binome.nation.destins import Contrats
from binome.nation.dynamique import Dynamique
from binome.nation.hypotheses import Retenues
from binome.nation.matrices import Choix, Entiers
from binome.nation.population import Population, Strate
from binome.noyau.boucles import engager, seuils_publies
from binome.noyau.colonnes import ANNEES, Entree, Sortie

_JAMAIS: Final = ANNEES + 1


@dataclass(frozen=True, slots=True)
class Signature:
    """The doctors of one stratum under one law."""

    strate: Strate
    loi: LoiDuContrat
    pmt: Entiers
    """Their counts, adults alone if the law counts so."""
    pfa: Entiers
    option: Entiers
    sorties: Entiers
    """Columns of `Sortie`, at their age on the day of signature."""
    a_part: Entiers
    engagements: Entiers
    """Before the age of the maintien, then from it."""
    maintien: Entiers
    """The contract year from which that age is reached."""

    @property
    def eligibles(self) -> Choix:
        """Who is not refused."""
        ouverts: Choix = self.sorties[:, Sortie.STATUT] != Statut.NON_REMPLI
        return ouverts

    def contrats(self, dynamique: Dynamique) -> Contrats:
        """Return what the draws look at."""
        ici = self.strate.lignes
        return Contrats(
            pmt=self.pmt,
            pfa=self.pfa,
            option=self.option,
            tranche=dynamique.tranche[ici],
            recours=np.where(self.eligibles, dynamique.recours[ici], 0),
            maintien=self.maintien,
            a_part=self.a_part,
            engagements=self.engagements,
        )


def signer(population: Population, loi: Loi, retenues: Retenues, fils: int = 0) -> list[Signature]:
    """Return what a law tells each doctor, by stratum; `fils` threads change nothing in the answer."""
    return [_signer(population, strate, loi, retenues, fils) for strate in population.strates]


def _signer(population: Population, strate: Strate, loi: Loi, retenues: Retenues, fils: int) -> Signature:
    du_contrat = loi_de_la_strate(population, strate, loi)
    signature = du_contrat.signature
    lignes = population.matrice[strate.lignes].copy()
    seuils = population.seuils
    if signature.patientele_comptee == PatienteleComptee.ADULTES:
        lignes[:, Entree.PMT] = _adultes(lignes[:, Entree.PMT], retenues)
        seuils = seuils.copy()
        seuils[:, Patientele.PMT] = _adultes(seuils[:, Patientele.PMT], retenues)
    publies = seuils_publies(signature)
    seuils = np.where(publies == INCONNU, seuils, publies)
    maintien = np.full(strate.tires, _JAMAIS, dtype=np.int64)
    if signature.age_du_maintien > 0:
        maintien = signature.age_du_maintien - population.ages[strate.lignes] + 1
    engages = []
    for reponse in (Reponse.NON, Reponse.OUI):
        lignes[:, Entree.A_65_ANS] = reponse
        engages.append(engager(lignes, signature, du_contrat.lectures, fils, seuils))
    (avant, engagements_avant), (apres, engagements_apres) = engages
    return Signature(
        strate=strate,
        loi=du_contrat,
        pmt=lignes[:, Entree.PMT].copy(),
        pfa=lignes[:, Entree.PFA].copy(),
        option=lignes[:, Entree.OPTION].copy(),
        sorties=np.where((maintien <= 1)[:, None], apres, avant),
        a_part=np.stack([avant[:, Sortie.A_PART], apres[:, Sortie.A_PART]]),
        engagements=np.stack([engagements_avant, engagements_apres]),
        maintien=maintien,
    )


def _adultes(comptes: Entiers, retenues: Retenues) -> Entiers:
    """Return the adults of counts of all ages; what is unknown stays so."""
    numerateur, denominateur = retenues["part_adultes"].as_integer_ratio()
    return np.where(comptes >= 0, comptes * numerateur // denominateur, comptes)


def loi_de_la_strate(population: Population, strate: Strate, loi: Loi) -> LoiDuContrat:
    """Return what the contracts of a speciality, signed on the nation's day, live under.

    Raises:
        ErreurDeSaisie: the reform changes how long a contract lasts.
    """
    cadre = cadre_de(loi, population.jour, strate.specialite)
    if cadre.duree(0) != ANNEES:
        raise ErreurDeSaisie("duree_du_contrat", cadre.duree(0), f"{ANNEES}, la durée que la nation se simule")
    return cadre.du_contrat(ANNEES)
