"""The counts of a year: announced, contested by the doctor or on their behalf, confirmed into an act."""

from __future__ import annotations

from datetime import date
from typing import Any

from binome.droit.loi import Loi
from binome.gestion.codes import EtatDuConstat, OrigineDuConstat
from binome.gestion.droits import Action
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Constat, Contrat
from binome.gestion.refus import EtatRefuse
from binome.gestion.services.actes import ajouter, nommer_un_acte
from binome.gestion.services.commande import Commande, commande
from binome.gestion.services.saisie import controler


def annoncer(
    qui: Compte,
    contrat: Contrat,
    annee: int,
    pmt: int | None,
    pfa: int | None,
    le: date,
    origine: OrigineDuConstat = OrigineDuConstat.CAISSE,
) -> Constat:
    """Announce the counts of a year; they take the place of those that were announced before, and decide nothing yet.

    Raises:
        AccesRefuse: the account does not write in this contract.
    """
    with commande(qui, "annoncer", Action.ECRIRE, contrat) as ouverte:
        tenu = ouverte.objet
        vivants = tenu.constats.exclude(etat=EtatDuConstat.REMPLACE).filter(annee=annee)
        remplaces = sorted(vivants.values_list("pk", flat=True))
        tenu.constats.filter(pk__in=remplaces).update(etat=EtatDuConstat.REMPLACE)
        constat = Constat(
            caisse_id=tenu.caisse_id, contrat=tenu, annee=annee, pmt=pmt, pfa=pfa, origine=origine, annonce_le=le
        )
        controler(constat, ("caisse", "contrat", "acte"))
        constat.save()
        ouverte.noter(constat, {**_comptes(constat), "remplace": remplaces, "le": le.isoformat(), "origine": origine})
    return constat


def contester(qui: Compte, constat: Constat, motif: str) -> Constat:
    """Contest an announced constat, in words.

    Raises:
        AccesRefuse: it is not theirs.
        EtatRefuse: it is not announced any more, or nothing is said against it.
    """
    with commande(qui, "contester", Action.CONTESTER, constat) as ouverte:
        tenu = ouverte.objet
        _exiger(tenu, EtatDuConstat.ANNONCE, "seul un constat annoncé se conteste")
        if not motif.strip():
            raise EtatRefuse("Une contestation dit pourquoi.")
        tenu.etat, tenu.contestation = EtatDuConstat.CONTESTE, motif
        tenu.save(update_fields=["etat", "contestation"])
        # What a person writes is kept where it can be erased; the journal says that it was written.
        ouverte.noter(tenu, {"longueur": len(motif)})
    return tenu


def confirmer(
    qui: Compte,
    constat: Constat,
    au: date,
    revision: int,
    comptes: tuple[int | None, int | None] | None = None,
    circonstances_exceptionnelles: bool = False,
    loi: Loi | None = None,
) -> Constat:
    """Confirm a constat: it becomes an act, or corrects the one that an earlier constat of the year became.

    Args:
        qui: who confirms.
        constat: announced, or contested.
        au: the day; the act takes effect on the one on which the counts were announced.
        revision: of the contract that was read.
        comptes: the counts that answer a contestation, instead of those that were announced.
        circonstances_exceptionnelles: what the act says of the year.
        loi: the law; the one in force by default.

    Raises:
        AccesRefuse: the account does not write in this contract.
        EtatRefuse: it is confirmed already, or was replaced.
        ContratChange: the contract was changed since.
        ActeRefuse: the act cannot follow those of the contract.
    """
    with commande(qui, "confirmer", Action.ECRIRE, constat.contrat, revision=revision) as ouverte:
        tenu = ouverte.objet.constats.get(pk=constat.pk)
        _exiger(tenu, (EtatDuConstat.ANNONCE, EtatDuConstat.CONTESTE), "il est déjà confirmé, ou remplacé")
        if comptes is not None:
            tenu.pmt, tenu.pfa = comptes
        acte = _acte(ouverte, tenu, au, circonstances_exceptionnelles)
        (ajoute,) = ajouter(ouverte, ouverte.objet, [acte], au, loi, {"constat": tenu.pk})
        tenu.etat, tenu.acte = EtatDuConstat.CONFIRME, ajoute
        tenu.save(update_fields=["etat", "acte", "pmt", "pfa"])
    return tenu


def _acte(ouverte: Commande[Contrat], constat: Constat, au: date, exceptionnel: bool) -> dict[str, Any]:
    acte: dict[str, Any] = {"nature": "constat", "effectif_le": constat.annonce_le.isoformat()}
    acte |= {**_comptes(constat), "par": "caisse"}
    if exceptionnel:
        acte["circonstances_exceptionnelles"] = True
    precedent = (
        ouverte.objet.constats.filter(annee=constat.annee, acte__isnull=False)
        .select_related("acte")
        .order_by("-acte__rang")
    ).first()
    nom = nommer_un_acte("constat", constat.pk)
    if precedent is None:
        return {"id": nom, **acte}
    return {
        "id": nom,
        "nature": "correction",
        "vise": precedent.acte.nom,
        "connu_le": au.isoformat(),
        "par": "caisse",
        "remplace": acte,
    }


def _comptes(constat: Constat) -> dict[str, Any]:
    comptes = {"pmt": constat.pmt, "pfa": constat.pfa}
    return {"annee": constat.annee, **{nom: un for nom, un in comptes.items() if un is not None}}


def _exiger(constat: Constat, etats: EtatDuConstat | tuple[EtatDuConstat, ...], sinon: str) -> None:
    permis = etats if isinstance(etats, tuple) else (etats,)
    if constat.etat not in permis:
        raise EtatRefuse(f"Le constat de l'année {constat.annee} n'est pas modifié : {sinon}.")
