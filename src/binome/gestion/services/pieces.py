"""Documents joined to a contract: their type is read from their first bytes, they lie outside the web root."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils import timezone

from binome.gestion.droits import Action
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Contrat, Piece
from binome.gestion.refus import EtatRefuse
from binome.gestion.services.commande import commande
from binome.gestion.services.saisie import controler
from binome.moteur.ecrire import ecrire
from binome.moteur.erreurs import ErreurDeSaisie

OCTETS_AU_PLUS: Final = 10_000_000
NATURES: Final[Mapping[bytes, str]] = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


def joindre(qui: Compte, contrat: Contrat, titre: str, octets: bytes) -> Piece:
    """Join a document to a contract.

    Raises:
        AccesRefuse: the account does not join documents here.
        ErreurDeSaisie: it is neither a PDF nor an image, or it is too heavy.
    """
    nature = _nature(octets)
    empreinte = sha256(octets).hexdigest()
    with commande(qui, "joindre", Action.JOINDRE, contrat) as ouverte:
        piece = Piece(
            caisse_id=ouverte.objet.caisse_id,
            contrat=ouverte.objet,
            titre=titre,
            nature=nature,
            octets=len(octets),
            empreinte=empreinte,
            deposee_par=qui,
        )
        controler(piece, ("caisse", "contrat", "deposee_par"))
        piece.save()
        ouverte.noter(piece, {"contrat": contrat.pk, "empreinte": empreinte, "octets": len(octets), "nature": nature})
        _deposer(chemin(empreinte), octets)
    return piece


def retirer(qui: Compte, piece: Piece) -> Piece:
    """Withdraw a document: nobody is shown it any more.

    Raises:
        AccesRefuse: the account does not write here.
        EtatRefuse: it is withdrawn already.
    """
    with commande(qui, "retirer", Action.ECRIRE, piece) as ouverte:
        tenue = ouverte.objet
        if tenue.retiree_le is not None:
            raise EtatRefuse("Cette pièce est déjà retirée.")
        tenue.retiree_le = timezone.now()
        tenue.save(update_fields=["retiree_le"])
        ouverte.noter(tenue, {"empreinte": tenue.empreinte})
    return tenue


def dossier_des_pieces() -> Path:
    """Return the folder where documents lie, outside what the web serves."""
    return Path(settings.DONNEES) / "pieces"


def chemin(empreinte: str) -> Path:
    """Return where the bytes of a digest lie."""
    return dossier_des_pieces() / empreinte[:2] / empreinte


def _nature(octets: bytes) -> str:
    if len(octets) > OCTETS_AU_PLUS:
        raise ErreurDeSaisie("piece", f"{len(octets)} octets", f"{OCTETS_AU_PLUS // 1_000_000} Mo au plus")
    for debut, nature in NATURES.items():
        if octets.startswith(debut):
            return nature
    raise ErreurDeSaisie("piece", "ce fichier", "un PDF, ou une image PNG ou JPEG")


def _deposer(ou: Path, octets: bytes) -> None:
    if not ou.exists():
        ou.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        ecrire(ou, octets)
