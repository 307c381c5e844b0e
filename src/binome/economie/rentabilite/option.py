"""One option put in figures: cost, aid under both scenarios, activity, net before and after contributions and tax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from binome.contrats.champs.noms_du_droit import duree_du_contrat
from binome.contrats.champs.valeurs import AvenantLu
from binome.contrats.situation import Situation
from binome.droit.codes import Option
from binome.droit.loi import Loi
from binome.economie.activite.recettes import Activite
from binome.economie.activite.regles import prelevement
from binome.economie.cout.annees import registre_du_contrat, totaux_par_annee
from binome.economie.cout.paie import MOIS_PAR_AN
from binome.economie.cout.registre import Registre
from binome.economie.projet import Projet
from binome.economie.rentabilite.aide import Aide, Scenario, aide_du_contrat, sans_aide, temps_de_travail
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.simuler import simuler_situation


@dataclass(frozen=True)
class OptionChiffree:
    """A contract option, or none at all (`option` is None), with all its sums in cents."""

    situation: Situation
    projet: Projet
    option: Option | None
    aides: dict[Scenario, Aide]

    @property
    def duree(self) -> int:
        """The number of contract years."""
        return len(self.aides[Scenario.ATTEINTS].annees)

    @property
    def debut(self) -> date:
        """The first day of employment: of hiring, or of the signature."""
        return _debut(self.situation)

    @cached_property
    def registre(self) -> Registre:
        """The cost, month after month."""
        return registre_du_contrat(self.projet, self.debut, self.aides[Scenario.ATTEINTS].etp)

    @cached_property
    def couts(self) -> tuple[int, ...]:
        """The cost of each year."""
        return totaux_par_annee(self.registre)

    @property
    def activite(self) -> Activite:
        """The activity that the assistant allows."""
        return Activite(self.situation, self.projet)

    @cached_property
    def recettes_par_mois(self) -> tuple[int, ...] | None:
        """What the activity brings in each month; nothing without an assistant, None where it is unknown."""
        jours = [mois.jour for mois in self.registre.mois]
        return (0,) * len(jours) if self.option is None else self.activite.par_mois(jours)

    @cached_property
    def recettes(self) -> tuple[int | None, ...]:
        """What the activity brings in each year."""
        if self.recettes_par_mois is None:
            return (None,) * self.duree
        debuts = range(0, len(self.recettes_par_mois), MOIS_PAR_AN)
        return tuple(sum(self.recettes_par_mois[debut : debut + MOIS_PAR_AN]) for debut in debuts)

    def nets(self, scenario: Scenario) -> tuple[int | None, ...]:
        """Return the net of each year before contributions; an unknown activity counts for nothing in it."""
        annees = zip(self.aides[scenario].annees, self.couts, self.recettes, strict=True)
        return tuple(None if aide is None else aide - cout + (recette or 0) for aide, cout, recette in annees)

    def net(self, scenario: Scenario) -> int | None:
        """Return the net of all years, None when the aid of one is unknown."""
        return total(self.nets(scenario))

    def cotisations(self, net: int | None) -> int | None:
        """Return what contributions take on a net, or spare when it is a loss; None without a rate."""
        taux = self.activite.taux_de_cotisations
        return None if net is None or taux is None else prelevement(net, taux)

    def impot(self, net: int | None) -> int | None:
        """Return what the income tax takes on what contributions leave; None without a rate."""
        cotisations, taux = self.cotisations(net), self.projet.taux_d_impot
        return None if net is None or cotisations is None or taux is None else prelevement(net - cotisations, taux)


def total(annees: Sequence[int | None]) -> int | None:
    """Return the sum of some years, None when one is unknown."""
    connues = [annee for annee in annees if annee is not None]
    return sum(connues) if len(connues) == len(annees) else None


def chiffrer(situation: Situation, projet: Projet, option: Option | None, loi: Loi) -> OptionChiffree:
    """Put an option in figures; None is to employ nobody."""
    if option is None:
        duree = duree_du_contrat(loi)
        return OptionChiffree(situation, projet, None, dict.fromkeys(Scenario, sans_aide(duree)))
    choisie = situation
    if option != situation.option_etp:
        choisie = replace(situation, option_etp=option, avenant_second_assistant=None)
    if demande_un_second_assistant(choisie):
        choisie = replace(choisie, avenant_second_assistant=_avenant_suppose(choisie, loi))
    aides = {scenario: aide_du_contrat(choisie, scenario, loi) for scenario in Scenario}
    return OptionChiffree(choisie, projet, option, aides)


def demande_un_second_assistant(situation: Situation) -> bool:
    """Return whether an option brings a second assistant whose year nobody gave."""
    return temps_de_travail(situation.option_etp) > 1 and situation.avenant_second_assistant is None


def _avenant_suppose(situation: Situation, loi: Loi) -> AvenantLu:
    """Return the avenant of a second assistant in the first year that opens it, the objectives of one ETP being met."""
    annee = loi.bareme(loi.catalogue.verifie_le).annee_du_second_assistant
    objectifs = simuler_situation(replace(situation, option_etp=Option.UN), loi).reponse.objectifs
    return AvenantLu(annee, None if objectifs.pmt is None else objectifs.pmt.cible, objectifs.pfa.cible)


def _debut(situation: Situation) -> date:
    debut = situation.date_embauche or situation.date_signature
    if debut is None:
        raise ErreurDeSaisie("date_signature", None, "la date de signature, ou celle de l'embauche : le coût en dépend")
    return debut
