"""Where answers and errors will stand: checked before any work, put in place at its very end, nobody's file touched."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from binome.lots.sceau import intact, sceller
from binome.moteur.ecrire import PROVISOIRE, sur_le_disque
from binome.moteur.erreurs import ErreurDeSaisie


@dataclass(frozen=True, slots=True)
class Sortie:
    """The two files that a run may write: answers, and errors when there are some."""

    reponses: Path
    erreurs: Path
    remplacer: bool

    def verifier(self, entree: Path) -> None:
        """Refuse what would harm a file of the user.

        Raises:
            ErreurDeSaisie: the folder does not exist, an output is the input, or somebody's file.
        """
        self.verifier_les_erreurs(entree)
        self._verifier_un(self.reponses, entree)

    def verifier_les_erreurs(self, entree: Path) -> None:
        """Refuse a file of errors that would harm a file of the user.

        Raises:
            ErreurDeSaisie: the folder does not exist, the file is the input, or somebody's.
        """
        if not self.reponses.parent.is_dir():
            raise ErreurDeSaisie("sortie", str(self.reponses), "un fichier dans un dossier qui existe")
        self._verifier_un(self.erreurs, entree)

    def _verifier_un(self, fichier: Path, entree: Path) -> None:
        if fichier.exists() and entree.exists() and fichier.samefile(entree):
            raise ErreurDeSaisie("sortie", fichier.name, "un autre fichier que l'entrée")
        self._verifier_l_existant(fichier)

    def _verifier_l_existant(self, fichier: Path) -> None:
        if not fichier.exists() or (fichier.is_file() and (self.remplacer or intact(fichier))):
            return
        if not fichier.is_file():
            raise ErreurDeSaisie("sortie", fichier.name, "un fichier")
        attendu = "un fichier qui n'existe pas encore, ou une réponse de binome que personne n'a modifiée depuis"
        raise ErreurDeSaisie("sortie", fichier.name, attendu, " Pour l'écraser : --remplacer.")

    def installer(self, reponses: Path, erreurs: Path | None) -> None:
        """Put the files of a run in place: errors first, so that answers never stand without them.

        Raises:
            ErreurDeSaisie: a file of the user appeared there in the meantime.
        """
        self.poser_les_erreurs(erreurs)
        self._poser(reponses, self.reponses)

    def poser_les_erreurs(self, erreurs: Path | None) -> None:
        """Put a copy of the errors in place; those of an older run do not linger where there are none.

        Raises:
            ErreurDeSaisie: a file of the user appeared there in the meantime.
        """
        if erreurs is None:
            if self.erreurs.exists():
                self._verifier_l_existant(self.erreurs)
                self.erreurs.unlink()
            return
        copie = self.erreurs.with_name(f"{PROVISOIRE}{secrets.token_hex(8)}")
        try:
            shutil.copyfile(erreurs, copie)
            self._poser(copie, self.erreurs)
        finally:
            copie.unlink(missing_ok=True)

    def _poser(self, fichier: Path, cible: Path) -> None:
        """Move a file in place, taking the place of nothing but what was checked."""
        with suppress(FileNotFoundError):
            shutil.copymode(cible, fichier)
        sur_le_disque(fichier)
        sceller(fichier)
        if not cible.exists():
            with suppress(OSError):
                os.link(fichier, cible)
        if not cible.exists() or not cible.samefile(fichier):
            self._verifier_l_existant(cible)
            fichier.replace(cible)
        sur_le_disque(cible.parent)


def sortie_de(fichier: Path, remplacer: bool) -> Sortie:
    """Return where a run will write; a link is followed."""
    reelle = fichier.resolve()
    return Sortie(reelle, reelle.with_name(reelle.name + ".erreurs.csv"), remplacer)
