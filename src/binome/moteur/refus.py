"""Whatever stops a piece of work, as what a person is told: the one place that says whose fault it is.

Every face goes through here: what the user gave (2, 400), what the machine lacks (69, 503); the rest is ours (70, 500).
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from binome.moteur.ecrire import PLEIN
from binome.moteur.erreurs import ErreurBinome, ErreurDeSaisie, MoyenAbsent
from binome.moteur.supplements import bibliotheque_absente

_MAL_DONNE: Final[Mapping[int | None, str]] = {
    errno.ENOENT: "un fichier qui existe",
    errno.ENOTDIR: "un fichier, dans un dossier qui existe",
    errno.EISDIR: "un fichier, pas un dossier",
    errno.ENAMETOOLONG: "un nom plus court",
    errno.ELOOP: "un fichier, pas des liens qui tournent en rond",
    errno.EINVAL: "un nom que ce disque accepte",
}


def en_refus(faute: BaseException) -> ErreurBinome | None:
    """Return the refusal that a fault is, None when it is a defect of ours."""
    if isinstance(faute, ErreurBinome):
        return faute
    if isinstance(faute, ImportError):
        return bibliotheque_absente(faute)
    if isinstance(faute, MemoryError):
        return MoyenAbsent("Il manque de la mémoire sur cette machine.")
    return _du_systeme(faute) if isinstance(faute, OSError) else None


def _du_systeme(faute: OSError) -> ErreurBinome:
    fichier = None if faute.filename is None else str(faute.filename)
    if faute.errno in PLEIN:
        return MoyenAbsent(f"Il n'y a plus de place là où {f'« {fichier} »' if fichier else 'la réponse'} s'écrit.")
    if fichier is not None and faute.errno in _MAL_DONNE:
        return ErreurDeSaisie("fichier", fichier, _MAL_DONNE[faute.errno])
    quoi = f" « {fichier} »" if fichier else " cette opération"
    return MoyenAbsent(f"Le système refuse{quoi} ({faute.strerror or type(faute).__name__}).")
