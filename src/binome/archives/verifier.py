"""A receipt is judged by the law that it was made under, and told what today's law would say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from binome.archives.index import Archive, Archives, archives
from binome.archives.rejouer import rejouer
from binome.droit.loi import Loi
from binome.moteur.erreurs import ErreurBinome
from binome.simulation import recu
from binome.simulation.recu import Verification


def verifier(donnees: Mapping[str, object], loi: Loi | None = None, ou: Archives | None = None) -> Verification:
    """Replay a receipt offline: under the law in force (or `loi`), else under its own when it was archived.

    Raises:
        PasUnRecu: the data are not a receipt of a known format.
    """
    ici = recu.verifier(donnees, loi)
    ou = archives() if ou is None else ou
    archive = None if ici.identique else ou.de(_version(donnees))
    return ici if archive is None else _sous_son_droit(donnees, ici, archive, ou)


def _version(donnees: Mapping[str, object]) -> str:
    """Return the version of the law that a receipt names, its reform left out: the receipt carries it."""
    contenu: Any = donnees["contenu"]
    return str(contenu["version_du_droit"]).partition("/")[0]


def _sous_son_droit(donnees: Mapping[str, object], ici: Verification, archive: Archive, ou: Archives) -> Verification:
    try:
        alors = rejouer(donnees, archive, ou)
    except ErreurBinome as refus:
        return replace(ici, differences=(*ici.differences, str(refus)))
    return Verification(
        alors["identique"] and alors["meme_droit"],
        ici.intact,
        ici.meme_droit,
        tuple(alors["differences"]),
        alors.get("reforme"),
        archive.version,
        ici.differences,
    )
