"""The schedule of a contract as its acts make it: years, suspensions, what the end makes due back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from binome.contrats.actes.contrat import Contrat
from binome.contrats.actes.reponse import LigneDEcheancier, MotifDeReprise, NatureDeReprise
from binome.contrats.annees import AnneeCalculee
from binome.contrats.echeancier import Echeance, NatureDeVersement
from binome.droit.faits import Jours
from binome.droit.vie_du_contrat.regles import a_recuperer, attend_la_reprise, montant_apres_suspension


def echeancier(contrat: Contrat, annees: tuple[AnneeCalculee, ...]) -> Iterator[LigneDEcheancier]:
    """Yield the sums of every year, reduced by the suspensions where the lecture says so."""
    for annee in annees:
        debut, fin = contrat.anniversaire(annee.annee), contrat.anniversaire(annee.annee + 1)
        for nature, limite, somme in _reduites(contrat, annee, debut, fin):
            ouvert = fin if nature in (NatureDeVersement.SOLDE, NatureDeVersement.TROP_PERCU) else debut
            if not _attend_la_reprise(contrat, ouvert):
                yield LigneDEcheancier(annee.annee, nature, ouvert, limite, somme, annee.motif.code)


def _attend_la_reprise(contrat: Contrat, ouvert: date) -> bool:
    """Return whether a sum would have opened since the suspension that runs still."""
    depuis = contrat.suspendu_depuis
    return depuis is not None and ouvert <= contrat.au and attend_la_reprise(ouvert.toordinal(), depuis.toordinal())


def _reduites(
    contrat: Contrat, annee: AnneeCalculee, debut: date, fin: date
) -> Iterator[tuple[NatureDeVersement, date | None, int]]:
    """Yield the payments of a year, signed, reduced pro rata of its suspended days where the lecture says so."""
    lectures = contrat.dossier.lectures
    jours = (fin - debut).days
    actifs = _actifs(contrat, debut, fin)

    def reduit(somme: int) -> int:
        return somme if actifs == jours else montant_apres_suspension(somme, actifs, jours, lectures)

    acompte = 0
    for echeance in annee.echeances:
        if echeance.nature in (NatureDeVersement.INTEGRAL, NatureDeVersement.ACOMPTE):
            acompte = reduit(echeance.centimes)
            yield echeance.nature, echeance.au_plus_tard, acompte
        elif actifs == jours:
            yield echeance.nature, echeance.au_plus_tard, _signe(echeance)
        else:
            assert annee.du is not None
            reste = reduit(annee.du.bas) - acompte
            nature = NatureDeVersement.SOLDE if reste >= 0 else NatureDeVersement.TROP_PERCU
            yield nature, echeance.au_plus_tard, reste


def _signe(echeance: Echeance) -> int:
    return -echeance.centimes if echeance.nature is NatureDeVersement.TROP_PERCU else echeance.centimes


def _actifs(contrat: Contrat, debut: date, fin: date) -> int:
    """Return the days between two dates that no suspension takes; one that runs still takes none."""
    suspendus = (max((min(fin, b) - max(debut, a)).days, 0) for a, b in contrat.suspensions_finies)
    return max((fin - debut).days, 0) - sum(suspendus)


def apres_la_fin(contrat: Contrat, lignes: list[LigneDEcheancier]) -> list[LigneDEcheancier]:
    """Keep what was open before the end, and add what is to recover pro rata of the time left."""
    fin = contrat.fin
    assert fin is not None
    gardees = [ligne for ligne in lignes if ligne.ouvert_le < fin]
    annee, terme = contrat.annee_de(fin), contrat.terme
    debut, suivante = contrat.anniversaire(annee), contrat.anniversaire(annee + 1)
    jours = Jours(
        _actifs(contrat, fin, suivante),
        _actifs(contrat, debut, suivante),
        _actifs(contrat, fin, terme),
        _actifs(contrat, contrat.anniversaire(1), terme),
    )
    de_l_annee = sum(ligne.centimes for ligne in gardees if ligne.annee == annee)
    recuperation = a_recuperer(
        max(de_l_annee, 0), max(sum(li.centimes for li in gardees), 0), jours, contrat.dossier.lectures
    )
    if recuperation:
        gardees.append(
            LigneDEcheancier(annee, NatureDeReprise.RECUPERATION, fin, fin, -recuperation, MotifDeReprise.RESILIATION)
        )
    return gardees
