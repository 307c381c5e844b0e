"""What the law, and each reading of it, would give to a synthetic nation of general practitioners, before results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from binome.contrats.dossier import ouvrir
from binome.contrats.situation import lire_situation
from binome.droit.catalogue import catalogue
from binome.droit.reponses import Statut
from binome.droit.vocabulaire import (
    CODES_D_OPTION,
    Option,
    Tranche,
)
from binome.moteur.argent import en_centimes, en_euros
from binome.population.coder import groupe_de
from binome.population.colonnes import Sortie, SortieDAnnee
from binome.population.noyau import calculer
from binome.population.synthese import GENERALISTE, generer, hypotheses

LIMITES = (
    "Population synthétique de généralistes, sans nouveaux installés ni 65 ans et plus ; la distribution n'est publiée "
    "qu'à quatre points, extrapolée avant P30 et après P95. Les montants sont des maximums par médecin éligible, "
    "jamais une dépense : ni le recours ni les résultats à partir de la troisième année ne sont simulés."
)


@dataclass(frozen=True, slots=True)
class Tableau:
    """One reading of the law for the population: shares are exact fractions of doctors, sums in euros."""

    eligibles: Fraction
    tranches: dict[str, Fraction]
    maximum_par_annee: tuple[Decimal, ...]
    objectif_pmt: Fraction
    objectif_pfa: Fraction

    def en_json(self) -> dict[str, Any]:
        """Return the table as JSON data; shares and means with four and two decimals."""
        return {
            "part_eligible": _decimal(self.eligibles, 4),
            "tranches": {nom: _decimal(part, 4) for nom, part in self.tranches.items()},
            "maximum_moyen_par_annee": [f"{somme:.2f}" for somme in self.maximum_par_annee],
            "objectif_moyen": {"pmt": _decimal(self.objectif_pmt, 2), "pfa": _decimal(self.objectif_pfa, 2)},
        }


def _decimal(valeur: Fraction, decimales: int) -> str:
    return f"{Decimal(valeur.numerator) / Decimal(valeur.denominator):.{decimales}f}"


@dataclass(frozen=True, slots=True)
class Nation:
    """The law in force and, for each reading whose choice moves something, what it gives instead."""

    medecins: int
    reference: Tableau
    lectures: dict[tuple[str, str], Tableau]

    def en_json(self) -> dict[str, Any]:
        """Return the answer as JSON data, assumptions and limits first."""
        return {
            "limites": LIMITES,
            "hypotheses": [
                {"nom": nom, "titre": h.titre, "valeur": str(h.valeur), "source": h.source, "supposee": h.supposee}
                for nom, h in hypotheses().items()
            ],
            "medecins": self.medecins,
            "reference": self.reference.en_json(),
            "lectures": [
                {"lecture": nom, "choix": choix, **tableau.en_json()} for (nom, choix), tableau in self.lectures.items()
            ],
            "version_du_droit": catalogue().version,
        }


def tableau(matrice: Any, option: Option, jour: date, lectures: Mapping[str, str]) -> Tableau:
    """Run the kernel on a population under some readings and sum it up, in integers."""
    import numpy as np

    modele = {"specialite": catalogue().specialites[GENERALISTE].code, "option_etp": CODES_D_OPTION[option]}
    groupe = groupe_de(ouvrir(lire_situation({**modele, "date_signature": jour, "lectures": dict(lectures)})))
    sorties, annees = calculer(matrice, groupe.regime, groupe.signature, groupe.baremes, groupe.lectures)
    eligible = sorties[:, Sortie.STATUT] == Statut.REMPLI
    retenus, n = int(eligible.sum()), len(matrice)
    par_tranche = np.bincount(sorties[:, Sortie.TRANCHE_MONTANT], minlength=len(Tranche) - 1)
    maximums = annees[eligible][:, :, SortieDAnnee.MAXIMAL].sum(axis=0)

    def moyenne(colonne: Sortie) -> Fraction:
        connus = sorties[eligible & (sorties[:, colonne] >= 0), colonne]
        return Fraction(int(connus.sum()), max(len(connus), 1))

    return Tableau(
        Fraction(retenus, n),
        {t.name.lower(): Fraction(int(par_tranche[t]), n) for t in Tranche if t >= 0},
        tuple(en_euros(en_centimes(int(somme)) // max(retenus, 1)) for somme in maximums),
        moyenne(Sortie.OBJECTIF_PMT),
        moyenne(Sortie.OBJECTIF_PFA),
    )


def simuler_la_nation(
    medecins: int, option: Option, graine: int, jour: date, correlation: Decimal | None = None
) -> Nation:
    """Return the reference and the price of every reading, for one synthetic population."""
    matrice = generer(medecins, option, graine, jour, correlation)
    reference = tableau(matrice, option, jour, {})
    autres = {}
    for nom, lecture in catalogue().lectures.items():
        for choix in lecture.choix:
            if choix != lecture.defaut:
                autre = tableau(matrice, option, jour, {nom: choix})
                if autre != reference:
                    autres[nom, choix] = autre
    return Nation(medecins, reference, autres)
