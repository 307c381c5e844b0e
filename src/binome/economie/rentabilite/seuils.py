"""Break-even: how many consultations, or patients, cover what the aid leaves to pay."""

from __future__ import annotations

from dataclasses import dataclass

from binome.economie.activite.regles import actes_pour_couvrir
from binome.economie.rentabilite.aide import Scenario
from binome.economie.rentabilite.option import OptionChiffree, total
from binome.moteur.saisie import CENTIEMES


@dataclass(frozen=True, slots=True)
class Seuil:
    """What covers the cost of an average year that the aid does not; None where a price or a count is unknown."""

    scenario: Scenario
    manque: int | None
    """Cents a year."""
    consultations: int | None
    centiemes_par_jour: int | None
    patients: int | None


def seuil(option: OptionChiffree, scenario: Scenario) -> Seuil:
    """Return the break-even of an option, over an average year of the contract, at the prices of its last month."""
    jour, activite = option.registre.mois[-1].jour, option.activite
    aide = total(option.aides[scenario].annees)
    manque = None if aide is None else actes_pour_couvrir(sum(option.couts) - aide, option.duree)
    consultations = _couvrir(manque, activite.tarif(jour))
    jours = option.projet.jours_travailles
    par_jour = _couvrir(None if consultations is None else consultations * CENTIEMES, jours)
    return Seuil(scenario, manque, consultations, par_jour, _couvrir(manque, activite.valeur_d_un_patient(jour)))


def _couvrir(manque: int | None, valeur: int | None) -> int | None:
    return actes_pour_couvrir(manque, valeur) if manque is not None and valeur else None
