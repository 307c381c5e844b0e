"""An answer as figures under typed names, to compare two of them."""

from __future__ import annotations

from collections.abc import Iterator

from binome.simulation.quantites import Mesure, Mesures, Quantite, Valeur
from binome.simulation.reponse import AnneeDeContrat, ReponseCalculee

Mesuree = tuple[Mesure, Valeur]


def mesurer(reponse: ReponseCalculee) -> Mesures:
    """Return the figures of an answer."""
    return dict(_mesures(reponse))


def _mesures(reponse: ReponseCalculee) -> Iterator[Mesuree]:
    yield Mesure(Quantite.STATUT), reponse.eligibilite.statut
    yield Mesure(Quantite.TRANCHE_PMT), reponse.tranches.pmt
    yield Mesure(Quantite.TRANCHE_PFA), reponse.tranches.pfa
    yield Mesure(Quantite.TRANCHE_MONTANT), reponse.tranches.montant
    if reponse.objectifs.pmt is not None:
        yield Mesure(Quantite.OBJECTIF_PMT), reponse.objectifs.pmt.patients
        yield Mesure(Quantite.NATURE_PMT), reponse.objectifs.pmt.nature
        yield Mesure(Quantite.BORNE_PMT), reponse.objectifs.pmt.borne_maximale
    yield Mesure(Quantite.OBJECTIF_PFA), reponse.objectifs.pfa.patients
    yield Mesure(Quantite.NATURE_PFA), reponse.objectifs.pfa.nature
    yield Mesure(Quantite.BORNE_PFA), reponse.objectifs.pfa.borne_maximale
    for annee in reponse.annees:
        yield from _de_l_annee(annee)
    yield Mesure(Quantite.TOTAL_MINIMUM), reponse.total.minimum
    yield Mesure(Quantite.TOTAL_MAXIMUM), reponse.total.maximum
    yield Mesure(Quantite.TOTAL_CONSTATE), reponse.total.constate
    for rang, obligation in enumerate(reponse.obligations):
        yield Mesure(Quantite.ECHEANCE, rang, obligation.code), obligation.echeance


def _de_l_annee(annee: AnneeDeContrat) -> Iterator[Mesuree]:
    rang = annee.annee
    yield Mesure(Quantite.MONTANT_MAXIMAL, rang), annee.montant_maximal
    yield Mesure(Quantite.PART, rang), annee.part
    yield Mesure(Quantite.MOTIF, rang), annee.motif
    yield Mesure(Quantite.MONTANT, rang), annee.montant
    if annee.montant_maximal_bornes is not None:
        yield Mesure(Quantite.MONTANT_MAXIMAL_BORNES, rang), annee.montant_maximal_bornes
    if annee.part_bornes is not None:
        yield Mesure(Quantite.PART_BORNES, rang), annee.part_bornes
    for versement in annee.versements:
        yield Mesure(Quantite(versement.nature), rang), versement.montant
    yield Mesure(Quantite.DEBUT, rang), annee.debut
