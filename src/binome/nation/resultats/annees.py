"""The nation year by year under a law, and laws side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from binome.nation.mesures import Mesure
from binome.nation.projection import Projection, Simulee
from binome.nation.resultats.calculs import (
    TOUTES,
    Encadre,
    Issues,
    Moyennes,
    eligibles,
    en_euros,
    encadrer,
    ensemble,
    issues,
    moyennes_par_annee,
)
from binome.nation.resultats.enregistrement import Enregistrement

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class AnneeDeContrat(Enregistrement):
    """One contract year, or the five: contracts, their cost and outcomes, patients gained since the signature."""

    annee: str
    contrats: int
    cout: Encadre
    issues: Issues
    manques_de_peu: int
    patients_pmt: int
    patients_pmt_sans_contrat: int
    patients_pfa: int
    patients_pfa_sans_contrat: int


@dataclass(frozen=True, slots=True)
class SousUneLoi(Enregistrement):
    """Five years under one law; `ecart` is the cost beyond the law in force."""

    loi: str
    eligibles: int
    contrats: int
    cout: Encadre
    ecart: int
    issues: Issues


@dataclass(frozen=True, slots=True)
class CoutParPatient(Enregistrement):
    """The cost of five years over the patients gained at the end; None when none is gained."""

    patientele: str
    compares: str
    patients: int
    cout: int | None


def par_annee(projection: Projection, simulee: Simulee) -> tuple[AnneeDeContrat, ...]:
    """Return each contract year, then the five together."""
    annees = moyennes_par_annee(projection, simulee)
    seules = (_annee(projection, simulee, annees, str(rang + 1), [rang]) for rang in TOUTES)
    return (*seules, _annee(projection, simulee, annees, TOTAL, TOUTES))


def _annee(
    projection: Projection, simulee: Simulee, annees: Sequence[Moyennes], nom: str, rangs: Sequence[int]
) -> AnneeDeContrat:
    vues, fin = ensemble([annees[rang] for rang in rangs]), annees[rangs[-1]]
    return AnneeDeContrat(
        nom,
        round(vues[Mesure.CONTRATS] / len(rangs)),
        encadrer(projection, simulee, rangs, vues[Mesure.CENTIMES]),
        issues(vues),
        round(vues[Mesure.MANQUES_DE_PEU]),
        round(fin[Mesure.GAIN_PMT]),
        round(fin[Mesure.TENDANCE_PMT]),
        round(fin[Mesure.GAIN_PFA]),
        round(fin[Mesure.TENDANCE_PFA]),
    )


def comparer(projection: Projection, annees: Sequence[Sequence[AnneeDeContrat]]) -> tuple[SousUneLoi, ...]:
    """Return one row a law, the law in force first, from the years of each."""
    en_vigueur = annees[0][-1].cout.cout
    return tuple(
        SousUneLoi(
            simulee.reforme.titre,
            round(eligibles(projection, simulee)),
            total.contrats,
            total.cout,
            total.cout.cout - en_vigueur,
            total.issues,
        )
        for simulee, (*_, total) in zip(projection.lois, annees, strict=True)
    )


def cout_par_patient(projection: Projection, simulee: Simulee) -> tuple[CoutParPatient, ...]:
    """Return the cost of a patient gained, before and after the controls' trend."""
    annees = moyennes_par_annee(projection, simulee)
    cout, fin = ensemble(annees)[Mesure.CENTIMES], annees[-1]
    lignes = []
    for patientele, gain, tendance in (
        ("patientèle médecin traitant", fin[Mesure.GAIN_PMT], fin[Mesure.TENDANCE_PMT]),
        ("file active", fin[Mesure.GAIN_PFA], fin[Mesure.TENDANCE_PFA]),
    ):
        lignes.append(_cout(patientele, "depuis la signature", gain, cout))
        lignes.append(_cout(patientele, "de plus que les témoins", gain - tendance, cout))
    return tuple(lignes)


def _cout(patientele: str, compares: str, patients: Fraction, cout: Fraction) -> CoutParPatient:
    unitaire = en_euros(cout / patients) if patients > 0 else None
    return CoutParPatient(patientele, compares, round(patients), unitaire)
