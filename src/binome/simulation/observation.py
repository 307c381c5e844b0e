"""What a calculation really looked at: it is run again, every rule recorded."""

from __future__ import annotations

from binome.contrats.dossier import Dossier, ouvrir
from binome.moteur.trace import Etape, trace
from binome.simulation.calcul import rendre


def observer(dossier: Dossier) -> Etape:
    """Return the steps of a dossier's calculation, under one root."""
    with trace() as racine:
        rendre(ouvrir(dossier.situation, dossier.loi, observe=True))
    return racine


def lectures_consultees(dossier: Dossier) -> list[str]:
    """Return the lectures that the calculation really looked at, in the order of the law's file."""
    vues = {nom for etape in observer(dossier).parcours() for nom in etape.lectures}
    return [nom for nom in dossier.droit.lectures if nom in vues]


def nombres_consultes(dossier: Dossier) -> dict[str, object]:
    """Return the numbers that the calculation really looked at."""
    return nombres_des_etapes(observer(dossier))


def nombres_des_etapes(racine: Etape) -> dict[str, object]:
    """Return the numbers that steps looked at."""
    return {nom: valeur for etape in racine.parcours() for nom, valeur in etape.parametres.items()}
