"""Who else has a contract open: said while pages ask for it, forgotten two minutes after they stop."""

from __future__ import annotations

from time import time
from typing import Final

from django.core.cache import cache

from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Contrat

_SECONDES: Final = 120


def signaler(compte: Compte, contrat: Contrat) -> list[str]:
    """Say that an account has a contract open, and return the addresses of the others."""
    cle, maintenant = f"ouvert:{contrat.pk}", int(time())
    vus = {qui: (nom, quand) for qui, (nom, quand) in cache.get(cle, {}).items() if maintenant - quand < _SECONDES}
    vus[compte.pk] = (compte.courriel, maintenant)
    cache.set(cle, vus, _SECONDES)
    return sorted(nom for qui, (nom, _) in vus.items() if qui != compte.pk)
