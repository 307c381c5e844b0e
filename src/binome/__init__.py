"""Binôme: the French *aide à l'emploi d'un assistant médical*, one engine for doctors, advisers, caisses and analysts.

>>> import binome
>>> binome.simuler(specialite="01", date_signature="2024-09-01").eligibilite.statut
'a_confirmer'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from binome.droit.loi import Loi, loi_en_vigueur
    from binome.economie.rentabilite.calcul import rentabilite
    from binome.lots.lot import simuler_lot
    from binome.moteur.erreurs import ErreurBinome, ErreurDeSaisie
    from binome.simulation.retrouver import retrouver
    from binome.simulation.simuler import Simulation, simuler

__version__ = "0.1.0"

__all__ = [
    "ErreurBinome",
    "ErreurDeSaisie",
    "Loi",
    "Simulation",
    "__version__",
    "loi_en_vigueur",
    "rentabilite",
    "retrouver",
    "simuler",
    "simuler_lot",
]

_ADRESSES = {
    "ErreurBinome": "binome.moteur.erreurs",
    "ErreurDeSaisie": "binome.moteur.erreurs",
    "Loi": "binome.droit.loi",
    "Simulation": "binome.simulation.simuler",
    "loi_en_vigueur": "binome.droit.loi",
    "rentabilite": "binome.economie.rentabilite.calcul",
    "retrouver": "binome.simulation.retrouver",
    "simuler": "binome.simulation.simuler",
    "simuler_lot": "binome.lots.lot",
}


def __getattr__(nom: str) -> Any:
    """Load a public name on first use, so that `import binome` stays light."""
    from importlib import import_module

    if nom not in _ADRESSES:
        raise AttributeError(f"module 'binome' has no attribute {nom!r}")
    try:
        return getattr(import_module(_ADRESSES[nom]), nom)
    except ImportError as manque:
        from binome.moteur.supplements import bibliotheque_absente

        raise bibliotheque_absente(manque) from manque
