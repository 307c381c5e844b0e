"""The same doctor side by side: options, or the choices of a lecture; what differs, figure by figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from binome.contrats.saisie import ChampInconnu, ErreurDeSaisie
from binome.contrats.situation import Situation, lire_situation
from binome.droit.catalogue import catalogue
from binome.simulation.effets import resume
from binome.simulation.phrases import libelle_de_changement
from binome.simulation.simuler import Simulation, simuler_situation


@dataclass(frozen=True, slots=True)
class Colonne:
    """One variant: what makes it different, and its simulation, or why it cannot be computed."""

    cle: dict[str, str]
    simulation: Simulation | None
    refus: str | None

    def en_json(self) -> dict[str, Any]:
        """Return the column as JSON data."""
        simulation = None if self.simulation is None else self.simulation.en_json(effets=False)
        return {"cle": self.cle, "simulation": simulation, **({} if self.refus is None else {"refus": self.refus})}


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure that is not the same in every column; values in the order of the columns."""

    chiffre: str
    valeurs: tuple[Any, ...]

    def en_json(self) -> dict[str, Any]:
        """Return the difference as JSON data, with words for people."""
        libelles = [None if v is None else libelle_de_changement(self.chiffre, v) for v in self.valeurs]
        return {"chiffre": self.chiffre, "valeurs": list(self.valeurs), "libelles": libelles}


@dataclass(frozen=True, slots=True)
class Comparaison:
    """Variants side by side."""

    colonnes: tuple[Colonne, ...]
    differences: tuple[Difference, ...]

    def en_json(self) -> dict[str, Any]:
        """Return the comparison as JSON data (interfaces, section 2)."""
        return {
            "colonnes": [colonne.en_json() for colonne in self.colonnes],
            "differences": [difference.en_json() for difference in self.differences],
        }


def comparer_options(situation: Mapping[str, Any] | Situation, options: Sequence[str]) -> Comparaison:
    """Compare working times of the assistant (« 0.5 », « 1 », « 1.5 », « 2 »).

    Raises:
        ErreurDeSaisie: the situation or an option cannot be read.
    """
    lue = lire_situation(situation)
    variantes = []
    for option in options:
        lu = lire_situation({"option_etp": option}).option_etp
        sans_avenant = replace(lue, option_etp=lu, avenant_second_assistant=None)
        variantes.append(({"option_etp": option}, sans_avenant if lu != lue.option_etp else lue))
    return _comparer(variantes)


def comparer_lecture(situation: Mapping[str, Any] | Situation, lecture: str) -> Comparaison:
    """Compare every choice of one lecture.

    Raises:
        ErreurDeSaisie: the situation cannot be read, or the lecture does not exist.
    """
    lue = lire_situation(situation)
    connues = catalogue().lectures
    if lecture not in connues:
        raise ChampInconnu(lecture, connues, "les lectures")
    return _comparer(
        [
            ({"lecture": lecture, "choix": choix}, replace(lue, lectures={**lue.lectures, lecture: choix}))
            for choix in connues[lecture].choix
        ]
    )


def _comparer(variantes: Sequence[tuple[dict[str, str], Situation]]) -> Comparaison:
    colonnes = tuple(_colonne(cle, variante) for cle, variante in variantes)
    resumes = [{} if c.simulation is None else resume(c.simulation) for c in colonnes]
    chiffres = dict.fromkeys(chiffre for un_resume in resumes for chiffre in un_resume)
    differences = [Difference(chiffre, tuple(un_resume.get(chiffre) for un_resume in resumes)) for chiffre in chiffres]
    return Comparaison(colonnes, tuple(d for d in differences if any(valeur != d.valeurs[0] for valeur in d.valeurs)))


def _colonne(cle: dict[str, str], variante: Situation) -> Colonne:
    try:
        return Colonne(cle, simuler_situation(variante), None)
    except ErreurDeSaisie as refus:
        return Colonne(cle, None, str(refus))
