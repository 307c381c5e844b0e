"""The aid of each year when objectives are met, and when they are missed: by the contract's real schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.contrats.champs.noms_du_droit import duree_du_contrat
from binome.contrats.champs.valeurs import ConstatLu
from binome.contrats.echeancier import NatureDeVersement
from binome.contrats.situation import Situation
from binome.droit.codes import Motif, Option, StatutDEligibilite
from binome.droit.loi import Loi
from binome.moteur.argent import en_centimes
from binome.moteur.codes import Mots
from binome.simulation.reponse import AnneeDeContrat, ReponseCalculee
from binome.simulation.simuler import simuler_situation


class Scenario(Mots):
    """What becomes of the objectives in the years that no constat settles."""

    ATTEINTS = "objectifs_atteints", "objectifs atteints"
    MANQUES = "objectifs_manques", "objectifs manqués"


@dataclass(frozen=True, slots=True)
class Paiement:
    """A payment of the caisse, in cents; below zero when given back. `jour` is None where no document dates it."""

    annee: int
    nature: NatureDeVersement
    jour: date | None
    centimes: int


@dataclass(frozen=True, slots=True)
class Aide:
    """The aid of a contract under a scenario, in cents; None for a year whose amount is unknown."""

    annees: tuple[int | None, ...]
    etp: tuple[Fraction, ...]
    paiements: tuple[Paiement, ...]
    statut: StatutDEligibilite

    @property
    def total(self) -> int | None:
        """The aid of all years, None when one is unknown."""
        connues = [annee for annee in self.annees if annee is not None]
        return sum(connues) if len(connues) == len(self.annees) else None


def sans_aide(duree: int) -> Aide:
    """Return the aid of a doctor who employs nobody."""
    return Aide((0,) * duree, (Fraction(0),) * duree, (), StatutDEligibilite.NON_ELIGIBLE)


def aide_du_contrat(situation: Situation, scenario: Scenario, loi: Loi) -> Aide:
    """Return what a contract pays under a scenario; constats already known stay as they are."""
    nue = simuler_situation(situation, loi).reponse
    etp = temps_de_travail(situation.option_etp)
    if not nue.annees:
        duree = duree_du_contrat(loi)
        return Aide((0,) * duree, (etp,) * duree, (), nue.eligibilite.statut)
    reponse = simuler_situation(_avec_constats(situation, nue, scenario), loi).reponse
    return Aide(
        tuple(_du(annee) for annee in reponse.annees),
        tuple(etp if annee.option_etp is None else Fraction(str(annee.option_etp)) for annee in reponse.annees),
        tuple(_paiement(annee, rang) for annee in reponse.annees for rang in range(len(annee.versements))),
        reponse.eligibilite.statut,
    )


def temps_de_travail(option: Option | None) -> Fraction:
    """Return the working time of an option; a full time when it is not chosen."""
    return Fraction(1) if option is None else Fraction(str(option.code))


def _avec_constats(situation: Situation, nue: ReponseCalculee, scenario: Scenario) -> Situation:
    attendus = [annee for annee in nue.annees if annee.motif.membre is Motif.CONSTAT_ATTENDU]
    return situation.avec_les_constats(*(_constat(annee, scenario) for annee in attendus))


def _constat(annee: AnneeDeContrat, scenario: Scenario) -> ConstatLu:
    """Return counts that meet the objectives of a year, or that lose every patient."""
    pmt, pfa = annee.objectifs.pmt, annee.objectifs.pfa
    if scenario is Scenario.MANQUES:
        return ConstatLu(annee.annee, None if pmt is None else 0, 0)
    return ConstatLu(annee.annee, None if pmt is None else pmt.cible, pfa.cible)


def _du(annee: AnneeDeContrat) -> int | None:
    if annee.motif.membre is Motif.OPTION_FERMEE:
        return 0
    return None if annee.montant is None else _centimes(annee.montant)


def _paiement(annee: AnneeDeContrat, rang: int) -> Paiement:
    versement = annee.versements[rang]
    signe = -1 if versement.nature is NatureDeVersement.TROP_PERCU else 1
    return Paiement(annee.annee, versement.nature, versement.au_plus_tard, signe * _centimes(versement.montant))


def _centimes(montant: Decimal) -> int:
    return int(en_centimes(1) * montant)
