"""The doctors of a portfolio as a table that people read: sorted by what worries, by date, or by what is at stake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from binome.droit.codes import Patientele
from binome.langue.courante import dire
from binome.langue.ecriture import en_texte
from binome.langue.tableau import Colonne, Ligne, Tableau, Unite
from binome.moteur.argent import en_euros
from binome.moteur.codes import Code, Mots
from binome.portefeuille.suivi import Issue, Suivi


class Tri(Mots):
    """In which order doctors are shown."""

    RISQUE = "risque", "d'abord ce qui tombe, puis la marge la plus courte"
    DATE = "date", "d'abord l'échéance la plus proche"
    ENJEU = "enjeu", "d'abord la somme la plus grande"
    FICHIER = "fichier", "dans l'ordre du fichier"


COLONNES: Final = (
    Colonne("rang", "N°"),
    Colonne("qui", "Médecin", Unite.MOT),
    Colonne("etat", "Contrat", Unite.MOT, essentielle=False),
    Colonne("annee", "Année en cours", essentielle=False),
    Colonne("annee_jugee", "Année jugée", essentielle=False),
    Colonne("jugee_le", "Close le", Unite.JOUR, essentielle=False),
    Colonne("pmt", "PMT connue", essentielle=False),
    Colonne("pfa", "File active connue", essentielle=False),
    Colonne("issue", "Aide", Unite.MOT),
    Colonne("montant", "À ce compte", Unite.EUROS),
    Colonne("montant_maximal", "Maximum", Unite.EUROS, essentielle=False),
    Colonne("manque_pmt", "PMT qui manque", essentielle=False),
    Colonne("manque_pfa", "File active qui manque", essentielle=False),
    Colonne("marge", "Avant 0 €"),
    Colonne("en_jeu", "En jeu", Unite.EUROS),
    Colonne("acompte_a_rendre", "Acompte à rendre", Unite.EUROS, essentielle=False),
    Colonne("prochain_le", "À venir", Unite.JOUR),
    Colonne("prochain_montant", "Combien", Unite.EUROS, essentielle=False),
    Colonne("a_preciser", "À préciser", Unite.PHRASE, essentielle=False),
)
_LOIN: Final = date.max
_SANS_MARGE: Final = 10**9
_CLES: Final[dict[Tri, Callable[[Suivi], Any]]] = {
    Tri.RISQUE: lambda vu: (list(Issue).index(vu.issue), _marge(vu), -vu.en_jeu, vu.ligne),
    Tri.DATE: lambda vu: (vu.prochain.le if vu.prochain else _LOIN, -vu.en_jeu, vu.ligne),
    Tri.ENJEU: lambda vu: (-vu.en_jeu, vu.prochain.le if vu.prochain else _LOIN, vu.ligne),
    Tri.FICHIER: lambda vu: vu.ligne,
}


def trier(suivis: Iterable[Suivi], tri: Tri) -> list[Suivi]:
    """Return doctors in an order; two that are alike keep that of the file."""
    return sorted(suivis, key=_CLES[tri])


def tableau(suivis: Sequence[Suivi]) -> Tableau:
    """Return doctors as a table, in the order given; `marge` counts patients, one by one, before nothing is paid."""
    return Tableau("Portefeuille", COLONNES, [_ligne(rang, vu) for rang, vu in enumerate(suivis, 1)])


def bilan(suivis: Sequence[Suivi]) -> str:
    """Return in a sentence how many doctors stand where, and what is at stake."""
    par_issue = [(issue, sum(vu.issue is issue for vu in suivis)) for issue in Issue]
    compte = ", ".join(f"{dire(issue.libelle)} : {combien}" for issue, combien in par_issue if combien)
    enjeu = sum((vu.en_jeu for vu in suivis), Decimal(0))
    return dire(
        "{combien} médecins ; aide de l'année jugée : {compte} ; en jeu : {enjeu}.",
        combien=len(suivis),
        compte=compte,
        enjeu=en_texte(enjeu),
    )


def nom(vu: Suivi) -> str:
    """Return how a doctor is called: by the columns of the file that name them, or by the line."""
    return " ".join(valeur for valeur in vu.qui.values() if valeur) or dire("ligne {ligne}", ligne=vu.ligne)


def _marge(vu: Suivi) -> int:
    marge = vu.frontieres.plus_courte_marge if vu.frontieres else None
    return _SANS_MARGE if marge is None else marge


def _ligne(rang: int, vu: Suivi) -> Ligne:
    frontieres = vu.frontieres
    manquent: dict[Code[Patientele], int] = frontieres.manquent if frontieres else {}
    return {
        "rang": rang,
        "qui": nom(vu),
        "etat": None if vu.etat is None else vu.etat.libelle,
        "annee": vu.annee,
        "annee_jugee": vu.annee_jugee,
        "jugee_le": vu.jugee_le,
        "pmt": vu.comptes.get(Patientele.PMT.code),
        "pfa": vu.comptes.get(Patientele.PFA.code),
        "issue": dire(vu.issue.libelle),
        "montant": vu.montant,
        "montant_maximal": vu.montant_maximal,
        "manque_pmt": manquent.get(Patientele.PMT.code),
        "manque_pfa": manquent.get(Patientele.PFA.code),
        "marge": frontieres.plus_courte_marge if frontieres else None,
        "en_jeu": vu.en_jeu,
        "acompte_a_rendre": frontieres.acompte_a_rendre if frontieres else None,
        "prochain_le": vu.prochain.le if vu.prochain else None,
        "prochain_montant": en_euros(vu.prochain.centimes) if vu.prochain else None,
        "a_preciser": vu.a_preciser,
    }
