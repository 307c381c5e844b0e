"""A run: a file of situations in, a file of answers out, block by block, so that it can be taken up again.

Blocks are answered and encoded by the cores, apart; they are put one after the other in the working folder in the order
of the file. The output appears whole, at the end, in one move. A bad row never stops the run: it is in
`SORTIE.erreurs.csv`, with its line, its field and the reason.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.langue.ecriture import nombre
from binome.lots.chantier import Chantier, Etat, chantier
from binome.lots.ecriture.classeur import LIGNES_MAXIMALES, en_classeur, trop_long, verifier_la_longueur
from binome.lots.ecriture.encode import Ecrivain, Encode
from binome.lots.ecriture.erreurs import FichierDErreurs
from binome.lots.ecriture.formats import ecrivain, format_par_defaut
from binome.lots.ecriture.presentation import Format, Presentation
from binome.lots.formats import forme, polars
from binome.lots.lecture import bloc
from binome.lots.lecture.bloc import Bloc
from binome.lots.lecture.codes import Codes
from binome.lots.lecture.lire import Entree, compter, ouvrir
from binome.lots.marque import empreinte, marque
from binome.lots.modeles import Memoire
from binome.lots.sortie import Sortie, sortie_de
from binome.lots.table import avec_les_fautes, lignes_pour_compiler, traiter_un_bloc
from binome.moteur.ecrire import en_mots, place_libre, place_manquante, refus
from binome.moteur.erreurs import ErreurDeSaisie
from binome.noyau.calcul import avertissement

T = TypeVar("T")

OUVRIERS: Final = max(1, min(os.cpu_count() or 1, 4))
"""Blocks under way at a time: memory is theirs, whatever the number of rows and of cores."""

Avancement = Callable[[int, int | None], None]
"""Told the rows done, and their total when it is known."""


@dataclass(frozen=True, slots=True)
class Bilan:
    """What a run did."""

    lues: int
    ecrites: int
    erreurs: int
    fichier_des_erreurs: Path | None
    reprises: int = 0
    """Rows that an interrupted run had already answered."""
    remarques: tuple[str, ...] = ()
    """What a person must know of how the file was read."""


@dataclass(frozen=True, slots=True)
class _Fait:
    """A block answered: what it adds to the answers and to the errors."""

    lues: int
    ecrites: int
    refusees: int
    reponses: Encode
    erreurs: bytes


def traiter_un_fichier(
    entree: Path,
    sortie: Path,
    avancer: Avancement = lambda _lues, _total: None,
    reprendre: bool = False,
    compile_des: int | None = None,
    remplacer: bool = False,
    dire: Callable[[str], None] = lambda _message: None,
    codes: Codes | None = None,
    pour: Format | None = None,
    loi: Loi | str | None = None,
) -> Bilan:
    """Answer every row of a file into another.

    Args:
        entree: situations, one per row.
        sortie: answers, one row per contract and year (`Presentation.colonnes`).
        avancer: told the number of rows done, and the total if known, after each block.
        reprendre: take up an interrupted run of the same content under the same law and engine.
        compile_des: rows from which the kernel answers; by default, from which it is worth it.
        remplacer: replace files that stand where the answers and the errors go, whoever wrote them.
        dire: told what a person who waits should know.
        codes: how the codes of specialities are to be read.
        pour: for whom the output is written; a workbook for a person, a CSV as its input is, by default.
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.

    Raises:
        ErreurDeSaisie: a file or a column cannot be read; an output is somebody's file, or is being written.
        MoyenAbsent: the machine lacks room, a right, a library.
    """
    polars()
    genre, choisie = forme(sortie), loi_choisie(loi)
    if not entree.is_file():
        raise ErreurDeSaisie("entree", str(entree), "un fichier qui existe")
    with en_mots(sortie):
        ou = sortie_de(sortie, remplacer)
        ou.verifier(entree)
        source, total = ouvrir(entree, codes, choisie), compter(entree)
        if genre == ".xlsx":
            verifier_la_longueur(sortie, total, choisie)
        pour = pour or format_par_defaut(genre, source.source.en_francais)
        quoi = marque(empreinte(entree), choisie, genre, bloc.LIGNES_PAR_BLOC, pour, source.codes)
        with chantier(ou.reponses, quoi, reprendre) as ouvert:
            ou.verifier(entree)
            seuil = lignes_pour_compiler() if compile_des is None else compile_des
            _prevenir(dire, total, reprendre, ouvert.etat.lues, seuil)
            return _Execution(ouvert, ou, genre, total, choisie, seuil, source, pour).mener(avancer)


@dataclass(slots=True)
class _Execution:
    """A run under way."""

    chantier: Chantier
    sortie: Sortie
    genre: str
    total: int | None
    loi: Loi
    compile_des: int
    source: Entree
    pour: Format

    @property
    def presentation(self) -> Presentation:
        """The columns of the output."""
        return Presentation(self.pour, self.source.identifiants, self.genre == ".csv", self.loi)

    @property
    def ecrivain(self) -> Ecrivain:
        """The writer of the output."""
        return ecrivain(self.genre, self.pour)

    @property
    def des_erreurs(self) -> FichierDErreurs:
        """How errors are written: as the output is."""
        return FichierDErreurs(";" if self.pour is Format.EXCEL else ",", self.source.identifiants)

    def mener(self, avancer: Avancement) -> Bilan:
        """Answer what remains to be, then put the files in place.

        Raises:
            ErreurDeSaisie: the file is empty, or someone changed it on the way.
            MoyenAbsent: the disk is full, or refuses to be written to.
        """
        try:
            return self._mener(avancer)
        except OSError as faute:
            raise refus(faute, self.sortie.reponses, self._reste()) from faute

    def _mener(self, avancer: Avancement) -> Bilan:
        entree = self.source.fichier
        reprises, deja = self.chantier.etat.lues, self.chantier.etat.blocs
        memoire, etat = Memoire(self.loi), entree.stat()
        if not any(self.chantier.etat.fins):
            self._commencer()
        for un in dans_l_ordre(partial(self._faire, memoire), islice(self.source.blocs(), deja, None)):
            self._ajouter(un)
            avancer(self.chantier.etat.lues, self.total)
        fini = entree.stat()
        if (etat.st_size, etat.st_mtime_ns) != (fini.st_size, fini.st_mtime_ns):
            raise ErreurDeSaisie("entree", str(entree), "un fichier que personne ne modifie pendant le traitement")
        if not self.chantier.etat.lues:
            raise ErreurDeSaisie("entree", str(entree), "un fichier qui contient au moins une situation")
        return self._conclure(reprises)

    def _faire(self, memoire: Memoire, un: Bloc) -> _Fait:
        """Answer and encode a block; run by any core, in any order."""
        hauteur = un.table.height + len(un.fautes)
        # A law is compiled when the whole file is likely to hold enough of its rows, not one block alone.
        compile_des = max(self.compile_des * hauteur // max(self.total or hauteur, hauteur), 1)
        fils = 0 if (self.total or 0) <= bloc.LIGNES_PAR_BLOC else max((os.cpu_count() or 1) // OUVRIERS, 1)
        reponses = avec_les_fautes(traiter_un_bloc(un, memoire, compile_des, fils), un, self.source.vues)
        lignes = self.presentation.presenter(reponses.lignes, un)
        encode = self.ecrivain.encoder(lignes) if lignes.height else Encode(b"")
        refusees = len({une.ligne for une in reponses.erreurs})
        return _Fait(hauteur, lignes.height, refusees, encode, self.des_erreurs.en_csv(reponses.erreurs, un))

    def _commencer(self) -> None:
        debut = self.ecrivain.debut(self.presentation.modele())
        self.chantier.ajouter(Etat(), debut, self.des_erreurs.tete(), b"")

    def _ajouter(self, fait: _Fait) -> None:
        """Put a block after the others, and see that what remains will have room."""
        etat = self.chantier.etat
        suivant = Etat(
            etat.blocs + 1,
            etat.lues + fait.lues,
            etat.ecrites + fait.ecrites,
            etat.erreurs + fait.refusees,
            etat.pleins + (fait.ecrites > 0),
        )
        if self.genre == ".xlsx" and suivant.ecrites > LIGNES_MAXIMALES:
            trop_long(self.sortie.reponses, self.loi)
        self.chantier.ajouter(
            suivant, fait.reponses.octets, fait.erreurs, fait.reponses.pied(self.chantier.fin("reponses"))
        )
        if self._reste() > place_libre(self.sortie.reponses):
            raise place_manquante(self.sortie.reponses, self._reste())

    def _reste(self) -> int:
        """Return the bytes that remain to be written, as the blocks done tell; a workbook is written au_classeur."""
        etat = self.chantier.etat
        situations = max((self.total or 0) - etat.lues, 0)
        au_classeur = max(self.total or 0, etat.lues) if self.genre == ".xlsx" else 0
        return (situations + au_classeur) * sum(etat.fins) // max(etat.lues, 1)

    def _conclure(self, reprises: int) -> Bilan:
        etat = self.chantier.etat
        pieds = self.chantier.chemin("pieds").read_bytes()
        fin = self.ecrivain.fin(self.presentation.modele(), pieds, etat.pleins, etat.ecrites)
        reponses = self.chantier.terminer("reponses", fin)
        if self.genre == ".xlsx":
            source, reponses = reponses, self.chantier.chemin("classeur.xlsx")
            en_classeur(source, reponses)
        self.sortie.installer(reponses, self.chantier.chemin("erreurs") if etat.erreurs else None)
        erreurs = self.sortie.erreurs if etat.erreurs else None
        remarques = tuple(self.source.remarques.phrases())
        return Bilan(etat.lues, etat.ecrites, etat.erreurs, erreurs, reprises, remarques)


def _prevenir(dire: Callable[[str], None], total: int | None, reprendre: bool, reprises: int, compile_des: int) -> None:
    """Say what is taken up, and what makes the first block wait."""
    if reprises:
        dire(f"Reprise après {nombre(reprises)} situations.")
    elif reprendre:
        dire("Rien à reprendre pour ce contenu, ce droit et cette version : le traitement commence au début.")
    if (total or compile_des) >= compile_des and avertissement():
        dire(avertissement())


def dans_l_ordre(faire: Callable[[Bloc], T], blocs: Iterable[Bloc]) -> Iterator[T]:
    """Yield what is made of each block, in their order; the cores make several at a time, never many ahead."""
    ouvriers = ThreadPoolExecutor(OUVRIERS)
    en_cours: deque[Future[T]] = deque()
    try:
        for un in blocs:
            en_cours.append(ouvriers.submit(faire, un))
            if len(en_cours) > OUVRIERS:
                yield en_cours.popleft().result()
        while en_cours:
            yield en_cours.popleft().result()
    finally:
        ouvriers.shutdown(cancel_futures=True)
