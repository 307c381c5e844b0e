"""The report: one page of verdict, then the derivation and its sources, as a tagged PDF (PDF/UA-1 and PDF/A-2a)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import typst

from binome.contrats.champs.description import champs
from binome.contrats.decrire import decrire
from binome.droit.codes import Motif, Nature
from binome.langue.courante import dire, langue
from binome.langue.ecriture import en_date, nombre
from binome.langue.tableau import ecrire
from binome.moteur.erreurs import AnneeIndeterminee
from binome.rapports.carte_svg import description, en_svg
from binome.simulation.carte import carte
from binome.simulation.criteres import statut_d_eligibilite
from binome.simulation.echeances import NatureDEcheance
from binome.simulation.phrases import a_lire_d_abord, a_savoir, en_mots
from binome.simulation.reponse import ObjectifRendu
from binome.simulation.simuler import Simulation
from binome.simulation.tableaux import A_LIRE, annees

_ICI = Path(__file__).parent


@cache
def _compilateur() -> typst.Compiler:
    """Return the compiler, its fonts loaded once; the document comes from this folder, data by `sys.inputs`."""
    return typst.Compiler(_ICI / "rapport.typ", root=_ICI, font_paths=[_ICI / "polices"], ignore_system_fonts=True)


def en_pdf(simulation: Simulation, lien: str = "") -> bytes:
    """Return the report of a simulation; `lien` is the address that gives it again."""
    donnees = json.dumps(_donnees(simulation, lien), ensure_ascii=False)
    rendu = _compilateur().compile(format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs={"donnees": donnees})
    assert isinstance(rendu, bytes)
    return rendu


def _donnees(simulation: Simulation, lien: str) -> dict[str, object]:
    derivation = simulation.derivation
    droit, reforme = simulation.loi.catalogue, simulation.reforme
    textes = droit.textes
    return {
        "langue": langue(),
        "mots": {code: dire(mot) for code, mot in _MOTS.items()},
        "verdict": simulation.verdict,
        "d_abord": a_lire_d_abord(simulation.avertissements),
        "reforme": [] if reforme is None else [reforme.phrase, *reforme.changements],
        "situation": [
            [dire(champs()[nom].libelle), _valeur(valeur)] for nom, valeur in decrire(simulation.situation).items()
        ],
        "tranches": [
            [nom.upper(), en_mots(code)]
            for nom, code in (("pmt", simulation.tranches.pmt), ("pfa", simulation.tranches.pfa))
            if code is not None
        ],
        "objectifs": [
            [nom, _objectif(but)]
            for nom, but in (("PMT", simulation.objectifs.pmt), ("PFA", simulation.objectifs.pfa))
            if but is not None
        ],
        "annees": _annees(simulation),
        "criteres": [
            [en_mots(statut_d_eligibilite(c.statut.membre)), c.explication, str(c.source)]
            for c in simulation.eligibilite.criteres
        ],
        "doutes": [[lecture.question, lecture.sens] for lecture in simulation.lectures if not lecture.sans_effet],
        "jours": _jours(simulation),
        "a_demander": [dire(champs()[nom].question) for nom in _a_demander(simulation)],
        "avertissements": a_savoir(simulation.avertissements),
        "pas": [[profondeur, pas.titre, pas.conclusion, str(pas.source)] for profondeur, pas in derivation.parcours()],
        "sources": [
            [nom, textes[nom].titre, textes[nom].auteur, textes[nom].url or ""]
            for nom in sorted({source.texte for source in derivation.sources()})
        ],
        "carte": _carte(simulation),
        "version": simulation.version_du_droit,
        "verifie_le": en_date(droit.verifie_le),
        "lien": lien,
    }


def _jours(simulation: Simulation) -> dict[str, object]:
    """Return the days that count, each with what is lost when it is missed."""
    return {
        "tete": [dire("Date"), dire("Quoi"), dire("Si la date est manquée")],
        "lignes": [
            [en_date(une.le), une.quoi, "—" if une.perte is None else une.perte.phrase]
            for une in simulation.echeances
            if une.nature is not NatureDEcheance.ANNEE
        ],
    }


def _a_demander(simulation: Simulation) -> list[str]:
    """Return the fields to ask: what would reverse a refusal, then what moves the answer."""
    return [*(un.champ for un in simulation.renversements), *(un.champ for un in simulation.manquants)]


def _carte(simulation: Simulation) -> dict[str, str] | None:
    """Return the cliff map of the first judged year that can be drawn, as SVG with its words."""
    jugees = [annee.annee for annee in simulation.annees if annee.motif.membre is not Motif.PERIODE_D_OBSERVATION]
    for annee in jugees[:1]:
        try:
            dessin = carte(simulation.situation, annee, simulation.loi)
        except AnneeIndeterminee:
            return None
        return {"svg": en_svg(dessin), "description": description(dessin)}
    return None


def _valeur(valeur: object) -> str:
    if isinstance(valeur, bool):
        return dire("oui") if valeur else dire("non")
    if isinstance(valeur, list | tuple):
        return " ; ".join(_valeur(v) for v in valeur)
    if isinstance(valeur, dict):
        return ", ".join(f"{cle} {_valeur(v)}" for cle, v in valeur.items())
    return str(valeur)


def _objectif(but: ObjectifRendu) -> str:
    if but.patients is None:
        return dire("à convenir avec la caisse")
    if but.nature.membre is Nature.MAINTIEN:
        return dire("maintien")
    cible = "—" if but.cible is None else nombre(but.cible)
    return dire("{patients} patients de plus, soit {cible} à atteindre", patients=nombre(but.patients), cible=cible)


def _annees(simulation: Simulation) -> dict[str, object]:
    """Return the table of the years: heads, then rows."""
    tableau = annees(simulation.reponse).choisir(*A_LIRE)
    return {
        "tete": [colonne.en_tete for colonne in tableau.colonnes],
        "lignes": [
            [
                ecrire(cellule, colonne.unite, " ; " if colonne.large else " – ")
                for colonne, cellule in zip(tableau.colonnes, cellules, strict=True)
            ]
            for cellules in tableau.cellules()
        ],
    }


_MOTS = {
    "titre": "Aide à l'emploi d'un assistant médical",
    "indicatif": "Indicatif, par un outil indépendant de l'État et de l'Assurance Maladie : seul le contrat fait foi.",
    "situation": "Situation",
    "objectifs": "Objectifs",
    "annees": "Les années du contrat",
    "jours": "Les jours qui comptent",
    "criteres": "Éligibilité, critère par critère",
    "carte": "La carte des falaises",
    "doutes": "Doutes des textes qui pèsent sur ce résultat",
    "demander": "À demander à la caisse",
    "avertissements": "Avertissements",
    "calcul": "Annexe : chaque étape du calcul",
    "sources": "Annexe : les textes cités",
    "version": "Version du droit",
    "verifie": "textes vérifiés le",
    "lien": "Refaire ce calcul",
    "page": "Page",
}
