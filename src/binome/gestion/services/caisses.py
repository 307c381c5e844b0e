"""Who is in a caisse: the caisse itself, the structures that employ, the doctors, their bank accounts, the mandates."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from binome.gestion.codes import FormeDEmploi
from binome.gestion.droits import Action
from binome.gestion.modeles.caisses import Caisse, Medecin, Structure
from binome.gestion.modeles.comptes import Compte, Mandat
from binome.gestion.refus import EtatRefuse
from binome.gestion.services.commande import commande
from binome.gestion.services.saisie import controler
from binome.gestion.services.versements import masque
from binome.moteur.erreurs import ChampInconnu

_MODIFIABLES: Final = ("nom", "prenom", "specialite", "secteur", "zone", "commune", "courriel", "iban", "compte")


def ajouter_une_structure(qui: Compte, caisse: Caisse, forme: FormeDEmploi, nom: str) -> Structure:
    """Add an employing structure to a caisse.

    Raises:
        AccesRefuse: the account does not write in this caisse.
    """
    with commande(qui, "ajouter", Action.ECRIRE, caisse) as ouverte:
        structure = Structure(caisse=ouverte.objet, forme=forme, nom=nom)
        controler(structure)
        structure.save()
        ouverte.noter(structure, {"forme": forme})
    return structure


def ajouter_un_medecin(qui: Compte, caisse: Caisse, rpps: str, nom: str, **champs: Any) -> Medecin:
    """Add a doctor to a caisse; their number is checked by its key.

    Raises:
        AccesRefuse: the account does not write in this caisse.
        ErreurDeSaisie: a field cannot be kept.
    """
    with commande(qui, "ajouter", Action.ECRIRE, caisse) as ouverte:
        medecin = Medecin(caisse=ouverte.objet, rpps=rpps, nom=nom, **champs)
        controler(medecin)
        medecin.save()
        ouverte.noter(medecin, {"specialite": medecin.specialite, "compte": masque(medecin.iban)})
    return medecin


def modifier_un_medecin(qui: Compte, medecin: Medecin, **champs: Any) -> Medecin:
    """Change what is known of a doctor; the journal says which fields, and of the bank account its last signs.

    Raises:
        AccesRefuse: the account does not write for this doctor.
        ErreurDeSaisie: a field cannot be kept, or is not the doctor's to change.
    """
    for nom in champs:
        if nom not in _MODIFIABLES:
            raise ChampInconnu(nom, _MODIFIABLES, "la fiche du médecin")
    with commande(qui, "modifier", Action.ECRIRE, medecin) as ouverte:
        tenu = ouverte.objet
        avant = masque(tenu.iban)
        for nom, valeur in champs.items():
            setattr(tenu, nom, valeur)
        controler(tenu)
        tenu.save(update_fields=sorted(champs))
        banque = {"compte": [avant, masque(tenu.iban)]} if "iban" in champs else {}
        ouverte.noter(tenu, {"champs": sorted(champs), **banque})
    return tenu


def mandater(qui: Compte, medecin: Medecin, conseiller: Compte, recu_le: date, piece: str = "") -> Mandat:
    """Record a doctor's leave for an adviser: given by the doctor, or kept by the caisse on a signed paper.

    Raises:
        AccesRefuse: the account is neither.
        EtatRefuse: this adviser already has it.
    """
    with commande(qui, "mandater", Action.MANDATER, medecin) as ouverte:
        tenu = ouverte.objet
        if tenu.mandats.filter(conseiller=conseiller, revoque_le=None).exists():
            raise EtatRefuse("Ce conseiller a déjà ce mandat.")
        mandat = Mandat.objects.create(
            caisse_id=tenu.caisse_id, medecin=tenu, conseiller=conseiller, recu_le=recu_le, piece=piece
        )
        ouverte.noter(mandat, {"medecin": tenu.pk, "conseiller": conseiller.pk, "recu_le": recu_le.isoformat()})
    return mandat


def revoquer(qui: Compte, mandat: Mandat, le: date) -> Mandat:
    """Revoke a mandate: the adviser sees nothing of this doctor from the next request on.

    Raises:
        AccesRefuse: the account is neither the doctor nor the caisse.
        EtatRefuse: it is revoked already.
    """
    with commande(qui, "revoquer", Action.ECRIRE, mandat) as ouverte:
        tenu = ouverte.objet
        if tenu.revoque_le is not None:
            raise EtatRefuse("Ce mandat est déjà révoqué.")
        tenu.revoque_le = le
        tenu.save(update_fields=["revoque_le"])
        ouverte.noter(tenu, {"revoque_le": le.isoformat()})
    return tenu
