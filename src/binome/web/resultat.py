"""What the result page shows, gathered from the simulation; nothing is computed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from binome.contrats.situation import Situation
from binome.droit.codes import Motif, Patientele, StatutDEligibilite
from binome.droit.loi import Loi
from binome.moteur.erreurs import AnneeIndeterminee, ErreurDeSaisie
from binome.moteur.saisie import entier_ou
from binome.rapports.carte_svg import distances_en_mots, du_point, en_svg
from binome.simulation.carte import carte
from binome.simulation.courbes import courbes
from binome.simulation.doutes_de_la_carte import Divergence, divergences
from binome.simulation.essentiel import essentiel
from binome.simulation.jauges import Jauge, jauges
from binome.simulation.phrases import a_lire_d_abord, a_savoir
from binome.simulation.plan import Carte
from binome.simulation.simuler import Simulation
from binome.simulation.tableaux import A_LIRE, annees
from binome.web.etapes import etape_du_champ


@dataclass(frozen=True, slots=True)
class CarteAffichee:
    """The cliff map of a year, or why there is none."""

    annee: int
    svg: str
    point: str
    distances: list[str]
    refus: str
    carte: Carte | None
    divergences: tuple[Divergence, ...] = ()
    """The readings that would move its borders, when they are asked."""
    jauges: tuple[Jauge, ...] = ()


def carte_affichee(situation: Situation, annee: int, loi: Loi, avec_les_doutes: bool = False) -> CarteAffichee:
    """Return the map of a year ready for a page, hatched where readings disagree when that is asked."""
    try:
        dessin = carte(situation, annee, loi)
    except (AnneeIndeterminee, ErreurDeSaisie) as refus:
        return CarteAffichee(annee, "", "", [], str(refus), None)
    doutes = divergences(situation, dessin, loi) if avec_les_doutes else ()
    return CarteAffichee(
        annee,
        en_svg(dessin, doutes),
        du_point(dessin),
        distances_en_mots(dessin),
        "",
        dessin,
        doutes,
        jauges(situation, annee, dessin.point, loi),
    )


def premiere_annee_jugee(loi: Loi) -> int:
    """Return the first contract year whose aid depends on results."""
    return loi.bareme(loi.catalogue.verifie_le).annees_d_observation + 1


def annee_de_la_carte(simulation: Simulation, demandee: str) -> int:
    """Return the year to map: the one asked, else the last constat, else the first year that depends on results."""
    annees = [annee.annee for annee in simulation.annees]
    rang = entier_ou(0, demandee, 0, max(annees, default=0))
    if rang in annees:
        return rang
    constats = [constat.annee for constat in simulation.situation.constats]
    return constats[-1] if constats and constats[-1] in annees else premiere_annee_jugee(simulation.loi)


_ICONES = {
    StatutDEligibilite.ELIGIBLE: "oui",
    StatutDEligibilite.A_CONFIRMER: "a-voir",
    StatutDEligibilite.NON_ELIGIBLE: "non",
}


def contexte_du_resultat(simulation: Simulation, annee: str, avec_les_doutes: bool = False) -> dict[str, Any]:
    """Return the variables of the result page."""
    rang = annee_de_la_carte(simulation, annee)
    tableau = annees(simulation.reponse).choisir(*A_LIRE)
    situation, loi = simulation.situation, simulation.loi
    dessin = carte_affichee(situation, rang, loi, avec_les_doutes) if simulation.annees else None
    return {
        "simulation": simulation,
        "verdict": simulation.verdict,
        "essentiel": essentiel(simulation.annees),
        "icone": _ICONES[StatutDEligibilite.A_CONFIRMER if simulation.renversements else simulation.eligibilite.statut],
        "colonnes": tableau.colonnes,
        "annees": list(zip(simulation.annees, tableau.lignes, strict=True)),
        "carte": dessin,
        "courbes": [
            dessinees
            for patientele in Patientele
            if (dessinees := courbes(simulation.dossier, patientele, simulation.objectifs)) and dessinees.medecin
        ],
        "annees_de_la_carte": [a.annee for a in simulation.annees if a.motif.membre is not Motif.PERIODE_D_OBSERVATION],
        "lectures": [lecture for lecture in simulation.lectures if not lecture.sans_effet],
        "lectures_sans_effet": [lecture for lecture in simulation.lectures if lecture.sans_effet],
        "manquants": simulation.manquants,
        "renversements": [(un, etape_du_champ(un.champ, simulation.dossier)) for un in simulation.renversements],
        "d_abord": a_lire_d_abord(simulation.avertissements),
        "avertissements": a_savoir((*simulation.avertissements, *simulation.doutes_d_eligibilite)),
        "premiere_annee_jugee": premiere_annee_jugee(simulation.loi),
    }
