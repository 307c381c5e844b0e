"""Open a contract: from scratch, from a simulation, from a receipt. A signed one starts with its act of signature."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from binome.archives.verifier import verifier
from binome.contrats.actes.releve import releves
from binome.droit.loi import Loi, loi_en_vigueur
from binome.gestion.apercus import rafraichir
from binome.gestion.droits import Action
from binome.gestion.modeles.caisses import Medecin, Structure
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Contrat
from binome.gestion.refus import AccesRefuse, EtatRefuse
from binome.gestion.services.actes import ajouter
from binome.gestion.services.commande import commande
from binome.gestion.services.saisie import controler
from binome.moteur.erreurs import PasUnRecu


def ouvrir(
    qui: Compte,
    medecin: Medecin,
    numero: str,
    au: date,
    actes: tuple[Mapping[str, Any], ...] = (),
    structure: Structure | None = None,
    origine: Mapping[str, object] | None = None,
    loi: Loi | None = None,
) -> Contrat:
    """Open a contract for a doctor, with the acts that it already has.

    Args:
        qui: who opens it.
        medecin: the doctor.
        numero: the contract's number in the caisse.
        au: the day.
        actes: in JSON, as `binome contrat` reads them; none for a project.
        structure: who employs the assistant, when it is not the doctor.
        origine: where it comes from, as the journal keeps it.
        loi: the law; the one in force by default.

    Raises:
        AccesRefuse: the account does not write for this doctor.
        EtatRefuse: the number is taken.
        ErreurDeSaisie: an act cannot be read.
        ActeRefuse: the acts cannot follow each other.
    """
    with commande(qui, "ouvrir", Action.ECRIRE, medecin) as ouverte:
        tenu = ouverte.objet
        if Contrat.objects.filter(numero=numero).exists():
            raise EtatRefuse(f"Un contrat de la caisse porte déjà le numéro « {numero} ».")
        if structure is not None and structure.caisse_id != tenu.caisse_id:
            raise AccesRefuse("Cette structure est d'une autre caisse.")
        contrat = Contrat(caisse_id=tenu.caisse_id, medecin=tenu, structure=structure, numero=numero)
        controler(contrat, ("caisse", "medecin", "structure"))
        contrat.save()
        venue = {"medecin": tenu.pk, "origine": dict(origine or {}), "au": au.isoformat()}
        ouverte.noter(contrat, venue)
        if actes:
            ajouter(ouverte, contrat, actes, au, loi)
        else:
            loi = loi or loi_en_vigueur()
            rafraichir(contrat, *releves((), au, loi=loi)[-1], loi)
    return contrat


def signature(situation: Mapping[str, Any], signe_le: date, par: str = "caisse", piece: str = "") -> dict[str, Any]:
    """Return the act of signature of a situation, as a simulation or a receipt holds it."""
    return {
        "id": "signature",
        "nature": "signature",
        "effectif_le": signe_le.isoformat(),
        "par": par,
        "piece": piece,
        "situation": dict(situation),
    }


def situation_du_recu(recu: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, object]]:
    """Return the situation of a receipt, and what the journal keeps of where it comes from.

    Raises:
        PasUnRecu: it is not a receipt, or its content is not the one that it was sealed with.
    """
    verification = verifier(recu)
    if not verification.intact:
        raise PasUnRecu("Ce récépissé a été modifié depuis qu'il a été écrit : rien n'en est repris.")
    contenu = recu["contenu"]
    origine = {
        "recepisse": recu["empreinte"],
        "version_du_droit": contenu["version_du_droit"],
        "identique": verification.identique,
    }
    return dict(contenu["situation"]), origine
