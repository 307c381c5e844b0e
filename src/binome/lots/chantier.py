"""The working folder of a run: its own, beside the output, under a name that nobody guesses and that only it may open.

What a run writes grows there, and a journal says after each block how far everything is whole. Killed at any moment,
a run that is taken up again cuts what goes beyond the journal, and goes on. The folder disappears with the run, unless
the run was interrupted; a lock in it tells a run that lives from one that died.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from binome.lots.verrou import seul, verrouiller
from binome.moteur.ecrire import sur_le_disque
from binome.moteur.erreurs import ErreurDeSaisie

_FICHIERS: Final = ("reponses", "erreurs", "pieds")
_MARQUE: Final = "marque"
_VERROU: Final = "verrou"
_JOURNAL: Final = "journal"


@dataclass(frozen=True, slots=True)
class Etat:
    """How far a run is: blocks and rows done, and where each of its files is whole."""

    blocs: int = 0
    lues: int = 0
    ecrites: int = 0
    erreurs: int = 0
    pleins: int = 0
    """Blocks that hold answers."""
    fins: tuple[int, ...] = (0, 0, 0)


@dataclass(slots=True)
class Chantier:
    """A working folder that is open: three files that grow, and the journal of what is whole."""

    dossier: Path
    marque: str
    etat: Etat = field(default_factory=Etat)
    _flux: list[BinaryIO] = field(default_factory=list)
    _journal: BinaryIO | None = None

    def chemin(self, nom: str) -> Path:
        """Return the path of a file of the folder."""
        return self.dossier / nom

    def fin(self, nom: str) -> int:
        """Return where a file is whole."""
        return self.etat.fins[_FICHIERS.index(nom)]

    @property
    def reprenable(self) -> bool:
        """Whether there is something to take up."""
        return self._releve() is not None

    def ouvrir(self, pile: ExitStack) -> None:
        """Open the files, cut where the journal says that they are whole."""
        if (etat := self._releve()) is None:
            self.chemin(_MARQUE).write_text(self.marque, "utf-8")
            self.chemin(_JOURNAL).write_bytes(b"")
        self.etat = etat or Etat()
        for nom, fin in zip(_FICHIERS, self.etat.fins, strict=True):
            descripteur = os.open(self.chemin(nom), os.O_RDWR | os.O_CREAT, 0o666)
            flux = pile.enter_context(os.fdopen(descripteur, "r+b", buffering=0))
            flux.truncate(fin)
            flux.seek(fin)
            self._flux.append(flux)
        self._journal = pile.enter_context(self.chemin(_JOURNAL).open("ab", buffering=0))

    def ajouter(self, etat: Etat, *morceaux: bytes) -> None:
        """Write what a block adds to each file, then that all is whole up to there."""
        fins = []
        for flux, morceau, fin in zip(self._flux, morceaux, self.etat.fins, strict=True):
            _tout_ecrire(flux, morceau)
            fins.append(fin + len(morceau))
        for flux, morceau in zip(self._flux, morceaux, strict=True):
            if morceau:
                os.fsync(flux.fileno())
        suivant = Etat(etat.blocs, etat.lues, etat.ecrites, etat.erreurs, etat.pleins, tuple(fins))
        assert self._journal is not None
        _tout_ecrire(self._journal, _en_ligne(suivant))
        self.etat = suivant

    def terminer(self, nom: str, fin: bytes) -> Path:
        """Write the end of a file, which the journal does not know of, and return where it is."""
        flux = self._flux[_FICHIERS.index(nom)]
        _tout_ecrire(flux, fin)
        os.fsync(flux.fileno())
        return self.chemin(nom)

    def _releve(self) -> Etat | None:
        """Return the last state of the journal that the files bear out; None when there is nothing to take up."""
        try:
            if self.chemin(_MARQUE).read_text("utf-8") != self.marque:
                return None
            lignes = self.chemin(_JOURNAL).read_bytes().split(b"\n")[:-1]
            tailles = [self.chemin(nom).stat().st_size for nom in _FICHIERS]
        except (OSError, UnicodeDecodeError):
            return None
        for ligne in reversed(lignes):
            etat = _lue(ligne)
            if etat is not None and all(fin <= taille for fin, taille in zip(etat.fins, tailles, strict=True)):
                return etat
        return None


def _en_ligne(etat: Etat) -> bytes:
    valeurs = [etat.blocs, etat.lues, etat.ecrites, etat.erreurs, etat.pleins, list(etat.fins)]
    return json.dumps(valeurs).encode() + b"\n"


def _lue(ligne: bytes) -> Etat | None:
    try:
        blocs, lues, ecrites, erreurs, pleins, fins = json.loads(ligne)
        return Etat(blocs, lues, ecrites, erreurs, pleins, tuple(fins))
    except (ValueError, TypeError):
        return None


def _tout_ecrire(flux: BinaryIO, octets: bytes) -> None:
    vue = memoryview(octets)
    while vue:
        vue = vue[flux.write(vue) :]


@contextmanager
def chantier(sortie: Path, marque: str, reprendre: bool) -> Iterator[Chantier]:
    """Open the working folder of an output: that of an interrupted run with the same mark, or a new one.

    Args:
        sortie: where the answers will stand.
        marque: what makes two runs the same; another mark is another work.
        reprendre: take up the interrupted run, when there is one with this mark.

    Raises:
        ErreurDeSaisie: another run is writing the same output.
    """
    with ExitStack() as pile:
        ouvert = _choisir(sortie, marque, reprendre, pile)
        try:
            ouvert.ouvrir(pile)
            yield ouvert
        except Exception:
            _effacer(ouvert.dossier)
            raise
        _effacer(ouvert.dossier)


def _choisir(sortie: Path, marque: str, reprendre: bool, pile: ExitStack) -> Chantier:
    """Return the folder to work in, locked; those of runs that died are taken up or removed."""
    debut = f".binome-{sha256(sortie.name.encode()).hexdigest()[:16]}-"
    repris = None
    with seul(sortie.parent):
        for dossier in sorted(sortie.parent.glob(f"{debut}*")):
            if not _a_nous(dossier):
                continue
            if not verrouiller(dossier / _VERROU, pile):
                attendu = "une sortie qu'aucun autre traitement n'est en train d'écrire"
                raise ErreurDeSaisie("sortie", sortie.name, attendu)
            un = Chantier(dossier, marque)
            if reprendre and repris is None and un.reprenable:
                repris = un
            else:
                _effacer(dossier)
        if repris is None:
            repris = Chantier(sortie.with_name(debut + secrets.token_hex(8)), marque)
            repris.dossier.mkdir(mode=0o700)
            verrouiller(repris.dossier / _VERROU, pile)
    return repris


def _a_nous(dossier: Path) -> bool:
    """Return whether a folder is one that this account made for itself: another's is neither trusted nor touched."""
    try:
        etat = dossier.lstat()
    except OSError:
        return False
    prive = not hasattr(os, "geteuid") or (etat.st_uid == os.geteuid() and not etat.st_mode & 0o077)
    return dossier.is_dir() and not dossier.is_symlink() and prive


def _effacer(dossier: Path) -> None:
    with suppress(OSError):
        shutil.rmtree(dossier)
        sur_le_disque(dossier.parent)
