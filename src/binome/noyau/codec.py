"""A dossier as records of integers for the kernel, or not at all: what it cannot hold is left to the interpreter."""

from __future__ import annotations

from dataclasses import dataclass

from binome.contrats.avenants import Avenant, avenants
from binome.contrats.candidat import candidat
from binome.contrats.dossier import Dossier
from binome.contrats.mondes import constat_lu
from binome.droit.faits import SANS_CONSTAT, Constat
from binome.droit.loi import LoiDuContrat
from binome.droit.montant.regles import la_tranche_suit_les_constats
from binome.noyau.compilateur.valeurs import cellules
from binome.noyau.lignes import PLUS_GRAND_NOMBRE, Ligne


@dataclass(frozen=True, slots=True)
class ContratCode:
    """One contract as the kernel takes it: its row, its constat of each year, its avenants."""

    loi: LoiDuContrat
    ligne: Ligne
    constats: tuple[Constat, ...]
    avenants: tuple[Avenant, ...]


def coder(dossier: Dossier) -> ContratCode | None:
    """Return a contract as records of integers.

    None when only the interpreter can answer: a bracket that follows the constats (a reading), a number so great that
    the machine's arithmetic might not be exact.
    """
    if la_tranche_suit_les_constats(dossier.duree, dossier.lectures):
        return None
    vus = {lu.annee: constat_lu(lu) for lu in dossier.situation.constats}
    code = ContratCode(
        dossier.cadre.du_contrat(dossier.duree),
        Ligne(dossier.medecin, candidat(dossier)),
        tuple(vus.get(annee, SANS_CONSTAT) for annee in range(1, dossier.duree + 1)),
        avenants(dossier.situation),
    )
    nombres = cellules((code.ligne, code.constats, code.avenants))
    return code if max(nombres) <= PLUS_GRAND_NOMBRE else None
