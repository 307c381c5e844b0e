"""Payments: proposed from the schedule, entered by one person, validated by another, paid once.

The sum is never typed, and never computed again in silence: when the acts that decided it have changed, the payment is
refused and has to be set aside and proposed again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils import timezone

from binome.droit.loi import Loi, loi_en_vigueur
from binome.gestion.codes import EtatDuVersement
from binome.gestion.droits import Action
from binome.gestion.lecture import empreinte_des_decisions
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Contrat
from binome.gestion.modeles.paiements import Versement
from binome.gestion.refus import EtatRefuse
from binome.gestion.services.actes import ajouter, marquer, nommer_un_acte
from binome.gestion.services.commande import Commande, commande
from binome.gestion.sommes import Proposition, propositions
from binome.gestion.suivi import Suivi, suivre
from binome.moteur.argent import en_euros
from binome.moteur.canonique import canonique

_SIGNES_DITS: Final = 4


def proposer(qui: Compte, contrat: Contrat, au: date, revision: int, loi: Loi | None = None) -> list[Versement]:
    """Propose what the schedule has opened, that is neither paid nor under way; nothing when nothing is left.

    Raises:
        AccesRefuse: the account does not enter payments of this contract.
        ContratChange: the contract was changed since it was read.
    """
    loi = loi or loi_en_vigueur()
    with commande(qui, "proposer", Action.SAISIR, contrat, revision=revision) as ouverte:
        tenu = ouverte.objet
        fond = {"decisions": empreinte_des_decisions(tenu), "loi": loi.version, "au": au.isoformat()}
        proposes = [
            _proposer(tenu, suivi, une, fond)
            for suivi in suivre(tenu, au, loi)
            for une in propositions(suivi.releve, suivi.paye, suivi.en_cours)
        ]
        ouverte.noter(tenu, {**fond, "versements": [_dit(un) for un in proposes]})
        if proposes:
            marquer(tenu)
    return proposes


def _proposer(contrat: Contrat, suivi: Suivi, une: Proposition, fond: Mapping[str, object]) -> Versement:
    return Versement.objects.create(
        caisse_id=contrat.caisse_id,
        contrat=contrat,
        signature=suivi.signature,
        annee=une.annee,
        nature=une.nature.value,
        au_plus_tard=une.au_plus_tard,
        centimes=une.centimes,
        calcul=canonique({**fond, "ouvert": suivi.releve.ouvert, "verse": suivi.releve.verse}),
    )


def _dit(versement: Versement) -> dict[str, object]:
    return {
        "versement": versement.pk,
        "annee": versement.annee,
        "nature": versement.nature,
        "centimes": versement.centimes,
    }


def saisir(qui: Compte, versement: Versement) -> Versement:
    """Enter a proposed payment: its sum and the account that it goes to are settled.

    Raises:
        AccesRefuse: the account does not enter payments here.
        EtatRefuse: it is not proposed any more, the acts have changed, or the doctor's account is not known.
    """
    with commande(qui, "saisir", Action.SAISIR, versement) as ouverte:
        tenu = ouverte.objet
        _exiger(tenu, EtatDuVersement.PROPOSE)
        _verifier_le_calcul(tenu)
        tenu.iban = tenu.contrat.medecin.iban
        if not tenu.iban:
            raise EtatRefuse("Le compte bancaire du médecin n'est pas connu : enregistrez-le d'abord.")
        tenu.etat, tenu.saisi_par, tenu.saisi_le = EtatDuVersement.SAISI, qui, timezone.now()
        tenu.save(update_fields=["etat", "iban", "saisi_par", "saisi_le"])
        ouverte.noter(tenu, {**_dit(tenu), "compte": masque(tenu.iban)})
    return tenu


def valider(qui: Compte, versement: Versement) -> Versement:
    """Validate a payment that another person entered.

    Raises:
        AccesRefuse: the account does not validate here.
        EtatRefuse: it is not entered, its own author validates it, or what decided it has changed.
    """
    with commande(qui, "valider", Action.VALIDER, versement) as ouverte:
        tenu = ouverte.objet
        _exiger(tenu, EtatDuVersement.SAISI)
        if tenu.saisi_par_id == qui.pk:
            raise EtatRefuse("Un versement est validé par une autre personne que celle qui l'a saisi.")
        _verifier_le_calcul(tenu)
        if tenu.contrat.medecin.iban != tenu.iban:
            raise EtatRefuse("Le compte bancaire du médecin a changé depuis la saisie : écartez ce versement.")
        tenu.etat, tenu.valide_par, tenu.valide_le = EtatDuVersement.VALIDE, qui, timezone.now()
        tenu.save(update_fields=["etat", "valide_par", "valide_le"])
        ouverte.noter(tenu, {**_dit(tenu), "saisi_par": str(tenu.saisi_par_id), "calcul": json.loads(tenu.calcul)})
    return tenu


def ecarter(qui: Compte, versement: Versement, motif: str) -> Versement:
    """Set aside a payment that nobody has validated: it may be proposed again.

    Raises:
        AccesRefuse: the account does not enter payments here.
        EtatRefuse: it is validated, or already set aside.
    """
    with commande(qui, "ecarter", Action.SAISIR, versement) as ouverte:
        return _finir(ouverte, EtatDuVersement.ECARTE, motif, EtatDuVersement.PROPOSE, EtatDuVersement.SAISI)


def refuser(qui: Compte, versement: Versement, motif: str) -> Versement:
    """Refuse, as a validator, a payment that was entered.

    Raises:
        AccesRefuse: the account does not validate here.
        EtatRefuse: it is not entered.
    """
    with commande(qui, "refuser", Action.VALIDER, versement) as ouverte:
        return _finir(ouverte, EtatDuVersement.ECARTE, motif, EtatDuVersement.SAISI)


def rejeter(qui: Compte, versement: Versement, motif: str) -> Versement:
    """Say that a validated or sent payment was not paid: the bank has rejected it, or it was never sent.

    Raises:
        AccesRefuse: the account does not reconcile here.
        EtatRefuse: it is not validated, or it is paid.
    """
    with commande(qui, "rejeter", Action.RAPPROCHER, versement) as ouverte:
        return _finir(ouverte, EtatDuVersement.REJETE, motif, EtatDuVersement.VALIDE, EtatDuVersement.EXPORTE)


def payer(qui: Compte, versement: Versement, le: date, au: date, reference: str, loi: Loi | None = None) -> Versement:
    """Mark a sent payment as paid on a day, as it is known on `au`: an act of the contract says so.

    Raises:
        AccesRefuse: the account does not reconcile here.
        EtatRefuse: it is not sent, or it is already paid.
    """
    with commande(qui, "payer", Action.RAPPROCHER, versement) as ouverte:
        tenu = ouverte.objet
        _exiger(tenu, EtatDuVersement.EXPORTE)
        acte = {
            "id": nommer_un_acte("versement", tenu.pk),
            "nature": "versement",
            "effectif_le": le.isoformat(),
            "annee": tenu.annee,
            "pour": tenu.nature,
            "montant": f"{en_euros(tenu.centimes):.2f}",
            "piece": reference,
            **({"contrat": tenu.signature} if tenu.signature else {}),
        }
        (tenu.acte,) = ajouter(ouverte, tenu.contrat, [acte], au, loi, {"versement": tenu.pk})
        tenu.etat, tenu.vire_le, tenu.reference = EtatDuVersement.PAYE, le, reference
        tenu.save(update_fields=["etat", "vire_le", "reference", "acte"])
    return tenu


def rapprocher(qui: Compte, versement: Versement, reference: str) -> Versement:
    """Reconcile a paid payment with the line of a bank statement.

    Raises:
        AccesRefuse: the account does not reconcile here.
        EtatRefuse: it is not paid, or already reconciled.
    """
    with commande(qui, "rapprocher", Action.RAPPROCHER, versement) as ouverte:
        tenu = ouverte.objet
        _exiger(tenu, EtatDuVersement.PAYE)
        tenu.etat, tenu.reference = EtatDuVersement.RAPPROCHE, reference
        tenu.save(update_fields=["etat", "reference"])
        ouverte.noter(tenu, {**_dit(tenu), "reference": reference})
    return tenu


def _finir(ouverte: Commande[Versement], etat: EtatDuVersement, motif: str, *permis: EtatDuVersement) -> Versement:
    """Take a payment out of what is under way, and say why."""
    tenu = ouverte.objet
    _exiger(tenu, *permis)
    if not motif.strip():
        raise EtatRefuse("Dites pourquoi ce versement n'est pas payé.")
    tenu.etat, tenu.motif = etat, motif
    tenu.save(update_fields=["etat", "motif"])
    ouverte.noter(tenu, {**_dit(tenu), "motif": motif})
    marquer(tenu.contrat)
    return tenu


def _exiger(versement: Versement, *permis: EtatDuVersement) -> None:
    if versement.etat not in permis:
        noms = " ou ".join(f"« {etat.libelle.lower()} »" for etat in permis)
        raise EtatRefuse(
            f"Ce versement est « {versement.get_etat_display().lower()} » : il faudrait qu'il soit {noms}."
        )


def _verifier_le_calcul(versement: Versement) -> None:
    """Refuse a payment whose contract has decided otherwise since."""
    if json.loads(versement.calcul)["decisions"] != empreinte_des_decisions(versement.contrat):
        raise EtatRefuse(
            "Les actes du contrat ont changé depuis que ce versement a été proposé : écartez-le et proposez de nouveau."
        )


def masque(iban: str) -> str:
    """Return what the journal says of an account's number: enough to tell two apart, not enough to use it."""
    return f"…{iban[-_SIGNES_DITS:]}" if iban else ""
