"""Dated numbers: each version carries its value, its source and the day it was last checked.

A version holds from `depuis` to `jusque` (excluded), or to the next version. Two versions that overlap are an error;
a date that no version covers is refused in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from binome.moteur.erreurs import DroitAbsent, ErreurDeDroit
from binome.moteur.sources import Source, lire_source
from binome.moteur.tables import MARQUES, Axes, lire_table


@dataclass(frozen=True, slots=True)
class Version:
    """One dated value of a number or table."""

    depuis: date
    jusque: date | None
    valeur: Any
    source: Source
    verifie_le: date
    note: str
    imprimee: Any
    """The value as printed in the data file: a scalar, or the rows of the table."""

    def couvre(self, jour: date) -> bool:
        """Return whether this version holds on `jour`."""
        return self.depuis <= jour and (self.jusque is None or jour < self.jusque)


@dataclass(frozen=True, slots=True)
class Parametre:
    """A number or table of the law, with all its dated versions.

    `selon` names the date it listens to: `signature`, `anniversaire`, `constat`.
    """

    nom: str
    titre: str
    unite: str
    selon: str
    theme: str
    axes: tuple[str, ...]
    versions: tuple[Version, ...]

    def au(self, jour: date) -> Version:
        """Return the version in force on `jour`.

        Raises:
            DroitAbsent: no version covers that day.
        """
        for version in self.versions:
            if version.couvre(jour):
                return version
        raise DroitAbsent(f"« {self.titre} » : aucune valeur connue au {jour:%d/%m/%Y}.")


def lire_parametres(theme: str, donnees: Mapping[str, Any], axes: Axes) -> dict[str, Parametre]:
    """Read the numbers of one theme from the content of its data file.

    Raises:
        ErreurDeDroit: a field is missing, a table is incomplete, two versions overlap.
    """
    return {nom: _lire(nom, theme, definition, axes) for nom, definition in donnees.items()}


def _lire(nom: str, theme: str, definition: Mapping[str, Any], axes: Axes) -> Parametre:
    try:
        par_date = {brute["depuis"]: brute for brute in definition["versions"]}
        versions = [
            _lire_version(nom, _reprise(nom, brute, par_date), definition, axes) for brute in definition["versions"]
        ]
        return Parametre(
            nom=nom,
            titre=definition["titre"],
            unite=definition["unite"],
            selon=definition["selon"],
            theme=theme,
            axes=tuple(definition.get("axes", ())),
            versions=_dans_l_ordre(nom, versions),
        )
    except KeyError as manque:
        raise ErreurDeDroit(f"{nom} : le champ {manque} manque.") from manque


def _reprise(nom: str, brute: Mapping[str, Any], par_date: Mapping[date, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return a version that borrows the value of another one (`reprend`), under its own date and source."""
    if "reprend" not in brute:
        return brute
    modele = par_date.get(brute["reprend"])
    if modele is None or "reprend" in modele:
        raise ErreurDeDroit(f"{nom} : aucune version du {brute['reprend']} n'est imprimée.")
    return {**{cle: v for cle, v in modele.items() if cle in ("lignes", "valeur", "autres")}, **brute}


def _lire_version(nom: str, brute: Mapping[str, Any], definition: Mapping[str, Any], axes: Axes) -> Version:
    if "lignes" in brute:
        valeur = lire_table(nom, {**definition, **brute}, axes)
    else:
        valeur = lire_valeur(nom, brute["valeur"])
        if valeur in MARQUES.values() and definition["unite"] == "fraction":
            valeur = (valeur, 1)
    return Version(
        depuis=brute["depuis"],
        jusque=brute.get("jusque"),
        valeur=valeur,
        source=lire_source(brute["source"], brute["grade"]),
        verifie_le=brute["verifie_le"],
        note=brute.get("note", ""),
        imprimee=_imprimee(brute, definition),
    )


def _imprimee(brute: Mapping[str, Any], definition: Mapping[str, Any]) -> Any:
    if "lignes" not in brute:
        return brute["valeur"]
    colonnes = definition.get("colonnes")
    autres = [["autres", brute["autres"]]] if "autres" in brute else []
    if colonnes is None:
        return [*brute["lignes"], *autres]
    tete = list(definition["axes"][:-1])
    return [[*tete, *colonnes], *brute["lignes"], *autres]


def lire_valeur(nom: str, brute: object) -> int | tuple[int, int] | date:
    """Read a scalar: an integer, a day, an exact rate written « 19/20 », « nc » (not published), « - » (no such rule).

    Raises:
        ErreurDeDroit: anything else, a binary float above all.
    """
    if isinstance(brute, bool) or not isinstance(brute, int | str | date):
        raise ErreurDeDroit(f"{nom} : {brute!r} n'est ni un entier, ni une date, ni une fraction entre guillemets.")
    if not isinstance(brute, str):
        return brute
    if brute in MARQUES:
        return MARQUES[brute]
    try:
        fraction = Fraction(brute)
    except (ValueError, ZeroDivisionError) as faute:
        raise ErreurDeDroit(f"{nom} : « {brute} » n'est pas une fraction.") from faute
    return (fraction.numerator, fraction.denominator)


def _dans_l_ordre(nom: str, versions: Sequence[Version]) -> tuple[Version, ...]:
    triees = sorted(versions, key=lambda version: version.depuis)
    closes: list[Version] = []
    for version, suivante in zip(triees, [*triees[1:], None], strict=True):
        fin = version.jusque
        if suivante is not None:
            if suivante.depuis == version.depuis or (fin is not None and fin > suivante.depuis):
                raise ErreurDeDroit(f"{nom} : deux versions se chevauchent au {suivante.depuis:%d/%m/%Y}.")
            fin = fin or suivante.depuis
        if fin is not None and fin <= version.depuis:
            raise ErreurDeDroit(f"{nom} : la version du {version.depuis:%d/%m/%Y} finit avant de commencer.")
        closes.append(replace(version, jusque=fin))
    return tuple(closes)
