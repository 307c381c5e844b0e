"""What each act does to a contract, or why it may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from binome.contrats.actes.acte import Acte, NatureDActe
from binome.contrats.actes.contrat import Contrat
from binome.contrats.actes.etats import refus
from binome.contrats.champs.formes import PROROGATIONS_MAXIMALES
from binome.contrats.champs.valeurs import AvenantDObjectif, AvenantLu, ConstatLu
from binome.contrats.echeancier import NatureDeVersement, calendrier
from binome.contrats.maintien import refus_du_maintien
from binome.contrats.options import est_un_second_assistant, refus_de_passage
from binome.contrats.passages import passage
from binome.contrats.situation import Situation
from binome.droit.codes import FinDeContrat, IssueDeProrogation, Option, SuiteAuTerme
from binome.droit.vie_du_contrat.regles import (
    annee_d_effet_d_un_objectif,
    annee_d_effet_d_une_option,
    prorogation,
    suit_un_nouvel_installe,
)


def appliquer(contrat: Contrat, acte: Acte) -> None:
    """Do to a contract what an act does.

    Raises:
        ActeRefuse: the contract or the law of the day does not allow it.
    """
    _EFFETS.get(acte.nature, _noter)(contrat, acte)
    contrat.actes.append(acte)


def _noter(contrat: Contrat, acte: Acte) -> None:
    """Most acts change nothing but the record: they are read from it when needed."""


def _signature(contrat: Contrat, acte: Acte) -> None:
    situation: Situation = acte.donnees["situation"]
    if situation.date_signature is not None and situation.date_signature != acte.effectif_le:
        raise refus(acte, "la situation donne une autre date de signature")
    situation = replace(situation, date_signature=acte.effectif_le)
    precedent = contrat.precedent
    if precedent is not None and suit_un_nouvel_installe(precedent.fin_par):
        situation = replace(situation, date_premiere_installation=precedent.fin)
    contrat.situation = situation


def _embauche(contrat: Contrat, acte: Acte) -> None:
    if contrat.situation.date_embauche is None:
        contrat.situation = replace(contrat.situation, date_embauche=acte.effectif_le)


def _exiger_commencee(contrat: Contrat, acte: Acte, annee: int) -> None:
    if acte.effectif_le < contrat.anniversaire(annee):
        raise refus(acte, f"l'année {annee} n'a pas commencé")


def _exiger_du_contrat(contrat: Contrat, acte: Acte, annee: int) -> None:
    if annee > contrat.dossier.duree:
        raise refus(acte, f"le contrat n'a que {contrat.dossier.duree} années ; il faut d'abord une prorogation")


def _constat(contrat: Contrat, acte: Acte) -> None:
    constat = ConstatLu(**acte.donnees)
    _exiger_du_contrat(contrat, acte, constat.annee)
    _exiger_commencee(contrat, acte, constat.annee)
    if any(ancien.annee == constat.annee for ancien in contrat.situation.constats):
        raise refus(acte, f"l'année {constat.annee} a déjà son constat ; corrigez-le par un acte « correction »")
    contrat.situation = contrat.situation.avec_les_constats(constat)


def _decision_cpn(contrat: Contrat, acte: Acte) -> None:
    annee = acte.donnees["annee"]
    vises = [c for c in contrat.situation.constats if c.annee == annee and c.circonstances_exceptionnelles]
    if not vises:
        raise refus(acte, f"aucun constat de l'année {annee} n'invoque de circonstances exceptionnelles")
    decide = replace(vises[0], part_decidee=acte.donnees["part_decidee"])
    contrat.situation = contrat.situation.avec_les_constats(decide)


def _annee_d_effet(contrat: Contrat, acte: Acte, regle: Callable[..., int]) -> int:
    """Return the year an avenant bears on: the one that opens that very day, otherwise what the lecture says."""
    annee = contrat.annee_de(acte.effectif_le)
    dossier = contrat.dossier
    if contrat.anniversaire(annee) != acte.effectif_le:
        annee = regle(annee, dossier.lectures)
    if annee > dossier.duree:
        raise refus(acte, "il prendrait effet après le terme du contrat")
    return annee


def _avenant_second(contrat: Contrat, acte: Acte) -> None:
    annee = _annee_d_effet(contrat, acte, annee_d_effet_d_une_option)
    if not est_un_second_assistant(acte.donnees["option_etp"], contrat.dossier.cadre, acte.effectif_le):
        raise refus(acte, "un second assistant se prend en passant à 1,5 ou 2 ETP")
    _exiger_une_option_ouverte(contrat, acte, annee)
    avenant = AvenantLu(annee, acte.donnees.get("pmt"), acte.donnees.get("pfa"))
    contrat.situation = replace(
        contrat.situation, option_etp=acte.donnees["option_etp"], avenant_second_assistant=avenant
    )


def _avenant_primo(contrat: Contrat, acte: Acte) -> None:
    """Record the second objective; on an anniversary, it belongs to the year that ends, judged on its level."""
    annee = contrat.annee_de(acte.effectif_le - timedelta(days=1))
    contrat.situation = replace(contrat.situation, avenant_primo_installe=AvenantLu(annee, **acte.donnees))


def _exiger_une_option_ouverte(contrat: Contrat, acte: Acte, annee: int) -> None:
    """Refuse an option that the law of the day closes, or whose conditions the contract is known to miss."""
    dossier = contrat.dossier
    raison = refus_de_passage(passage(dossier, acte.donnees["option_etp"], acte.effectif_le, annee), dossier.cadre)
    if raison is not None:
        raise refus(acte, raison)


def _exiger_l_age(contrat: Contrat, acte: Acte) -> None:
    """Refuse the avenant of the maintien before the birthday that opens it, when it is known."""
    raison = refus_du_maintien(contrat.situation.date_naissance, acte.effectif_le, contrat.dossier.cadre)
    if raison is not None:
        raise refus(acte, raison)


def _avenant(contrat: Contrat, acte: Acte) -> None:
    natures = {
        NatureDActe.AVENANT_65_ANS: ("65_ans", annee_d_effet_d_un_objectif),
        NatureDActe.AVENANT_OBJECTIFS: ("objectifs", annee_d_effet_d_un_objectif),
        NatureDActe.AVENANT_OPTION: ("option", annee_d_effet_d_une_option),
    }
    nature, regle = natures[acte.nature]
    annee = _annee_d_effet(contrat, acte, regle)
    if acte.nature is NatureDActe.AVENANT_OPTION:
        _exiger_une_option_ouverte(contrat, acte, annee)
    if acte.nature is NatureDActe.AVENANT_65_ANS:
        _exiger_l_age(contrat, acte)
    avenant = AvenantDObjectif(annee, nature, **acte.donnees)
    avenants = sorted([*contrat.situation.avenants, avenant], key=lambda un: un.annee)
    contrat.situation = replace(contrat.situation, avenants=tuple(avenants))


def _suspension(contrat: Contrat, acte: Acte) -> None:
    contrat.suspensions.append((acte.effectif_le, None))


def _reprise(contrat: Contrat, acte: Acte) -> None:
    debut, _ = contrat.suspensions.pop()
    contrat.suspensions.append((debut, acte.effectif_le))


def _versement(contrat: Contrat, acte: Acte) -> None:
    annee, pour = acte.donnees["annee"], acte.donnees["pour"]
    _exiger_du_contrat(contrat, acte, annee)
    # Money may have left before anyone knew of a suspension: the calendar of signature is the one that was paid by.
    prevu = contrat.dossier.cadre.anniversaire_prevu(annee)
    if prevu is not None and acte.effectif_le < prevu:
        raise refus(acte, f"l'année {annee} n'a pas commencé")
    option = contrat.situation.option_etp
    dates = calendrier(contrat.dossier, annee, Option.INCONNUE if option is None else option)
    if pour not in dates.natures:
        maniere = "en une fois" if dates.en_une_fois else "en acompte puis solde"
        raise refus(acte, f"l'année {annee} se verse {maniere}")
    deja = {(v.donnees["annee"], v.donnees["pour"]) for v in contrat.de_nature(NatureDActe.VERSEMENT)}
    if pour == NatureDeVersement.SOLDE and (annee, NatureDeVersement.ACOMPTE) not in deja:
        raise refus(acte, f"l'année {annee} n'a pas reçu d'acompte")


def _fin(contrat: Contrat, acte: Acte) -> None:
    """End the contract, and the suspension that it was in."""
    contrat.fin, contrat.fin_par = acte.effectif_le, _FINS[acte.nature]
    contrat.finir_la_suspension(acte.effectif_le)


def _cloture(contrat: Contrat, acte: Acte) -> None:
    if acte.effectif_le < contrat.terme:
        raise refus(acte, "le terme n'est pas atteint ; une fin anticipée est une résiliation")
    contrat.finir_la_suspension(contrat.terme)


def _reconduction(contrat: Contrat, acte: Acte) -> None:
    """Take note of a renewal where the contract has one: what follows is what it would be without the act."""
    if contrat.suite_au_terme is SuiteAuTerme.CLOTURE:
        raise refus(acte, "un ancien contrat est clos à son terme, sauf prorogation ; un nouveau se signe à la suite")
    if acte.effectif_le < contrat.terme_signe:
        raise refus(acte, f"le terme n'est pas atteint, il est le {contrat.terme_signe:%d/%m/%Y}")
    if acte.effectif_le > contrat.terme_signe:
        raise refus(acte, f"elle prend effet au terme, le {contrat.terme_signe:%d/%m/%Y}")


def proroger(contrat: Contrat, acte: Acte) -> None:
    """Extend the contract, on the day of the act or when it is announced."""
    cadre, terme = contrat.dossier.cadre, contrat.terme_signe
    issue = prorogation(cadre.ancien, acte.effectif_le.toordinal(), cadre.entree.toordinal(), terme.toordinal())
    if issue is not IssueDeProrogation.OUVERTE:
        raise refus(
            acte, _REFUS_DE_PROROGER[issue].format(entree=f"{cadre.entree:%d/%m/%Y}", terme=f"{terme:%d/%m/%Y}")
        )
    deja = contrat.situation.prorogations or 0
    if deja == PROROGATIONS_MAXIMALES:
        raise refus(acte, f"Binôme ne suit que {PROROGATIONS_MAXIMALES} prorogations")
    contrat.situation = replace(contrat.situation, prorogations=deja + 1)


_REFUS_DE_PROROGER: Final = {
    IssueDeProrogation.SOUS_LA_CONVENTION: "seuls les contrats signés avant la convention de 2024 se prorogent ; "
    "le vôtre se reconduit",
    IssueDeProrogation.AVANT_L_ENTREE: "la prorogation n'existe que depuis le {entree}",
    IssueDeProrogation.AVANT_LE_TERME: "elle prend effet au terme, le {terme}, pas avant",
    IssueDeProrogation.APRES_LE_TERME: "le contrat est arrivé à son terme le {terme}",
}
_FINS: Final = {
    NatureDActe.RESILIATION: FinDeContrat.RESILIATION,
    NatureDActe.DEMENAGEMENT: FinDeContrat.DEMENAGEMENT,
    NatureDActe.CHANGEMENT_DE_SPECIALITE: FinDeContrat.CHANGEMENT_DE_SPECIALITE,
}
_EFFETS: Final[dict[NatureDActe, Callable[[Contrat, Acte], None]]] = {
    NatureDActe.SIGNATURE: _signature,
    NatureDActe.EMBAUCHE: _embauche,
    NatureDActe.CONSTAT: _constat,
    NatureDActe.DECISION_CPN: _decision_cpn,
    NatureDActe.AVENANT_SECOND_ASSISTANT: _avenant_second,
    NatureDActe.AVENANT_PRIMO_INSTALLE: _avenant_primo,
    NatureDActe.AVENANT_65_ANS: _avenant,
    NatureDActe.AVENANT_OBJECTIFS: _avenant,
    NatureDActe.AVENANT_OPTION: _avenant,
    NatureDActe.SUSPENSION: _suspension,
    NatureDActe.REPRISE: _reprise,
    NatureDActe.VERSEMENT: _versement,
    NatureDActe.RESILIATION: _fin,
    NatureDActe.DEMENAGEMENT: _fin,
    NatureDActe.CHANGEMENT_DE_SPECIALITE: _fin,
    NatureDActe.CLOTURE: _cloture,
    NatureDActe.PROROGATION: proroger,
    NatureDActe.RECONDUCTION: _reconduction,
}
