"""Sentences about a result, shared by every face: the verdict, the names of figures and outcomes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.contrats.champs.description import champs
from binome.contrats.dossier import Dossier
from binome.droit.catalogue import Catalogue
from binome.droit.codes import Motif, Patientele, Statut, StatutDEligibilite
from binome.droit.reformes_en_mots import phrase_du_motif
from binome.langue.courante import dire
from binome.langue.ecriture import en_date, en_pourcent, en_texte
from binome.moteur.codes import Code, Codes, Mots
from binome.simulation.quantites import Changement, Mesure, Quantite, Valeur
from binome.simulation.reponse import Avertissement, Effet, Renversement, ReponseCalculee, Versement


def en_mots(code: Code[Codes] | Mots) -> str:
    """Return a code in words."""
    return dire(code.libelle)


_PATIENTELES = {Patientele.PMT: "médecin traitant", Patientele.PFA: "file active"}


def versement_en_mots(versement: Versement) -> str:
    """Return a payment in words: « acompte 11 000 € (1er novembre 2026) »."""
    quoi = f"{en_mots(versement.nature)} {en_texte(versement.montant)}"
    return quoi if versement.au_plus_tard is None else f"{quoi} ({en_date(versement.au_plus_tard)})"


def nom_de_patientele(patientele: Patientele) -> str:
    """Return the name of a patientèle inside a sentence."""
    return dire(_PATIENTELES[patientele])


def motif_en_mots(motif: Motif, debut: date | None, dossier: Dossier) -> str:
    """Return the sentence of an outcome, in the contract year that begins on a day."""
    if not dossier.loi.reforme.parametres:
        return dire(dossier.droit.motifs[motif])
    return phrase_du_motif(motif, dossier.loi, dossier.cadre.jour_des_nombres(debut))


def libelle_de_mesure(mesure: Mesure, droit: Catalogue) -> str:
    """Return the name of a figure, without its year."""
    if mesure.quantite is Quantite.ECHEANCE:
        return dire(next(une.echeance for une in droit.obligations if une.code == mesure.obligation))
    return dire(mesure.quantite.libelle)


def libelle_de_changement(mesure: Mesure, valeur: Valeur, dossier: Dossier) -> str:
    """Return one figure of a dossier in words: « dû de l'année 3 : 20 082,99 € »."""
    quoi, mots = libelle_de_mesure(mesure, dossier.droit), _valeur(valeur)
    if isinstance(valeur, Code) and isinstance(valeur.membre, Motif):
        mots = motif_en_mots(valeur.membre, dossier.anniversaire(mesure.rang or 1), dossier)
    if mesure.rang is None or mesure.obligation:
        return dire("{quoi} : {valeur}", quoi=quoi, valeur=mots)
    return dire("{quoi} de l’année {annee} : {valeur}", quoi=quoi, annee=mesure.rang, valeur=mots)


def changements_en_mots(effet: Effet, dossier: Dossier, premiers: frozenset[Quantite], combien: int) -> list[str]:
    """Return in words the figures that an effect moves, those of the first quantities first, at most `combien`."""
    ranges = sorted(_dits(effet.changements), key=lambda changement: changement.mesure.quantite not in premiers)
    return [libelle_de_changement(changement.mesure, changement.apres, dossier) for changement in ranges[:combien]]


def _dits(changements: tuple[Changement, ...]) -> list[Changement]:
    """Return what is said of the figures that move: one that becomes a range, or stops being one, is said once."""
    mesures = {(changement.mesure.quantite, changement.mesure.rang) for changement in changements}
    return [
        un
        for un in changements
        if un.apres is not None or (_JUMELLES.get(un.mesure.quantite), un.mesure.rang) not in mesures
    ]


_JUMELLES = {
    Quantite.MONTANT_MAXIMAL: Quantite.MONTANT_MAXIMAL_BORNES,
    Quantite.MONTANT_MAXIMAL_BORNES: Quantite.MONTANT_MAXIMAL,
    Quantite.PART: Quantite.PART_BORNES,
    Quantite.PART_BORNES: Quantite.PART,
}
"""A figure known exactly, or between bounds: two quantities under one name, one of which is empty."""


def _valeur(valeur: Valeur) -> str:
    if valeur is None:
        return dire("inconnu")
    if isinstance(valeur, tuple):
        return dire(" à ").join(_valeur(une) for une in valeur)
    if isinstance(valeur, Code | Mots):
        return en_mots(valeur)
    if isinstance(valeur, Fraction):
        return en_pourcent(valeur)
    if isinstance(valeur, Decimal):
        return en_texte(valeur)
    return en_date(valeur) if isinstance(valeur, date) else str(valeur)


A_LIRE_D_ABORD = frozenset({"objectif_pfa_autres"})
"""Warnings that a face shows under the verdict, before any figure."""


def a_lire_d_abord(avertissements: tuple[Avertissement, ...]) -> list[str]:
    """Return the sentences of the warnings that come before any figure."""
    return [un.message for un in avertissements if un.code in A_LIRE_D_ABORD]


def a_savoir(avertissements: tuple[Avertissement, ...]) -> list[str]:
    """Return the sentences of the other warnings."""
    return [un.message for un in avertissements if un.code not in A_LIRE_D_ABORD]


def renversement_en_mots(un: Renversement) -> str:
    """Return in words an unanswered question that reverses a refusal: « RQTH ou ALD : oui »."""
    quoi = dire(champs()[un.champ].libelle)
    return dire("{quoi} : {valeur}", quoi=quoi, valeur=", ".join(un.reponses)) if un.reponses else quoi


def verdict(reponse: ReponseCalculee) -> str:
    """Return the one sentence that a reader wants first."""
    eligibilite, total = reponse.eligibilite, reponse.total
    if eligibilite.statut is StatutDEligibilite.NON_ELIGIBLE:
        raisons = [critere.explication for critere in eligibilite.decident(Statut.NON_REMPLI)]
        if reponse.renversements:
            sauf = dire(" ou ").join(f"« {renversement_en_mots(un)} »" for un in reponse.renversements)
            return dire("Non éligible, sauf si vous répondez {sauf}. {raisons}", sauf=sauf, raisons=" ".join(raisons))
        return dire("Non éligible. {raisons}", raisons=" ".join(raisons))
    bas, haut = en_texte(total.minimum), en_texte(total.maximum)
    sommes = dire("de {bas} à {haut} sur la durée du contrat, selon les résultats", bas=bas, haut=haut)
    if total.minimum == total.maximum:
        sommes = dire("{haut} sur la durée du contrat", haut=haut)
    if eligibilite.statut is StatutDEligibilite.A_CONFIRMER:
        a_voir = [dire(critere.nom) for critere in eligibilite.decident(Statut.A_CONFIRMER)]
        return dire("À confirmer ({quoi}) ; si c'est oui, {sommes}.", quoi=", ".join(a_voir), sommes=sommes)
    return dire("Éligible : {sommes}.", sommes=sommes)
