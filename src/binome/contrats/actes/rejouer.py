"""Replay: a pure function from acts, law and a day to what the contracts are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from binome.contrats.actes.acte import Acte, Correction, NatureDActe, noms_suivis, retenus
from binome.contrats.actes.contrat import Contrat
from binome.contrats.actes.effets import appliquer, proroger
from binome.contrats.actes.etats import EtatDeContrat, refus, suivant
from binome.droit.loi import Loi


def rejouer(
    actes: tuple[Acte | Correction, ...], au: date, loi: Loi, connu_au: date | None = None
) -> tuple[Contrat, ...]:
    """Replay the acts in effect on `au`, as they were known on `connu_au` (the same day by default).

    Returns:
        The contracts that a doctor has signed one after the other, the last one at the end; one still unsigned when
        there is none.

    Raises:
        ActeRefuse: the sequence is impossible.
        ErreurDeSaisie: the situation cannot be computed (regime, contradiction).
    """
    connu_au = connu_au or au
    noms = noms_suivis(actes, connu_au)
    contrats: list[Contrat] = []
    for siens in _par_contrat(retenus(actes, connu_au), noms):
        if contrats and siens[0].effectif_le > au:
            break
        precedent = contrats[-1] if contrats else None
        if precedent is not None:
            _verifier_la_suite(siens[0], contrats, noms)
        contrats.append(_un_contrat(siens, au, loi, precedent))
    return tuple(contrats) or (Contrat(loi, au),)


def _par_contrat(actes: tuple[Acte, ...], noms: dict[str, str]) -> list[list[Acte]]:
    """Return the acts of each contract, its signature first: those that name it, and by their day the others."""
    signatures = [acte for acte in actes if acte.nature is NatureDActe.SIGNATURE]
    if len(signatures) <= 1:
        return [list(actes)] if actes else []
    siens: dict[str, list[Acte]] = {signature.id: [] for signature in signatures}
    for acte in actes:
        siens[_sa_signature(acte, signatures, noms).id].append(acte)
    return [siens[signature.id] for signature in signatures]


def _sa_signature(acte: Acte, signatures: list[Acte], noms: dict[str, str]) -> Acte:
    if acte.nature is NatureDActe.SIGNATURE:
        return acte
    nomme = noms.get(acte.contrat, acte.contrat)
    if nomme:
        for signature in signatures:
            if signature.id == nomme:
                return signature
        raise refus(acte, "le contrat qu'il vise n'est pas une signature connue ce jour-là")
    # What ends a contract on the day when another one is signed ends the former.
    passees = [
        un
        for un in signatures
        if un.effectif_le < acte.effectif_le or (un.effectif_le == acte.effectif_le and acte.nature not in _FINS)
    ]
    return passees[-1] if passees else signatures[0]


def _verifier_la_suite(signature: Acte, contrats: list[Contrat], noms: dict[str, str]) -> None:
    """Refuse a new contract that does not follow the one that it names."""
    nomme = signature.donnees.get("suite_de", "")
    if nomme and noms.get(nomme, nomme) != contrats[-1].actes[0].id:
        raise refus(signature, f"« {nomme} » ne suit aucun contrat : nommez la signature du contrat d'avant")


def _un_contrat(actes: list[Acte], au: date, loi: Loi, precedent: Contrat | None) -> Contrat:
    contrat = Contrat(loi, au, precedent=precedent)
    for acte in actes:
        if acte.effectif_le <= au:
            if acte.nature not in _DU_TERME:
                contrat.arriver_au_terme(acte.effectif_le)
            avant = contrat.etat
            if acte.nature is NatureDActe.SIGNATURE and precedent is not None and avant is EtatDeContrat.PROJET:
                avant = _etat_au(precedent, acte.effectif_le)
            contrat.etat = suivant(avant, acte)
            appliquer(contrat, acte)
    for acte in _annoncees(actes, au):
        if contrat.etat is EtatDeContrat.EN_COURS:
            proroger(contrat, acte)
    contrat.arriver_au_terme(au)
    return contrat


def _etat_au(precedent: Contrat, jour: date) -> EtatDeContrat:
    """Return where a contract stood on the day when another one is signed: what has ended it since does not count."""
    passes = [acte for acte in precedent.actes if acte.effectif_le <= jour]
    return _un_contrat(passes, jour, precedent.loi, precedent.precedent).etat


def _annoncees(actes: list[Acte], au: date) -> Iterator[Acte]:
    """Yield the prorogations signed before the term: they are in the schedule as soon as they are known."""
    return (acte for acte in actes if acte.nature is NatureDActe.PROROGATION and acte.effectif_le > au)


_DU_TERME: Final = (NatureDActe.PROROGATION, NatureDActe.CLOTURE, NatureDActe.RECONDUCTION)
"""Acts that say what becomes of a contract at its term."""
_FINS: Final = (*_DU_TERME, NatureDActe.RESILIATION, NatureDActe.DEMENAGEMENT, NatureDActe.CHANGEMENT_DE_SPECIALITE)
"""Acts that may end a contract."""
