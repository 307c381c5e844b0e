"""National calculations asked from the site: one at a time, each in a process of its own, found again by its address.

What is asked is a function of the address: the same address finds the same folder, whatever process of the server
answers. A folder holds no personal data and is swept away after a day.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from binome.droit.choix import reformes_pretes
from binome.droit.loi import loi_en_vigueur
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import lire_entier
from binome.web.travail import ecrire_d_un_coup, prendre_le_verrou

TIRAGES: Final = (20, 50, 200, 500)
MEDECINS: Final = (5_000, 20_000, 0)
"""Rows drawn; 0 stands for one per real doctor."""
TEXTE_MAXIMAL: Final = 4_000
_UN_JOUR: Final = 86_400
_ESSAIS: Final = 2
_BESOINS: Final = ("numpy", "polars", "altair", "vl_convert", "yaml", "typst")
_GRAINE_MAXIMALE: Final = 10**9

Demande = dict[str, Any]
_enfants: list[subprocess.Popen[bytes]] = []


def possible() -> bool:
    """Return whether this installation has what the calculation needs."""
    return all(find_spec(nom) is not None for nom in _BESOINS)


def lire_la_demande(brutes: Mapping[str, list[str]]) -> Demande:
    """Read what an address asks.

    Raises:
        ErreurDeSaisie: a field is not one of those offered, or the reform cannot be read.
    """
    from binome.lots.reformes import lire_yaml

    droit = loi_en_vigueur().catalogue
    choisies, pretes = brutes.get("reforme", []), reformes_pretes(droit)
    for nom in choisies:
        if nom not in pretes:
            raise ErreurDeSaisie("reforme", nom, f"une réforme parmi {', '.join(pretes)}")
    texte = (brutes.get("texte") or [""])[0].strip()
    if len(texte) > TEXTE_MAXIMAL:
        raise ErreurDeSaisie("texte", f"{len(texte)} caractères", f"{TEXTE_MAXIMAL} caractères au plus")
    if texte:
        lire_yaml("texte", texte, droit)
    return {
        "reformes": [nom for nom in pretes if nom in choisies],
        "texte": texte,
        "lectures": bool(brutes.get("lectures")),
        "tirages": _parmi(brutes, "tirages", TIRAGES, 50),
        "medecins": _parmi(brutes, "medecins", MEDECINS, 20_000),
        "graine": _graine((brutes.get("graine") or ["1"])[0]),
    }


def _parmi(brutes: Mapping[str, list[str]], nom: str, permis: tuple[int, ...], defaut: int) -> int:
    brut = (brutes.get(nom) or [str(defaut)])[0]
    if brut not in map(str, permis):
        raise ErreurDeSaisie(nom, brut, f"un nombre parmi {', '.join(map(str, permis))}")
    return int(brut)


def _graine(brute: str) -> int:
    return lire_entier("graine", brute, 0, _GRAINE_MAXIMALE, f"un nombre entier de 0 à {_GRAINE_MAXIMALE}")


def cle(demande: Demande) -> str:
    """Return the name of the folder of a request under this law."""
    return sha256(json.dumps([loi_en_vigueur().version, demande], sort_keys=True).encode()).hexdigest()[:32]


def racine() -> Path:
    """Return the folder of the calculations."""
    dossier = Path(settings.DONNEES) / "nation"
    dossier.mkdir(mode=0o700, exist_ok=True)
    return dossier


def resultat(nom: str) -> Any:
    """Return what a finished calculation says, or None."""
    with suppress(OSError):
        return json.loads((racine() / nom / "sections.json").read_text("utf-8"))
    return None


def suivre(demande: Demande) -> Demande:
    """Return where a calculation stands, and start it when nothing else runs.

    `etat` is one of « fini », « en_cours », « attente » (another one runs), « panne » (it stopped twice).
    """
    nom = cle(demande)
    dossier = racine() / nom
    if (dossier / "sections.json").exists():
        return {"etat": "fini", "cle": nom}
    verrou = prendre_le_verrou(racine())
    if verrou is None:
        courant = _lire(racine() / "courant", "")
        avancement = json.loads(_lire(dossier / "avancement.json", "{}"))
        return {"etat": "en_cours" if courant == nom else "attente", "cle": nom, **avancement}
    with verrou:
        essais = int(_lire(dossier / "essais", "0"))
        if essais >= _ESSAIS:
            return {"etat": "panne", "cle": nom}
        _balayer()
        dossier.mkdir(exist_ok=True)
        (dossier / "essais").write_text(str(essais + 1), "ascii")
        ecrire_d_un_coup(dossier / "demande.json", demande)
        (racine() / "courant").write_text(nom, "ascii")
        _lancer(dossier, verrou.fileno())
    return {"etat": "en_cours", "cle": nom}


def _lancer(dossier: Path, verrou: int) -> None:
    """Start the work; it inherits the lock, which lasts as long as it does."""
    _enfants[:] = [enfant for enfant in _enfants if enfant.poll() is None]
    with (dossier / "journal").open("ab") as journal:
        enfant = subprocess.Popen(  # noqa: S603  (our own module, on a folder named by a digest)
            [sys.executable, "-m", "binome.web.travail", str(dossier)],
            stdin=subprocess.DEVNULL,
            stdout=journal,
            stderr=journal,
            start_new_session=True,
            pass_fds=(verrou,) if os.name == "posix" else (),
        )
    _enfants.append(enfant)


def _lire(fichier: Path, defaut: str) -> str:
    try:
        return fichier.read_text("utf-8")
    except OSError:
        return defaut


def _balayer() -> None:
    """Remove the folders of yesterday."""
    for dossier in racine().iterdir():
        if dossier.is_dir() and time.time() - dossier.stat().st_mtime > _UN_JOUR:
            shutil.rmtree(dossier, ignore_errors=True)
