"""Messages: previewed as they will be read, then sent once; what became of each is kept."""

from __future__ import annotations

from django.utils import timezone

from binome.gestion.codes import EtatDuMessage
from binome.gestion.droits import Action
from binome.gestion.modeles.caisses import Medecin
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.echanges import Message
from binome.gestion.refus import EtatRefuse
from binome.gestion.services.commande import commande
from binome.gestion.services.saisie import controler


def preparer(qui: Compte, medecin: Medecin, objet: str, corps: str) -> Message:
    """Prepare a message to a doctor, as they will read it; the one that waited for them is written again.

    Raises:
        AccesRefuse: the account does not write to this doctor.
        ErreurDeSaisie: the doctor has no address, or the message no subject.
    """
    with commande(qui, "preparer", Action.ECRIRE, medecin) as ouverte:
        tenu = ouverte.objet
        message = Message.objects.filter(medecin=tenu, etat=EtatDuMessage.APERCU).first() or Message(medecin=tenu)
        message.caisse_id, message.courriel = tenu.caisse_id, tenu.courriel
        message.objet, message.corps, message.prepare_le = objet, corps, timezone.now()
        controler(message, ("caisse", "medecin", "envoye_le"))
        message.save()
        ouverte.noter(message, {"medecin": tenu.pk, "longueur": len(corps)})
    return message


def envoyer(qui: Compte, message: Message, echec: str = "") -> Message:
    """Say that a message was handed over, or why it was not; one that left does not leave again.

    Raises:
        AccesRefuse: the account does not write messages here.
        EtatRefuse: it was sent already.
    """
    with commande(qui, "envoyer", Action.ECRIRE, message) as ouverte:
        tenu = ouverte.objet
        if tenu.etat == EtatDuMessage.ENVOYE:
            raise EtatRefuse("Ce message est déjà parti.")
        tenu.etat = EtatDuMessage.ECHEC if echec else EtatDuMessage.ENVOYE
        tenu.echec, tenu.envoye_le = echec, timezone.now()
        tenu.save(update_fields=["etat", "echec", "envoye_le"])
        ouverte.noter(tenu, {"etat": tenu.etat})
    return tenu
