"""Where Django looks for the tables; each family has its module in `modeles`."""

from __future__ import annotations

from binome.gestion.modeles.caisses import Caisse, Medecin, Structure
from binome.gestion.modeles.comptes import Compte, Fonction, Mandat
from binome.gestion.modeles.contrats import Acte, Apercu, Constat, Contrat, Piece
from binome.gestion.modeles.echanges import Message
from binome.gestion.modeles.journal import Entree
from binome.gestion.modeles.paiements import Export, Recouvrement, Remboursement, Versement

__all__ = [
    "Acte",
    "Apercu",
    "Caisse",
    "Compte",
    "Constat",
    "Contrat",
    "Entree",
    "Export",
    "Fonction",
    "Mandat",
    "Medecin",
    "Message",
    "Piece",
    "Recouvrement",
    "Remboursement",
    "Structure",
    "Versement",
]
