"""One national calculation in a process of its own: its request, progress and results are files of one folder.

    python -m binome.web.travail DOSSIER

The folder holds `demande.json`; the work leaves `avancement.json` at each step, then the documents, then
`sections.json` last: a folder that has it is whole. What cannot be done is said in `refus.json`. Whoever starts it
holds a lock and passes it on: it lasts as long as the work, whatever ends it. The work ends when its input is closed:
that of a server that stops is.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from binome.moteur.ecrire import refus as refus_d_ecrire
from binome.moteur.erreurs import DEFAUT, ErreurBinome, ErreurDeDroit, MoyenAbsent

if TYPE_CHECKING:
    from binome.rapports.nation.rapport import Rapport

SECONDES_AU_PLUS: Final = 900
VERROU: Final = "verrou"
AVANCEMENT: Final = "avancement.json"
REFUS_ECRIT: Final = "refus.json"
_ESSAIS: Final = "essais"
_ENTREE: Final = 0
_SURSIS: Final = 60
"""Seconds given to a calculation that lasts too long to say so."""
_TROP_LONG: Final = (
    "Ce calcul a dépassé {minutes} minutes. Essayez avec moins de médecins ou de destins, ou en ligne de commande : "
    "binome population."
)
_TROP_GRAND: Final = "La mémoire de cette machine n'y suffit pas. Essayez avec moins de médecins ou de destins."
_PANNE: Final = "Binôme a eu une panne dans ce calcul. Signalez cette référence : {cle}."


def prendre_le_verrou(dossier: Path) -> Any:
    """Return the lock of the calculations of this machine, an open file, or None when it is taken.

    It is held as long as someone keeps that file open, a process that inherited it included. Where files have no such
    lock (Windows), calculations are not kept apart: one person's machine needs no queue.
    """
    fichier = (dossier / VERROU).open("a+", encoding="ascii")
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(fichier, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            fichier.close()
            return None
    return fichier


def ecrire_d_un_coup(fichier: Path, contenu: object) -> None:
    """Write JSON so that a reader sees all of it or nothing."""
    provisoire = fichier.with_suffix(f".{os.getpid()}")
    try:
        provisoire.write_text(json.dumps(contenu, ensure_ascii=False), "utf-8")
        provisoire.replace(fichier)
    finally:
        provisoire.unlink(missing_ok=True)


def essais(dossier: Path) -> int:
    """Return how many times a calculation was started."""
    try:
        lu = (dossier / _ESSAIS).read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return 0
    return int(lu) if lu.isdecimal() else 0


def noter_les_essais(dossier: Path, nombre: int) -> None:
    """Keep how many times a calculation was started."""
    ecrire_d_un_coup(dossier / _ESSAIS, nombre)


def travailler(dossier: Path) -> None:
    """Do the work of a folder."""
    from binome.droit.choix import lectures_retournees, reforme_choisie
    from binome.droit.loi import loi_en_vigueur
    from binome.lots.reformes import lire_yaml
    from binome.nation.population import generer
    from binome.nation.projection import projeter
    from binome.rapports.nation.documents import FICHIERS, ecrire
    from binome.rapports.nation.rapport import composer

    demande = json.loads((dossier / "demande.json").read_text("utf-8"))

    def avancer(fait: int, total: int, quoi: str) -> None:
        ecrire_d_un_coup(dossier / AVANCEMENT, {"fait": fait, "total": total, "quoi": quoi})

    avancer(0, 1, "")
    droit = loi_en_vigueur().catalogue
    lois = [reforme_choisie(nom, droit) for nom in demande["reformes"]]
    if demande["texte"]:
        lois.append(lire_yaml("essai", demande["texte"], droit))
    nation = generer(droit.verifie_le, medecins=demande["medecins"] or None, graine=demande["graine"])
    projection = projeter(
        nation,
        lois,
        tirages=demande["tirages"],
        graine=demande["graine"],
        avancement=avancer,
        lectures=lectures_retournees(droit) if demande["lectures"] else (),
    )
    rapport = composer(projection)
    for forme in FICHIERS:
        ecrire(rapport, dossier / f"rapport{forme}")
    rendues = {
        "effets": rapport.effets or [rapport.reference],
        "reference": rapport.reference if rapport.effets else "",
        "source": rapport.source,
        "mentions": rapport.mentions,
        "sections": [{**asdict(section), **_images(rapport, section.cle)} for section in rapport.sections],
    }
    ecrire_d_un_coup(dossier / "sections.json", rendues)


def _images(rapport: Rapport, cle: str) -> dict[str, str]:
    """Return the chart of a part as addresses of images, for a page and for a phone."""
    from binome.rapports.nation.dessin import adresse

    if cle not in rapport.dessins:
        return {}
    return {"image": adresse(rapport.dessins[cle]), "etroite": adresse(rapport.dessins_etroits[cle])}


def principal(dossier: Path) -> None:
    """Do the work of a folder; say there, in words, why it cannot be done."""
    try:
        travailler(dossier)
    except Exception as faute:  # noqa: BLE001  (whatever happened is said)
        refus = _en_mots(faute, dossier)
        if refus.consequence == DEFAUT:
            traceback.print_exc()
        ecrire_d_un_coup(dossier / REFUS_ECRIT, {"phrase": str(refus), "statut": refus.consequence.statut_http})


def _en_mots(faute: Exception, dossier: Path) -> ErreurBinome:
    """Return the refusal of a failure."""
    if isinstance(faute, ErreurBinome):
        return faute
    if isinstance(faute, MemoryError):
        return MoyenAbsent(_TROP_GRAND)
    if isinstance(faute, OSError):
        return refus_d_ecrire(faute, dossier)
    return ErreurDeDroit(_PANNE.format(cle=dossier.name))


def _trop_long(*_: object) -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(_SURSIS)
    raise MoyenAbsent(_TROP_LONG.format(minutes=SECONDES_AU_PLUS // 60))


def _finir_avec_le_serveur(dossier: Path) -> None:
    """Wait for the end of the input, then stop at once; a calculation ended so may be tried again."""
    while os.read(_ENTREE, 1):
        pass
    with suppress(OSError):
        noter_les_essais(dossier, essais(dossier) - 1)
    os._exit(1)


if __name__ == "__main__":
    travail = Path(sys.argv[1])
    Thread(target=_finir_avec_le_serveur, args=(travail,), daemon=True).start()
    with suppress(AttributeError, OSError):
        signal.signal(signal.SIGALRM, _trop_long)
        signal.alarm(SECONDES_AU_PLUS)
        os.nice(10)
    principal(travail)
