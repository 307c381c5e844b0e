"""What each doctor of the nation is told at signature under a law, before the age of the maintien and from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from binome.droit.cadre import cadre_de
from binome.droit.codes import Nature, Patientele, PatienteleComptee, Reponse, Statut
from binome.droit.faits import Seuils
from binome.droit.loi import Loi, LoiDuContrat
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.primitives import INCONNU
from binome.nation import destins
from binome.nation.courbes import seuils_publies
from binome.nation.dynamique import Dynamique
from binome.nation.hypotheses import Retenues
from binome.nation.matrices import ANNEES, Choix, Entiers, Table
from binome.nation.population import Population, Strate
from binome.noyau.calcul import signer as signer_les_contrats
from binome.noyau.calcul import statuts_des_issues
from binome.noyau.lignes import AVENANT, CONSTAT, Contrats

_JAMAIS: Final = ANNEES + 1


@dataclass(frozen=True, slots=True)
class Signature:
    """The doctors of one stratum under one law."""

    strate: Strate
    loi: LoiDuContrat
    pmt: Entiers
    """Their counts, adults alone if the law counts so."""
    pfa: Entiers
    sorties: Table
    """Columns of `ContratRendu`, at their age on the day of signature."""
    a_part: Entiers
    tenues: Table
    """Before the age of the maintien, then from it."""
    maintien: Entiers
    """The contract year from which that age is reached."""

    @property
    def eligibles(self) -> Choix:
        """Who is not refused."""
        ouverts: Choix = self.sorties["statut"] != Statut.NON_REMPLI
        return ouverts

    def contrats(self, dynamique: Dynamique) -> destins.Contrats:
        """Return what the draws look at."""
        ici = self.strate.lignes
        return destins.Contrats(
            pmt=self.pmt,
            pfa=self.pfa,
            tranche=dynamique.tranche[ici],
            recours=np.where(self.eligibles, dynamique.recours[ici], 0),
            maintien=self.maintien,
            a_part=self.a_part,
            tenues=self.tenues,
        )


def signer(population: Population, loi: Loi, retenues: Retenues, fils: int = 0) -> list[Signature]:
    """Return what a law tells each doctor, by stratum; `fils` threads change nothing in the answer."""
    return [_signer(population, strate, loi, retenues, fils) for strate in population.strates]


def _signer(population: Population, strate: Strate, loi: Loi, retenues: Retenues, fils: int) -> Signature:
    du_contrat = loi_de_la_strate(population, strate, loi)
    signature = du_contrat.signature
    lignes = population.medecins[strate.lignes].copy()
    seuils = population.seuils[strate.specialite]
    if signature.patientele_comptee == PatienteleComptee.ADULTES:
        lignes["medecin.pmt.patients"] = _adultes(lignes["medecin.pmt.patients"], retenues)
        seuils = seuils.copy()
        seuils[Patientele.PMT] = _adultes(seuils[Patientele.PMT], retenues)
    publies = seuils_publies(signature)[strate.specialite]
    _poser_les_seuils(lignes, np.where(publies == INCONNU, seuils, publies))
    maintien = np.full(strate.tires, _JAMAIS, dtype=np.int64)
    if signature.age_du_maintien > 0:
        maintien = signature.age_du_maintien - population.ages[strate.lignes] + 1
    engages = []
    for reponse in (Reponse.NON, Reponse.OUI):
        lignes["medecin.a_65_ans"] = reponse
        contrats = Contrats(lignes, CONSTAT.table(strate.tires, 0), AVENANT.table(strate.tires, 0))
        statuts = statuts_des_issues(loi.catalogue)
        engages.append(signer_les_contrats(contrats, signature, du_contrat.lectures, statuts, ANNEES, fils))
    (avant, mondes_avant, tenues_avant), (apres, mondes_apres, tenues_apres) = engages
    return Signature(
        strate=strate,
        loi=du_contrat,
        pmt=lignes["medecin.pmt.patients"].copy(),
        pfa=lignes["medecin.pfa.patients"].copy(),
        sorties=np.where(maintien <= 1, apres, avant),
        a_part=np.stack([_a_part(mondes_avant, tenues_avant), _a_part(mondes_apres, tenues_apres)]),
        tenues=np.stack([tenues_avant, tenues_apres]),
        maintien=maintien,
    )


def _poser_les_seuils(lignes: Table, seuils: Entiers) -> None:
    """Write the thresholds of a speciality in the rows of its doctors."""
    for patientele in Patientele:
        p30, p50, p90, p94, p95, p70 = seuils[patientele].tolist()
        for point, seuil in Seuils(p30, p50, p90, p94, p95, p70)._asdict().items():
            lignes[f"medecin.{patientele.code}.seuils.{point}"] = seuil


def _a_part(mondes: Table, tenues: Table) -> Entiers:
    """Return 1 where the amount cannot be known: a bracket or an objective is unknown, a doctor newly installed."""
    a_convenir = [tenues[f"engagement.{code}.nature"] == Nature.A_CONVENIR for code in ("pmt", "pfa")]
    a_part: Choix = (mondes["nombre"] != 1) | (mondes["change"] != 0) | np.logical_or(*a_convenir)
    return a_part.astype(np.int64)


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
