"""The statement of a contract on a day: schedule, sums open, due, paid, to recover; duties done, late, to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from binome.contrats.actes.acte import Acte, Correction, NatureDActe, centimes
from binome.contrats.actes.contrat import Contrat
from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.actes.lignes import apres_la_fin, echeancier
from binome.contrats.actes.rejouer import rejouer
from binome.contrats.actes.reponse import (
    EcheanceAVenir,
    EtatDObligation,
    LigneDEcheancier,
    ObligationSuivie,
    Releve,
    UnReleve,
)
from binome.contrats.actes.suites import jour_de_carence, remarques
from binome.contrats.annees import AnneeCalculee, calculer
from binome.contrats.engagements import possibles
from binome.contrats.obligations import ObligationDatee, obligations_datees
from binome.contrats.remarques import Remarque
from binome.droit.choix import loi_choisie
from binome.droit.codes import Nature, Patientele
from binome.droit.loi import Loi
from binome.moteur.codes import Code

ACTES_DES_OBLIGATIONS = {
    "formation_de_l_assistant": NatureDActe.FORMATION,
    "remplacement_du_secretaire": NatureDActe.REMPLACEMENT_DU_SECRETAIRE,
    "points_semestriels": NatureDActe.POINT_SEMESTRIEL,
}
"""Acts that say a duty done, and that no sum depends on."""


def releve(
    actes: tuple[Acte | Correction, ...], au: date, connu_au: date | None = None, loi: Loi | str | None = None
) -> Releve:
    """Return the statement of a contract on `au`, as known on `connu_au`, under a law (in force by default).

    Raises:
        ActeRefuse: the sequence of acts is impossible.
    """
    *precedents, (_, dernier) = releves(actes, au, connu_au, loi)
    valeurs = {champ.name: getattr(dernier, champ.name) for champ in fields(dernier)}
    return Releve(**valeurs, precedents=tuple(un for _, un in precedents) or None)


def releves(
    actes: tuple[Acte | Correction, ...], au: date, connu_au: date | None = None, loi: Loi | str | None = None
) -> tuple[tuple[Contrat, UnReleve], ...]:
    """Return each contract that the acts sign, replayed once, with its statement; the one that runs is the last.

    Raises:
        ActeRefuse: as `releve`.
    """
    connu_au = connu_au or au
    *suivis, dernier = rejouer(actes, au, loi_choisie(loi), connu_au)
    return (
        *((un, _un_releve(un, connu_au, suivi=True)) for un in suivis),
        (dernier, _un_releve(dernier, connu_au, suivi=False)),
    )


def _un_releve(contrat: Contrat, connu_au: date, suivi: bool) -> UnReleve:
    if contrat.etat is EtatDeContrat.PROJET:
        return _dresser(contrat, connu_au, 0, {}, [], ())
    dossier = contrat.dossier
    annees = calculer(dossier, possibles(dossier))
    lignes = list(echeancier(contrat, annees))
    if contrat.fin is not None:
        lignes = apres_la_fin(contrat, lignes)
    annee = contrat.annee_de(contrat.au if contrat.fin is None else min(contrat.au, contrat.fin))
    objectifs = _objectifs(annees[annee - 1])
    if contrat.etat is EtatDeContrat.RECONDUIT:
        objectifs = dict.fromkeys(objectifs)
    return _dresser(contrat, connu_au, annee, objectifs, lignes, tuple(remarques(contrat, annees, suivi)))


def _dresser(
    contrat: Contrat,
    connu_au: date,
    annee: int,
    objectifs: dict[Code[Patientele], int | None],
    lignes: list[LigneDEcheancier],
    a_savoir: tuple[Remarque, ...],
) -> UnReleve:
    """Return the statement of a schedule: what is open, due, paid, done and to come on a day."""
    au = contrat.au
    ouvert = sum(ligne.centimes for ligne in lignes if ligne.ouvert_le <= au)
    echu = sum(ligne.centimes for ligne in lignes if ligne.au_plus_tard is not None and ligne.au_plus_tard <= au)
    projet = contrat.etat is EtatDeContrat.PROJET
    verse = 0 if projet else _verse(contrat)
    obligations = () if projet else tuple(_suivre(contrat, au))
    return UnReleve(
        au,
        connu_au,
        contrat.etat,
        annee,
        objectifs,
        tuple(lignes),
        ouvert=ouvert,
        verse=verse,
        a_verser=max(ouvert - verse, 0),
        exigible=max(echu - verse, 0),
        a_recouvrer=max(verse - ouvert, 0),
        obligations=obligations,
        prochaines=tuple(_prochaines(lignes, obligations, au)),
        carence=None if projet else jour_de_carence(contrat),
        remarques=a_savoir,
        echu=echu,
    )


def _prochaines(
    lignes: list[LigneDEcheancier], obligations: tuple[ObligationSuivie, ...], au: date
) -> list[EcheanceAVenir]:
    """Return what comes next, nearest first: payments and duties."""
    a_venir = [
        EcheanceAVenir(ligne.au_plus_tard, f"{ligne.nature} année {ligne.annee}")
        for ligne in lignes
        if ligne.au_plus_tard is not None and ligne.au_plus_tard > au
    ]
    a_venir += [
        EcheanceAVenir(suivie.obligation.echeance, suivie.obligation.code)
        for suivie in obligations
        if suivie.etat is EtatDObligation.A_VENIR and suivie.obligation.echeance is not None
    ]
    return sorted(a_venir, key=lambda une: (une.le, une.quoi))


def _objectifs(annee: AnneeCalculee) -> dict[Code[Patientele], int | None]:
    buts = {Patientele.PMT.code: annee.engagement.pmt, Patientele.PFA.code: annee.engagement.pfa}
    return {
        nom: None if but.patients < 0 else but.patients for nom, but in buts.items() if but.nature != Nature.SANS_OBJET
    }


def _verse(contrat: Contrat) -> int:
    verses = sum(centimes(acte.donnees["montant"]) for acte in contrat.de_nature(NatureDActe.VERSEMENT))
    return verses - sum(centimes(acte.donnees["montant"]) for acte in contrat.de_nature(NatureDActe.RECOUVREMENT))


def _suivre(contrat: Contrat, au: date) -> Iterator[ObligationSuivie]:
    faits = {code: len(contrat.de_nature(nature)) for code, nature in ACTES_DES_OBLIGATIONS.items()}
    for obligation in obligations_datees(contrat.dossier):
        if faits.get(obligation.code, 0) > 0:
            faits[obligation.code] -= 1
            yield ObligationSuivie(obligation, EtatDObligation.FAITE)
        elif obligation.echeance is None:
            yield ObligationSuivie(obligation, EtatDObligation.SANS_DATE)
        elif contrat.fin is None or obligation.echeance < contrat.fin:
            yield ObligationSuivie(obligation, _ou_elle_en_est(obligation, contrat, au))


def _ou_elle_en_est(obligation: ObligationDatee, contrat: Contrat, au: date) -> EtatDObligation:
    """Return where a dated duty stands that nobody has done: nothing is late while the contract is suspended."""
    assert obligation.echeance is not None
    if obligation.echeance >= min(contrat.suspendu_depuis or au, au):
        return EtatDObligation.A_VENIR
    return EtatDObligation.EN_RETARD if obligation.si is None else EtatDObligation.A_VERIFIER
