"""Nested fields under flat names and back: the columns of a file, the parts of an address.

A dialect gives each nested field a pattern, `{1}_annee_{0}` say, whose holes are the steps that lead to a value: here
the year of the constat, then its field. A simple field bears its own name in every dialect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar

from binome.contrats.champs.formes import Forme, Genre, SousChamp

Chemin = tuple[str, ...]
_INDICE: Final = re.compile(r"(\w+)\[(\d+)\]")
_ANNEE: Final = r"[0-9]{1,2}"
_NOMS_RETENUS: Final = 1000


class Decrit(Protocol):
    """What a dialect needs to know of a field."""

    @property
    def nom(self) -> str:
        """Name of the field."""

    @property
    def forme(self) -> Forme[Any]:
        """Form of the field."""


D = TypeVar("D", bound=Decrit)


@dataclass(frozen=True, slots=True)
class Place(Generic[D]):
    """Where a flat name leads: a field, and the steps inside it (none for a simple field)."""

    champ: D
    chemin: Chemin

    @property
    def sous(self) -> SousChamp | None:
        """The field inside the field; None for a simple one."""
        niveau, trouve = self.champ.forme, None
        for pas in self.chemin[1:] if niveau.cle else self.chemin:
            trouve = niveau.sous[pas]
            niveau = trouve.forme
        return trouve


class Noms(Generic[D]):
    """A dialect of flat names."""

    def __init__(self, champs: Mapping[str, D], gabarits: Mapping[str, str], *, courts: bool) -> None:
        """Take the fields, the pattern of each nested one that has flat names, and whether names are shortened."""
        self._champs, self._gabarits, self._courts = champs, gabarits, courts
        self._motifs = {nom: re.compile(self._motif(nom)) for nom in gabarits}
        self._places: dict[str, Place[D] | None] = {}

    def _court(self, sous: SousChamp) -> str:
        return (self._courts and sous.court) or sous.nom

    def _niveaux(self, forme: Forme[Any]) -> list[str]:
        """Return what each step may be, as regular expressions."""
        niveaux = [_ANNEE] if forme.cle else []
        noms = [self._court(sous) for sous in forme.sous.values() if sous.nom != forme.cle]
        niveaux.append(".+" if forme.ouverte else "|".join(map(re.escape, noms)))
        suivants = next(iter(forme.sous.values())).forme
        return [*niveaux, *self._niveaux(suivants)] if suivants.genre is Genre.OBJET else niveaux

    def _motif(self, nom: str) -> str:
        groupes = [f"(?P<pas{rang}>{niveau})" for rang, niveau in enumerate(self._niveaux(self._champs[nom].forme))]
        return re.escape(self._gabarits[nom]).replace(r"\{", "{").replace(r"\}", "}").format(*groupes)

    def emboite(self, champ: str) -> bool:
        """Return whether a nested field has flat names in this dialect."""
        return champ in self._gabarits

    def place(self, nom: str) -> Place[D] | None:
        """Return where a flat name leads; None when it is not one."""
        if nom not in self._places:
            if len(self._places) > _NOMS_RETENUS:
                self._places.clear()
            self._places[nom] = self._chercher(nom)
        return self._places[nom]

    def _chercher(self, nom: str) -> Place[D] | None:
        champ = self._champs.get(nom)
        if champ is not None and not champ.forme.sous:
            return Place(champ, ())
        for autre, motif in self._motifs.items():
            trouve = motif.fullmatch(nom)
            if trouve:
                pas = [trouve[f"pas{rang}"] for rang in range(motif.groups)]
                return Place(self._champs[autre], tuple(self._longs(pas, self._champs[autre].forme)))
        return None

    def _longs(self, chemin: list[str], forme: Forme[Any]) -> Iterator[str]:
        if forme.cle:
            yield str(int(chemin.pop(0)))
        for pas in chemin:
            longs = {self._court(sous): sous for sous in forme.sous.values()}
            yield longs[pas].nom if pas in longs else pas
            forme = longs[pas].forme if pas in longs else forme

    def nom(self, champ: str, chemin: Chemin) -> str:
        """Return the flat name of a value inside a nested field."""
        forme, pas = self._champs[champ].forme, list(chemin[:1] if self._champs[champ].forme.cle else ())
        for un in chemin[len(pas) :]:
            sous = forme.sous.get(un)
            pas.append(un if sous is None else self._court(sous))
            forme = forme if sous is None else sous.forme
        return self._gabarits[champ].format(*pas)

    def composer(self, plat: Mapping[str, object]) -> dict[str, object]:
        """Return the nested values that flat ones make; a name that is not of this dialect is kept as it is."""
        donnees: dict[str, Any] = {}
        emboites: dict[str, dict[str, Any]] = {}
        for nom, valeur in plat.items():
            place = self.place(nom)
            if place is None or not place.chemin:
                donnees[nom] = valeur
                continue
            cible = emboites.setdefault(place.champ.nom, {})
            for pas in place.chemin[:-1]:
                cible = cible.setdefault(pas, {})
            cible[place.chemin[-1]] = valeur
        return donnees | {nom: self._en_liste(nom, lu) for nom, lu in emboites.items()}

    def _en_liste(self, nom: str, lu: dict[str, Any]) -> Any:
        cle = self._champs[nom].forme.cle
        return [{cle: int(rang), **lu[rang]} for rang in sorted(lu, key=int)] if cle else lu

    def aplatir(self, donnees: Mapping[str, object]) -> dict[str, object]:
        """Return nested values under flat names, unknown ones left out.

        What has no flat name, or not the shape of its field, is kept as it is: its reader refuses it.
        """
        plat: dict[str, Any] = {}
        for nom, valeur in donnees.items():
            feuilles = list(_feuilles(valeur, self._champs[nom].forme.cle)) if nom in self._gabarits else []
            if nom in self._gabarits and all(len(chemin) == self._motifs[nom].groups for chemin, _ in feuilles):
                plat |= {self.nom(nom, chemin): feuille for chemin, feuille in feuilles}
            elif valeur is not None:
                plat[nom] = valeur
        return plat

    def _cle(self, nom: str, un: object) -> Chemin:
        cle = un.get(self._champs[nom].forme.cle) if isinstance(un, Mapping) else None
        return () if cle is None else (str(cle),)

    def nom_du_champ(self, champ: str, donnees: Mapping[str, Any]) -> str | None:
        """Return the flat name of a field as refusals name it: `constats[0].pmt` is `pmt_annee_3`; None without one."""
        tete, *suite = champ.split(".")
        indice = _INDICE.fullmatch(tete)
        nom = indice[1] if indice else tete
        if nom not in self._gabarits:
            return nom if nom in self._champs and nom == champ else None
        chemin = (*self._cle(nom, donnees[nom][int(indice[2])]), *suite) if indice else tuple(suite)
        return self.nom(nom, chemin) if len(chemin) == self._motifs[nom].groups else None


def profondeur(forme: Forme[Any]) -> list[str]:
    """Return the holes of the pattern that joins every step to a value inside an object: `{0}`, `{1}`."""
    niveaux = 0
    while forme.genre is Genre.OBJET:
        niveaux, forme = niveaux + 1, next(iter(forme.sous.values())).forme
    return [f"{{{rang}}}" for rang in range(niveaux)]


def chemins(forme: Forme[Any]) -> Iterator[Chemin]:
    """Yield the steps to every value inside an object; no step for a simple form."""
    if not forme.sous:
        yield ()
    for nom, sous in forme.sous.items():
        for chemin in chemins(sous.forme):
            yield (nom, *chemin)


def _feuilles(valeur: object, cle: str) -> Iterator[tuple[Chemin, object]]:
    """Yield the known values inside an object, or inside a list of objects that `cle` tells apart."""
    if cle and isinstance(valeur, list | tuple) and all(isinstance(un, Mapping) and cle in un for un in valeur):
        for un in valeur:
            for chemin, feuille in _feuilles({nom: v for nom, v in un.items() if nom != cle}, ""):
                yield (str(un[cle]), *chemin), feuille
    elif not cle and isinstance(valeur, Mapping):
        for nom, un in valeur.items():
            for chemin, feuille in _feuilles(un, ""):
                yield (nom, *chemin), feuille
    elif valeur is not None:
        yield (), valeur
