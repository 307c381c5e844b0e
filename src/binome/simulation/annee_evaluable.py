"""One contract year as a function of the two counts: what it pays, and where its outcome can change.

The outcome of a year depends on each patientèle through a few states of the law (objective reached, fall, level…),
each monotone in the count. The counts where a state changes are found exactly, by bisection on those states; between
two of them only a rate moves, linearly. So a handful of integer points decides every question about the plane.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from binome.contrats.champs.description import champs
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.engagements import Possibles, engagements, possibles
from binome.contrats.situation import Situation
from binome.droit.annee import annee_de_contrat, forte_patientele, mesurable, motif_sans_condition
from binome.droit.atteinte.regles import (
    etat_d_augmentation,
    etat_d_augmentation_mixte,
    etat_de_maintien,
    niveau_atteint,
    taux_d_atteinte,
)
from binome.droit.bareme import Bareme
from binome.droit.codes import (
    FamilleDeRegime,
    Modulation,
    Motif,
    Nature,
    Option,
    Patientele,
    Reponse,
    Statut,
    StatutDEligibilite,
    Tranche,
)
from binome.droit.faits import SANS_CONSTAT, AnneeDeContrat, Bilan, Constat, Engagement, Objectif, Suivi
from binome.droit.lectures import Lectures
from binome.droit.loi import Loi
from binome.droit.versement.regles import montant_du
from binome.langue.courante import dire
from binome.moteur.argent import en_centimes
from binome.moteur.erreurs import AnneeIndeterminee, ErreurDeSaisie
from binome.moteur.primitives import INCONNU, TAUX_INCONNU, plafonne
from binome.moteur.saisie import COMPTE_MAXIMAL
from binome.simulation.criteres import eligibilite


@dataclass(frozen=True)
class AnneeEvaluable:
    """A contract year whose engagement and maximum amount are known."""

    dossier: Dossier
    annee: int
    regime: FamilleDeRegime
    option: Option
    engagement: Engagement
    bareme: Bareme
    lectures: Lectures

    @property
    def ce_qui_decide(self) -> tuple[object, ...]:
        """What the year depends on: two that are equal here answer every constat alike."""
        sans_tranche = self.engagement._replace(
            tranche_pmt=Tranche.INCONNUE, tranche_pfa=Tranche.INCONNUE, tranche_montant=Tranche.INCONNUE
        )
        return (self.option, self._sans_constat.maximal, forte_patientele(self.engagement), sans_tranche)

    def annee_vue(self, constat: Constat) -> AnneeDeContrat:
        """Return the year as a constat makes it."""
        return annee_de_contrat(
            self.annee, self.regime, self.option, self.engagement, constat, self.bareme, self.lectures
        )

    def bilan(self, pmt: int, pfa: int) -> Bilan:
        """Return the year's outcome for these counts (the PMT is ignored where it is not followed)."""
        return self._vue(pmt, pfa).bilan

    def du(self, pmt: int, pfa: int) -> int:
        """Return the sum due, in cents."""
        return self._vue(pmt, pfa).du

    def _vue(self, pmt: int, pfa: int) -> AnneeDeContrat:
        """Return the year as these counts make it; searches come back to the same counts."""
        vue = self._vues.get((pmt, pfa))
        if vue is None:
            vue = self._vues[pmt, pfa] = self.annee_vue(Constat(pmt, pfa, Reponse.NON, TAUX_INCONNU))
        return vue

    @cached_property
    def _vues(self) -> dict[tuple[int, int], AnneeDeContrat]:
        return {}

    @cached_property
    def _sans_constat(self) -> AnneeDeContrat:
        return self.annee_vue(SANS_CONSTAT)

    @property
    def ouverte(self) -> bool:
        """Whether the option is open in this year."""
        return self._sans_constat.maximal >= 0

    @property
    def maximum(self) -> int:
        """The maximum of the year, in cents."""
        return en_centimes(self._sans_constat.maximal)

    @property
    def acompte(self) -> int:
        """The acompte of the year, in cents; zero when the year is paid in one go."""
        return max(self._sans_constat.acompte, 0)

    def objectif(self, patientele: Patientele) -> Objectif:
        """Return the objective of a patientèle."""
        return self.engagement.pmt if patientele is Patientele.PMT else self.engagement.pfa

    def ruptures(self, patientele: Patientele) -> tuple[int, ...]:
        """Return the counts, from 0, where some state of the law begins; none for a patientèle that is not followed."""
        return self._ruptures[patientele]

    @cached_property
    def _ruptures(self) -> dict[Patientele, tuple[int, ...]]:
        pmt = self._debuts_d_etat(self._suivi_pmt) if self.engagement.suit_la_pmt else ()
        return {Patientele.PMT: pmt, Patientele.PFA: self._debuts_d_etat(self._suivi_pfa)}

    def seuil_de_somme(self, objectif: Objectif, centimes: int) -> int | None:
        """Return the fewest patients whose rate alone, capped at one, pays at least `centimes`; None when none does."""

        def suffit(constate: int) -> bool:
            taux = plafonne(taux_d_atteinte(Suivi(objectif, constate, INCONNU), self.lectures))
            return montant_du(self._sans_constat.maximal, taux) >= centimes

        return premier(suffit)

    def _etats(self, suivi: Suivi) -> tuple[int, ...]:
        if suivi.objectif.nature == Nature.A_VENIR:
            return ()
        a_65_ans = self.engagement.a_65_ans
        etats: list[int] = [
            etat_d_augmentation(suivi, self.bareme, self.lectures),
            etat_d_augmentation_mixte(suivi, self.bareme, self.lectures),
            etat_de_maintien(suivi, a_65_ans, self.bareme, self.lectures),
            etat_de_maintien(suivi, Reponse.NON, self.bareme, self.lectures),
        ]
        if self.engagement.modulation == Modulation.CUMULATIVE:
            etats.append(int(suivi.constate >= suivi.objectif.cible))
        if suivi.objectif.nature == Nature.NIVEAU:
            etats.append(niveau_atteint(suivi))
        return tuple(etats)

    def _debuts_d_etat(self, suivi: Suivi) -> tuple[int, ...]:
        trouvees: list[int] = []
        suivante: int | None = 0
        while suivante is not None:
            trouvees.append(suivante)
            suivante = self._fin_de_l_etat(suivi._replace(constate=suivante))
        return tuple(trouvees)

    def _fin_de_l_etat(self, suivi: Suivi) -> int | None:
        etats = self._etats(suivi)
        return premier(lambda constate: self._etats(suivi._replace(constate=constate)) != etats, suivi.constate + 1)

    @property
    def _suivi_pmt(self) -> Suivi:
        return Suivi(self.engagement.pmt, 0, self.engagement.p30_pmt)

    @property
    def _suivi_pfa(self) -> Suivi:
        return Suivi(self.engagement.pfa, 0, self.engagement.p30_pfa)

    @property
    def mesurable(self) -> bool:
        """Whether both objectives are known."""
        return mesurable(self._suivi_pmt) and mesurable(self._suivi_pfa)


def premier(condition: Callable[[int], bool], depuis: int = 0) -> int | None:
    """Return the first count, from `depuis`, that satisfies a condition that stays true once it is; None if none."""
    if depuis > COMPTE_MAXIMAL or not condition(COMPTE_MAXIMAL):
        return None
    return bisect_left(range(depuis, COMPTE_MAXIMAL), True, key=condition) + depuis


def evaluer_l_annee(situation: Situation, annee: int, loi: Loi) -> AnneeEvaluable:
    """Return a contract year ready to be evaluated for any counts.

    Raises:
        AnneeIndeterminee: something that decides the year is unknown.
        ErreurDeSaisie: the year is not one of the contract.
    """
    dossier = ouvrir(situation, loi)
    duree = dossier.duree
    if not 1 <= annee <= duree:
        raise ErreurDeSaisie("annee", annee, f"une année de contrat, de 1 à {duree}")
    cas = possibles(dossier)
    _exiger_un_contrat(dossier, cas)
    evaluable = _annee_sure(dossier, annee, cas)
    engage = evaluable.engagement
    if not evaluable.ouverte:
        raise AnneeIndeterminee(dire("Année {annee} : l'option n'est pas ouverte cette année-là.", annee=annee))
    if not evaluable.mesurable and motif_sans_condition(annee, engage, evaluable.bareme) == Motif.CONSTAT_ATTENDU:
        raise AnneeIndeterminee(
            dire("Année {annee} : un objectif est inconnu ; demandez-le à la caisse et saisissez-le.", annee=annee)
        )
    if engage.modulation == Modulation.INCONNUE:
        raise AnneeIndeterminee(
            dire("Année {annee} : la règle de l'ancien contrat n'a pas été lue, demandez-la à la caisse.", annee=annee)
        )
    return evaluable


def _exiger_un_contrat(dossier: Dossier, cas: Possibles) -> None:
    """Refuse a doctor who may not sign, or whose speciality or option is unknown."""
    examen = eligibilite(dossier, cas.initial)
    if examen.statut is StatutDEligibilite.NON_ELIGIBLE:
        raisons = [critere.explication for critere in examen.decident(Statut.NON_REMPLI)]
        raise AnneeIndeterminee(dire("Non éligible. {raisons}", raisons=" ".join(raisons)))
    if INCONNU in (dossier.specialite, dossier.option):
        manque = "specialite" if dossier.specialite == INCONNU else "option_etp"
        raise AnneeIndeterminee(
            dire(
                "Le champ « {champ} » est inconnu : il décide des objectifs et du montant.",
                champ=dire(champs(dossier.loi)[manque].libelle),
            )
        )


def _annee_sure(dossier: Dossier, annee: int, cas: Possibles) -> AnneeEvaluable:
    """Return the year of a contract whose worlds all see it alike.

    Raises:
        AnneeIndeterminee: what is unknown changes it.
    """
    bareme = dossier.bareme_au(dossier.anniversaire(annee))
    regime = dossier.regime.rang_de_famille
    premiere, *autres = (
        AnneeEvaluable(dossier, annee, regime, option, engage, bareme, dossier.lectures)
        for option, engage in (engagements(dossier, monde)[annee] for monde in cas.mondes)
    )
    if any(autre.ce_qui_decide != premiere.ce_qui_decide for autre in autres):
        raise AnneeIndeterminee(
            dire(
                "La tranche est inconnue : saisissez les patientèles initiales, ou le rang (percentile) ou les seuils "
                "donnés par la caisse."
            )
        )
    return premiere
