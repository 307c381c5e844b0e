"""A file of separated text: its encoding, its separator and its head found before its rows are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Final

from binome.langue.courante import dire
from binome.lots.lecture.bloc import Bloc
from binome.lots.lecture.bornes import MEGA, OCTETS_D_UN_TEXTE, verifier_la_taille
from binome.lots.lecture.encodage import CP1252, lignes_entieres, reconnaitre
from binome.lots.lecture.nommer import nommer, remarques_sur_la_tete
from binome.lots.lecture.refus import FichierRefuse, a_la_ligne, attendu
from binome.lots.lecture.separe import GuillemetOuvert, Rangee, enregistrements, morceaux
from binome.lots.lecture.tete import Tete, chercher, lire_la_tete, reconnus
from binome.lots.lecture.titres import Vocabulaire

_SEPARATEURS: Final = (";", ",", "\t", "|")
_RANGEES_DU_DEBUT: Final = 60
_OCTETS_DU_DEBUT: Final = MEGA // 4
_DECLARE: Final = "sep="


@dataclass(frozen=True, slots=True)
class Texte:
    """Separated text that is open."""

    fichier: Path
    encodage: str
    separateur: str
    tete: Tete
    lignes_de_tete: int
    remarques: list[str] = field(default_factory=list)

    @property
    def vues(self) -> dict[str, str]:
        """Each field's column as the person finds it."""
        return self.tete.vues

    @property
    def en_francais(self) -> bool:
        """Whether a French spreadsheet writes such files."""
        return self.separateur != ","

    @property
    def identifiants(self) -> tuple[str, ...]:
        """The titles of the columns that travel."""
        return tuple(une.titre for une in self.tete.identifiants)

    def blocs(self, champs: frozenset[str] | None = None) -> Iterator[Bloc]:
        """Yield the rows under the head."""
        suite = _apres(lignes_entieres(self.fichier, self.encodage), self.lignes_de_tete)
        utiles = None if champs is None else [une.rang for nom, une in self.tete.champs.items() if nom in champs]
        try:
            for un in morceaux(suite, self.separateur, self.tete.largeur, self.lignes_de_tete + 1, utiles or None):
                yield nommer(un.table, un.lignes, self.tete, un.fautes)
        except GuillemetOuvert as faute:
            raise _guillemet(self.fichier, faute) from faute


def _guillemet(fichier: Path, faute: GuillemetOuvert) -> FichierRefuse:
    phrase = dire("un guillemet s'ouvre et n'est jamais refermé : doublez-le, ou supprimez-le.")
    return a_la_ligne(fichier.name, faute.ligne, phrase)


def _apres(blocs: Iterator[bytes], lignes: int) -> Iterator[bytes]:
    """Yield a text without its first lines."""
    for bloc in blocs:
        debut = 0
        while lignes and debut < len(bloc):
            debut = bloc.find(b"\n", debut) + 1 or len(bloc)
            lignes -= 1
        if debut < len(bloc):
            yield bloc[debut:]


def ouvrir_le_texte(fichier: Path, vocabulaire: Vocabulaire) -> Texte:
    """Open a file of separated text.

    Raises:
        FichierRefuse: it is empty, no text, or its head cannot be read.
    """
    verifier_la_taille(fichier.name, fichier.stat().st_size, OCTETS_D_UN_TEXTE)
    encodage = reconnaitre(fichier)
    texte = _debut(fichier, encodage)
    separateur, rangees, premiere = _dialecte(fichier, texte, vocabulaire) if texte.strip() else ("", [], 1)
    if not rangees:
        raise attendu(fichier.name, dire("un fichier qui contient quelque chose, et celui-ci est vide"))
    rang = chercher(rangees, vocabulaire)
    tete = lire_la_tete(fichier.name, rangees[rang], vocabulaire)
    fin = rangees[rang + 1][0] - 1 if rang + 1 < len(rangees) else len(texte.rstrip("\n").split("\n"))
    remarques = remarques_sur_la_tete(tete, premiere)
    if encodage == CP1252:
        remarques.insert(0, dire("Texte lu dans l'encodage de Windows (cp1252)."))
    return Texte(fichier, encodage, separateur, tete, fin, remarques)


def _debut(fichier: Path, encodage: str) -> str:
    """Return the first lines of a text."""
    debut = b""
    for bloc in lignes_entieres(fichier, encodage):
        debut += bloc[:_OCTETS_DU_DEBUT]
        if len(debut) >= _OCTETS_DU_DEBUT:
            break
    return debut[:_OCTETS_DU_DEBUT].decode(errors="ignore")


def _dialecte(fichier: Path, texte: str, vocabulaire: Vocabulaire) -> tuple[str, list[Rangee], int]:
    """Return the separator under which most titles are known, the first records, and the line where they begin."""
    declaree = texte[: len(_DECLARE)].lower() == _DECLARE
    separateurs = (texte[len(_DECLARE)],) if declaree and texte[len(_DECLARE) :].strip() else _SEPARATEURS
    corps = texte.partition("\n")[2] if declaree else texte
    premiere = 2 if declaree else 1
    essais: list[tuple[int, int, str, list[Rangee]]] = []
    refus: GuillemetOuvert | None = None
    for separateur in separateurs:
        try:
            lues = enregistrements(StringIO(corps, newline="\n"), separateur, premiere)
            rangees = list(islice(lues, _RANGEES_DU_DEBUT))
        except GuillemetOuvert as faute:
            refus = faute
            continue
        connus = max((reconnus(cellules, vocabulaire) for _, cellules in rangees), default=0)
        largeur = max((len(cellules) for _, cellules in rangees), default=0)
        essais.append((connus, largeur, separateur, rangees))
    if not essais:
        assert refus is not None
        raise _guillemet(fichier, refus)
    _, _, separateur, rangees = max(essais, key=lambda essai: essai[:2])
    return separateur, rangees, premiere
