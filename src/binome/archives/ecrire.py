"""Keeping the law of some sources: the pure layers in one file, with a witness, the same bytes each time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from binome.archives.index import DOSSIER, INDEX, Archive, lire
from binome.droit.loi import loi_en_vigueur
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.recu import recu

COUCHES: Final = ("langue", "moteur", "droit", "contrats", "simulation", "collectif")
"""What a receipt is made with: nothing beside the standard library."""
TEMOIN: Final = "temoin.json"
_ENTREE: Final = '''"""Replay the receipt of the standard input under this law; the verdict is the output."""

import json
import sys

from binome.simulation.recu import verifier

json.dump(verifier(json.load(sys.stdin)).en_json(), sys.stdout)
'''
_CAS_TEMOIN: Final = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
    "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}],
}
_INSTANT: Final = (1980, 1, 1, 0, 0, 0)


def archiver(publiee: str, dossier: Path = DOSSIER) -> Archive:
    """Keep the law that runs in a folder of archives, and say there that it is no longer being written.

    Args:
        publiee: the release of Binôme that the law comes with.
        dossier: the folder of archives.

    Raises:
        ErreurDeSaisie: this version is already kept.
    """
    version = loi_en_vigueur().version
    gardees = lire(dossier)
    if gardees.de(version) is not None:
        raise ErreurDeSaisie("droit", version, "une version qui n'est pas encore archivée")
    octets = empaqueter(DOSSIER.parent)
    archive = Archive(version, publiee, sha256(octets).hexdigest())
    gardees.fichier(archive).write_bytes(octets)
    index = (dossier / INDEX).read_text("utf-8").replace("en_preparation = true", "en_preparation = false")
    (dossier / INDEX).write_text(f"{index}{_en_toml(archive)}", "utf-8")
    return archive


def empaqueter(paquet: Path) -> bytes:
    """Return the pure layers of a package as one file, with how to run them and a receipt that they must replay."""
    sortie = BytesIO()
    with ZipFile(sortie, "w") as archive:
        for nom, contenu in sorted(_contenu(paquet)):
            entree = ZipInfo(nom, _INSTANT)
            entree.external_attr = 0o644 << 16
            archive.writestr(entree, contenu, ZIP_DEFLATED, 9)
    return sortie.getvalue()


def _contenu(paquet: Path) -> Iterator[tuple[str, bytes]]:
    yield "__main__.py", _ENTREE.encode()
    yield TEMOIN, json.dumps(recu(_CAS_TEMOIN), ensure_ascii=False).encode()
    yield "binome/__init__.py", (paquet / "__init__.py").read_bytes()
    for couche in COUCHES:
        for fichier in (paquet / couche).rglob("*"):
            if fichier.suffix in (".py", ".toml"):
                yield f"binome/{fichier.relative_to(paquet).as_posix()}", fichier.read_bytes()


def _en_toml(archive: Archive) -> str:
    lignes = (f'{cle} = "{valeur}"' for cle, valeur in archive.en_json().items())
    return "\n".join(["", "[[archives]]", *lignes, ""])
