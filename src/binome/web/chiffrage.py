"""National calculations asked from the site: one at a time, each in a process of its own, found again by its address.

What is asked is a function of the address: the same address finds the same folder, whatever process of the server
answers. A folder holds no personal data and is swept away after a day, or when too many others are kept. The work lasts
no longer than the process of the server that started it.
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
from binome.droit.reformes_en_ligne import en_ligne, est_en_ligne, lire_en_ligne
from binome.moteur.erreurs import REFUS, ErreurDeSaisie
from binome.moteur.saisie import lire_entier
from binome.web.donnees import en_mots
from binome.web.journal import JOURNAL
from binome.web.travail import AVANCEMENT, REFUS_ECRIT, ecrire_d_un_coup, essais, noter_les_essais, prendre_le_verrou

TIRAGES: Final = (20, 50, 200, 500)
MEDECINS: Final = (5_000, 20_000, 0)
"""Rows drawn; 0 stands for one per real doctor."""
TEXTE_MAXIMAL: Final = 4_000
REFORMES_AU_PLUS: Final = 8
_UN_JOUR: Final = 86_400
GARDES: Final = 40
"""Calculations kept at most, the last ones: some 25 MB."""
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
    if len(choisies) > REFORMES_AU_PLUS:
        raise ErreurDeSaisie("reforme", f"{len(choisies)} réformes", f"{REFORMES_AU_PLUS} réformes au plus")
    ecrites = [en_ligne(lire_en_ligne(nom, droit)) for nom in choisies if est_en_ligne(nom)]
    for nom in choisies:
        if nom not in pretes and not est_en_ligne(nom):
            raise ErreurDeSaisie("reforme", nom, f"une réforme parmi {', '.join(pretes)}")
    texte = (brutes.get("texte") or [""])[0].strip()
    if len(texte) > TEXTE_MAXIMAL:
        raise ErreurDeSaisie("texte", f"{len(texte)} caractères", f"{TEXTE_MAXIMAL} caractères au plus")
    if texte:
        lire_yaml("texte", texte, droit)
    return {
        "reformes": [*(nom for nom in pretes if nom in choisies), *dict.fromkeys(ecrites)],
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
    """Return the folder of the calculations.

    Raises:
        MoyenAbsent: it cannot be made.
    """
    dossier = Path(settings.DONNEES) / "nation"
    with en_mots(dossier):
        dossier.mkdir(mode=0o700, exist_ok=True)
    return dossier


def resultat(nom: str) -> Any:
    """Return what a finished calculation says, or None."""
    return _lire_json(racine() / nom / "sections.json")


def suivre(demande: Demande) -> Demande:
    """Return where a calculation stands, and start it when nothing else runs.

    `etat` is one of « fini », « en_cours », « attente » (another one runs), « refus » (it said why it cannot be done:
    `phrase`, `statut`), « panne » (it stopped twice without a word).

    Raises:
        MoyenAbsent: nothing can be written.
    """
    nom = cle(demande)
    dossier = racine() / nom
    if (dossier / "sections.json").exists():
        return {"etat": "fini", "cle": nom}
    with en_mots(dossier):
        verrou = prendre_le_verrou(racine())
        if verrou is None:
            courant = _lire(racine() / "courant", "")
            avancement = _lire_json(dossier / AVANCEMENT) or {}
            return {"etat": "en_cours" if courant == nom else "attente", "cle": nom, **avancement}
        with verrou:
            return _arrete(dossier) or _commencer(dossier, demande, verrou.fileno())


def _arrete(dossier: Path) -> Demande | None:
    """Return why a calculation will not be tried again, None when it may be."""
    refus, epuise = _lire_json(dossier / REFUS_ECRIT), essais(dossier) >= _ESSAIS
    if refus and (epuise or refus["statut"] == REFUS.statut_http):
        return {"etat": "refus", "cle": dossier.name, **refus}
    return {"etat": "panne", "cle": dossier.name} if epuise else None


def _commencer(dossier: Path, demande: Demande, verrou: int) -> Demande:
    _balayer(sauf=dossier)
    dossier.mkdir(exist_ok=True)
    noter_les_essais(dossier, essais(dossier) + 1)
    ecrire_d_un_coup(dossier / "demande.json", demande)
    ecrire_d_un_coup(dossier / AVANCEMENT, {})
    (racine() / "courant").write_text(dossier.name, "ascii")
    _lancer(dossier, verrou)
    return {"etat": "en_cours", "cle": dossier.name}


def _lancer(dossier: Path, verrou: int) -> None:
    """Start the work; it inherits the lock, which lasts as long as it does, and ends when its input is closed."""
    _ramasser()
    with (dossier / "journal").open("ab") as journal:
        enfant = subprocess.Popen(  # noqa: S603  (our own module, on a folder named by a digest)
            [sys.executable, "-m", "binome.web.travail", str(dossier)],
            stdin=subprocess.PIPE,
            stdout=journal,
            stderr=journal,
            start_new_session=True,
            pass_fds=(verrou,) if os.name == "posix" else (),
        )
    _enfants.append(enfant)


def _ramasser() -> None:
    """Let go of the calculations that are over; one that died without a word leaves one in the log."""
    finis = [enfant for enfant in _enfants if enfant.poll() is not None]
    _enfants[:] = [enfant for enfant in _enfants if enfant not in finis]
    for enfant in finis:
        if enfant.stdin:
            enfant.stdin.close()
        if enfant.returncode:
            JOURNAL.error("calcul national arrêté (%s)", enfant.returncode)


def _lire(fichier: Path, defaut: str) -> str:
    try:
        return fichier.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return defaut


def _lire_json(fichier: Path) -> Any:
    """Return what a file says, None when it is not there or was damaged."""
    with suppress(ValueError):
        return json.loads(_lire(fichier, "null"))
    return None


def _balayer(sauf: Path | None = None) -> None:
    """Remove the folders of yesterday, then the oldest ones beyond what is kept, one place left for the next."""
    ages = {dossier: _age(dossier) for dossier in racine().iterdir() if dossier.is_dir() and dossier != sauf}
    recents = sorted((age, dossier) for dossier, age in ages.items() if age <= _UN_JOUR)
    gardes = {dossier for _, dossier in recents[: GARDES - 1]}
    for dossier in ages.keys() - gardes:
        shutil.rmtree(dossier, ignore_errors=True)


def _age(dossier: Path) -> float:
    try:
        return time.time() - dossier.stat().st_mtime
    except OSError:
        return _UN_JOUR + 1
