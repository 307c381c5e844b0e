"""JSON lines: one situation a line. A line that cannot be read is a fault of its own, and never stops the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any, Final

from binome.contrats.champs.description import champs
from binome.langue.courante import dire
from binome.lots.formats import polars
from binome.lots.lecture.bloc import Bloc
from binome.lots.lecture.bornes import CARACTERES_D_UN_ENREGISTREMENT, OCTETS_D_UN_TEXTE, verifier_la_taille
from binome.lots.lecture.encodage import lignes_entieres, reconnaitre
from binome.lots.lecture.formes import en_texte
from binome.lots.lecture.refus import a_la_ligne, attendu
from binome.lots.lecture.titres import est_un_identifiant
from binome.lots.lignes import colonnes_connues, forme_de
from binome.moteur.donnees_lues import TexteRefuse, lire_json
from binome.moteur.erreurs import ErreurDeSaisie, montrer
from binome.moteur.proximite import vouliez_vous

_LIGNES: Final = 50_000
_UN_OBJET_PAR_LIGNE: Final = (
    "un fichier .jsonl contient un objet {…} par ligne, sans crochets autour et sans virgule après. Un tableau JSON "
    "n'en est pas un."
)


class LigneRefusee(Exception):
    """A line that is not a situation, and the sentence that says why."""


@dataclass(frozen=True, slots=True)
class JsonLignes:
    """A file of JSON lines that is open."""

    fichier: Path
    encodage: str
    remarques: list[str] = field(default_factory=list)
    vues: dict[str, str] = field(default_factory=dict)
    identifiants: tuple[str, ...] = ()
    en_francais: bool = False

    def blocs(self, champs: frozenset[str] | None = None) -> Iterator[Bloc]:  # noqa: ARG002  (a line is read whole)
        """Yield the situations, flattened."""
        lignes = (ligne for bloc in lignes_entieres(self.fichier, self.encodage) for ligne in _decoder(bloc))
        suite = ((numero, ligne) for numero, ligne in enumerate(lignes, 1) if ligne.strip())
        while lot := list(islice(suite, _LIGNES)):
            yield _bloc(lot)


def _decoder(bloc: bytes) -> Iterator[str]:
    return StringIO(bloc.decode(), newline="\n")


def ouvrir_les_lignes(fichier: Path) -> JsonLignes:
    """Open a file of JSON lines.

    Raises:
        FichierRefuse: it is empty, or holds a JSON array.
    """
    verifier_la_taille(fichier.name, fichier.stat().st_size, OCTETS_D_UN_TEXTE)
    encodage = reconnaitre(fichier)
    debut = next(lignes_entieres(fichier, encodage), b"").lstrip()
    if not debut:
        raise attendu(fichier.name, dire("un fichier qui contient quelque chose, et celui-ci est vide"))
    if debut.startswith((b"[\n", b"[{", b"[ {")):
        raise a_la_ligne(fichier.name, 1, dire(_UN_OBJET_PAR_LIGNE))
    return JsonLignes(fichier, encodage)


def _bloc(lot: list[tuple[int, str]]) -> Bloc:
    pl = polars()
    bonnes: list[int] = []
    plates: list[dict[str, str | None]] = []
    fautes: list[tuple[int, str]] = []
    for numero, texte in lot:
        try:
            plates.append(_plate(_objet(texte)))
            bonnes.append(numero)
        except LigneRefusee as refus:
            fautes.append((numero, str(refus)))
    noms = list(dict.fromkeys(nom for plate in plates for nom in plate))
    colonnes = {nom: [plate.get(nom) for plate in plates] for nom in noms}
    carte = dict.fromkeys(noms, pl.String)
    table = pl.DataFrame(colonnes, schema=carte) if noms else pl.DataFrame(height=len(plates))
    lues = [nom for nom in noms if forme_de(nom) is not None]
    autres = [nom for nom in noms if nom not in lues]
    return Bloc(
        table.select(lues) if lues else pl.DataFrame(height=len(plates)),
        pl.Series(bonnes, dtype=pl.Int64),
        table.select(autres) if autres else pl.DataFrame(height=len(plates)),
        fautes,
    )


def _objet(texte: str) -> Mapping[str, Any]:
    """Return the object that a line holds, its size bounded first."""
    net = texte.strip()
    if len(net) > CARACTERES_D_UN_ENREGISTREMENT:
        raise LigneRefusee(dire("cette ligne est trop longue pour une situation."))
    if net[0] == "[" or net[-1] == ",":
        raise LigneRefusee(dire(_UN_OBJET_PAR_LIGNE))
    try:
        lue = lire_json(net, une_ligne=True)
    except TexteRefuse as faute:
        raise LigneRefusee(str(faute)) from faute
    if not isinstance(lue, dict):
        raise LigneRefusee(dire(_UN_OBJET_PAR_LIGNE))
    return lue


def _plate(lue: Mapping[str, object]) -> dict[str, str | None]:
    """Return a situation given as nested JSON under flat names, each value as the text of a cell."""
    try:
        plate = champs().colonnes.aplatir(lue)
    except (AttributeError, KeyError, TypeError, ValueError) as faute:
        raise LigneRefusee(_pourquoi(lue)) from faute
    return {nom: _cellule(nom, valeur) for nom, valeur in plate.items()}


def _pourquoi(lue: Mapping[str, object]) -> str:
    try:
        champs().lire(lue)
    except ErreurDeSaisie as refus:
        return str(refus)
    return dire("un champ emboîté n'a pas la forme attendue.")


def _cellule(nom: str, valeur: object) -> str | None:
    forme = forme_de(nom)
    try:
        if nom in champs() and forme is None:
            champs().lire({nom: valeur})
            raise LigneRefusee(dire("« {nom} » n'a pas de colonne dans une table de situations.", nom=nom))
        if forme is None and not est_un_identifiant(nom):
            proche = vouliez_vous(nom, (*champs(), *colonnes_connues()))
            raise LigneRefusee(dire("champ {nom} inconnu.", nom=montrer(nom)) + proche)
        if valeur is None or isinstance(valeur, str):
            return valeur
        return str(valeur) if forme is None else en_texte(forme.decrire(forme.lire(nom, valeur)))
    except ErreurDeSaisie as refus:
        raise LigneRefusee(str(refus)) from refus
