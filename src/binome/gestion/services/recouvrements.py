"""Recoveries: a trop-perçu asked back by instalments, each received once; what is asked is what was paid too much."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Sum

from binome.droit.loi import Loi, loi_en_vigueur
from binome.gestion.codes import EtatDuRecouvrement
from binome.gestion.droits import Action
from binome.gestion.lecture import empreinte_des_decisions
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Contrat
from binome.gestion.modeles.paiements import Recouvrement, Remboursement
from binome.gestion.refus import EtatRefuse
from binome.gestion.services.actes import ajouter, marquer, nommer_un_acte
from binome.gestion.services.commande import commande
from binome.gestion.sommes import reste_a_recouvrer
from binome.gestion.suivi import Suivi, suivre
from binome.moteur.argent import en_euros
from binome.moteur.canonique import canonique


def ouvrir(
    qui: Compte, contrat: Contrat, au: date, motif: str, jours: Sequence[date], revision: int, loi: Loi | None = None
) -> Recouvrement:
    """Ask back what was paid too much, in as many instalments as there are days, equal to the cent.

    Raises:
        AccesRefuse: the account does not write in this contract.
        ContratChange: the contract was changed since it was read.
        EtatRefuse: nothing was paid too much that is not asked back already.
    """
    loi = loi or loi_en_vigueur()
    with commande(qui, "recouvrer", Action.ECRIRE, contrat, revision=revision) as ouverte:
        tenu = ouverte.objet
        suivi, centimes = _trop_percu(suivre(tenu, au, loi))
        if not jours or not motif.strip() or centimes < len(jours):
            raise EtatRefuse("Un recouvrement dit pourquoi, et quand chaque échéance est attendue.")
        fond = {"decisions": empreinte_des_decisions(tenu), "loi": loi.version, "au": au.isoformat()}
        recouvrement = Recouvrement.objects.create(
            caisse_id=tenu.caisse_id,
            contrat=tenu,
            signature=suivi.signature,
            centimes=centimes,
            motif=motif,
            ouvert_le=au,
            calcul=canonique({**fond, "ouvert": suivi.releve.ouvert, "verse": suivi.releve.verse}),
        )
        parts = _parts(centimes, len(jours))
        for rang, (jour, part) in enumerate(zip(sorted(jours), parts, strict=True), 1):
            recouvrement.remboursements.create(caisse_id=tenu.caisse_id, rang=rang, au_plus_tard=jour, centimes=part)
        echeances = [[jour.isoformat(), part] for jour, part in zip(sorted(jours), parts, strict=True)]
        ouverte.noter(recouvrement, {**fond, "contrat": tenu.pk, "centimes": centimes, "echeances": echeances})
        marquer(tenu)
    return recouvrement


def _trop_percu(suivis: Sequence[Suivi]) -> tuple[Suivi, int]:
    """Return the first contract of which something was paid too much, and how much.

    Raises:
        EtatRefuse: there is none.
    """
    for suivi in suivis:
        centimes = reste_a_recouvrer(suivi.releve, suivi.en_cours)
        if centimes:
            return suivi, centimes
    raise EtatRefuse("Rien n'a été versé en trop qui ne soit déjà redemandé.")


def _parts(centimes: int, combien: int) -> list[int]:
    """Share a sum in equal parts, the cents that remain on the first ones."""
    part, reste = divmod(centimes, combien)
    return [part + (rang < reste) for rang in range(combien)]


def recevoir(
    qui: Compte, remboursement: Remboursement, le: date, au: date, reference: str, loi: Loi | None = None
) -> Remboursement:
    """Receive an instalment on a day, as it is known on `au`: an act of the contract says so.

    Raises:
        AccesRefuse: the account does not write here.
        EtatRefuse: it was received already, or its recovery is not open any more.
    """
    with commande(qui, "recevoir", Action.ECRIRE, remboursement) as ouverte:
        tenu = ouverte.objet
        recouvrement = tenu.recouvrement
        if tenu.acte_id is not None or recouvrement.etat != EtatDuRecouvrement.OUVERT:
            raise EtatRefuse("Cette échéance est déjà reçue, ou son recouvrement est terminé.")
        acte = {
            "id": nommer_un_acte("remboursement", tenu.pk),
            "nature": "recouvrement",
            "effectif_le": le.isoformat(),
            "montant": f"{en_euros(tenu.centimes):.2f}",
            "motif": recouvrement.motif,
            "piece": reference,
            **({"contrat": recouvrement.signature} if recouvrement.signature else {}),
        }
        (tenu.acte,) = ajouter(ouverte, recouvrement.contrat, [acte], au, loi, {"remboursement": tenu.pk})
        tenu.recu_le, tenu.reference = le, reference
        tenu.save(update_fields=["acte", "recu_le", "reference"])
        if not recouvrement.remboursements.filter(acte=None).exists():
            recouvrement.etat = EtatDuRecouvrement.SOLDE
            recouvrement.save(update_fields=["etat"])
    return tenu


def abandonner(qui: Compte, recouvrement: Recouvrement, motif: str) -> Recouvrement:
    """Stop asking back what was not received yet, and say why; what was received stays received.

    Raises:
        AccesRefuse: the account does not write here.
        EtatRefuse: it is not open any more.
    """
    with commande(qui, "abandonner", Action.ECRIRE, recouvrement) as ouverte:
        tenu = ouverte.objet
        if tenu.etat != EtatDuRecouvrement.OUVERT or not motif.strip():
            raise EtatRefuse("Ce recouvrement est déjà terminé, ou rien ne dit pourquoi il s'arrête.")
        reste = tenu.remboursements.filter(acte=None).aggregate(reste=Sum("centimes"))["reste"]
        tenu.etat = EtatDuRecouvrement.ABANDONNE
        tenu.save(update_fields=["etat"])
        ouverte.noter(tenu, {"contrat": tenu.contrat_id, "abandonne": reste, "motif": motif})
        marquer(tenu.contrat)
    return tenu
