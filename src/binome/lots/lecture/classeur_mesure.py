"""A workbook measured before it is opened: what its parts weigh once inflated, how far its cells reach.

The reader of workbooks lays out the whole rectangle that holds the cells: one cell in the last corner of a sheet would
fill the memory of the machine. So the parts are inflated here by blocks, and the addresses of cells are read first.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.parsers import expat
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from binome.langue.courante import dire
from binome.langue.ecriture import nombre
from binome.lots.lecture.bornes import (
    CELLULES,
    COMPRESSION,
    MEGA,
    OCTETS_D_UN_CLASSEUR,
    OCTETS_DE_TEXTE,
    OCTETS_DECOMPRESSES,
    verifier_la_taille,
)
from binome.lots.lecture.ods_mesure import EtendueDOds
from binome.lots.lecture.refus import FichierRefuse, attendu

_BLOC: Final = 4 * MEGA
_LIBRE: Final = 20 * MEGA
"""Under this many bytes once inflated, nothing is too compressed."""
_LONG: Final = 1_000
_FEUILLE: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_TEXTES: Final = "xl/sharedStrings.xml"
_CONTENU: Final = "content.xml"
_ILLISIBLE: Final = (
    BadZipFile,
    LargeZipFile,
    KeyError,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    expat.ExpatError,
    UnicodeDecodeError,
)

_LETTRES: Final = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]{1,3})[0-9]""")
_NUMEROS: Final = re.compile(rb"""\sr=["'][A-Z]{0,3}([0-9]{1,7})["']""")
_CELLULE: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_RANGEE: Final = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ERREUR: Final = re.compile(rb"""\st=["']e["']""")
_RENVOI: Final = re.compile(rb"""\st=["']s["'][^>]*>\s*<(?:\w+:)?v>([0-9]{1,9})<""")
_TEXTE: Final = re.compile(rb"<(?:\w+:)?si[\s>]")


def mesurer(fichier: Path) -> int:
    """Check a workbook before it is opened; return how many of its cells hold an error of calculation.

    Raises:
        FichierRefuse: it is not a workbook, or what it holds once inflated is too much.
    """
    nom = fichier.name
    verifier_la_taille(nom, fichier.stat().st_size, OCTETS_D_UN_CLASSEUR)
    try:
        with ZipFile(fichier) as archive:
            _verifier_le_poids(nom, archive.infolist())
            if fichier.suffix.lower() == ".ods":
                return _mesurer_un_ods(nom, archive)
            return _mesurer_un_xlsx(nom, archive)
    except _ILLISIBLE as faute:
        raise attendu(nom, dire("un classeur XLSX ou ODS lisible, sans mot de passe")) from faute


def _verifier_le_poids(nom: str, parties: list[ZipInfo]) -> None:
    total = sum(partie.file_size for partie in parties)
    trop_serree = any(p.file_size > _LIBRE and p.file_size > COMPRESSION * p.compress_size for p in parties)
    if total > OCTETS_DECOMPRESSES or trop_serree:
        mega = nombre(total // MEGA)
        raise FichierRefuse(nom, dire("ce classeur pèse {mega} mégaoctets une fois ouvert : c'est trop.", mega=mega))


def _verifier_l_etendue(nom: str, lignes: int, colonnes: int) -> None:
    if lignes * colonnes > CELLULES:
        phrase = dire(
            "une feuille s'étend sur {lignes} lignes et {colonnes} colonnes : une cellule est sans doute égarée très "
            "loin des autres. Supprimez-la, ou enregistrez la table en CSV.",
            lignes=nombre(lignes),
            colonnes=nombre(colonnes),
        )
        raise FichierRefuse(nom, phrase)


def _verifier_les_textes(nom: str, octets: int) -> None:
    if octets > OCTETS_DE_TEXTE:
        raise FichierRefuse(nom, dire("les textes de ce classeur sont trop longs pour des cellules."))


def _morceaux(archive: ZipFile, partie: str) -> Iterator[bytes]:
    """Yield a part by blocks that end with a tag."""
    with archive.open(partie) as flux:
        reste = b""
        while lu := flux.read(_BLOC):
            bloc = reste + lu
            coupe = bloc.rfind(b">") + 1
            reste = bloc[coupe:]
            if len(reste) > _BLOC:
                raise BadZipFile
            yield bloc[:coupe]


def _mesurer_un_xlsx(nom: str, archive: ZipFile) -> int:
    longs = _textes_longs(archive) if _TEXTES in archive.namelist() else {}
    erreurs = octets = 0
    for feuille in archive.namelist():
        if _FEUILLE.fullmatch(feuille):
            etendue = _EtendueDeFeuille()
            for bloc in _morceaux(archive, feuille):
                etendue.ajouter(bloc)
                if longs:
                    octets += sum(longs.get(int(renvoi), 0) for renvoi in _RENVOI.findall(bloc))
                    _verifier_les_textes(nom, octets)
            _verifier_l_etendue(nom, etendue.lignes, etendue.colonnes)
            erreurs += etendue.erreurs
    return erreurs


def _textes_longs(archive: ZipFile) -> dict[int, int]:
    """Return the lengths of the long shared texts, by their rank."""
    longs: dict[int, int] = {}
    rang, longueur = -1, 0
    for bloc in _morceaux(archive, _TEXTES):
        debut = 0
        for trouve in _TEXTE.finditer(bloc):
            if longueur + trouve.start() - debut > _LONG:
                longs[rang] = longueur + trouve.start() - debut
            rang, longueur, debut = rang + 1, 0, trouve.start()
        longueur += len(bloc) - debut
    if longueur > _LONG:
        longs[rang] = longueur
    return longs


class _EtendueDeFeuille:
    """How far the cells of a sheet reach, and its errors of calculation."""

    def __init__(self) -> None:
        self.erreurs = 0
        self.colonnes = 0
        self._rangees = self._derniere = self._dans_la_rangee = 0

    @property
    def lignes(self) -> int:
        """The last row that has cells, at most."""
        return max(self._derniere, self._rangees)

    def ajouter(self, bloc: bytes) -> None:
        """Read one more block."""
        adresses = _LETTRES.findall(bloc)
        self.colonnes = max(self.colonnes, max(map(_rang_de_la_colonne, set(adresses)), default=0))
        self._derniere = max(self._derniere, max(map(int, set(_NUMEROS.findall(bloc))), default=0))
        self._rangees += len(_RANGEE.findall(bloc))
        self.erreurs += len(_ERREUR.findall(bloc))
        if len(_CELLULE.findall(bloc)) != len(adresses):
            self._compter_sans_adresses(bloc)

    def _compter_sans_adresses(self, bloc: bytes) -> None:
        """Count the cells of each row: without addresses, they follow one another."""
        par_rangee = [len(_CELLULE.findall(rangee)) for rangee in _RANGEE.split(bloc)]
        par_rangee[0] += self._dans_la_rangee
        self._dans_la_rangee = par_rangee[-1]
        self.colonnes = max(self.colonnes, *par_rangee)


def _rang_de_la_colonne(lettres: bytes) -> int:
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + lettre - ord("A") + 1
    return rang


def _mesurer_un_ods(nom: str, archive: ZipFile) -> int:
    etendue = EtendueDOds()
    for bloc in _morceaux(archive, _CONTENU):
        etendue.ajouter(bloc)
        _verifier_l_etendue(nom, etendue.lignes, etendue.colonnes)
        _verifier_les_textes(nom, etendue.octets)
    return 0
