"""The law as one reads it entry by entry: rules, numbers, lectures, texts, regimes, specialities, reforms.

The same records for every face. The law is quoted in French, whatever the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from binome.droit.catalogue import Catalogue, Regime, Specialite
from binome.droit.choix import reformes_pretes
from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes_en_mots import en_mots
from binome.droit.registre import toutes_les_regles
from binome.moteur.doutes import Lecture
from binome.moteur.parametres import Parametre
from binome.moteur.rendu import EnJson
from binome.moteur.sources import GRADES, Texte
from binome.moteur.trace import Regle


@dataclass(frozen=True, slots=True)
class FicheDeRegle(EnJson):
    """A rule: what it decides, its source, what it looks at."""

    nom: str
    titre: str
    theme: str
    source: str
    grade: str
    entrees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FicheDeVersion(EnJson):
    """A number from one day to another, as printed in its file."""

    depuis: date
    jusque: date | None
    valeur: Any
    source: str
    verifie_le: date
    note: str


@dataclass(frozen=True, slots=True)
class FicheDeNombre(EnJson):
    """A number or a table of the law, with its dated versions."""

    nom: str
    titre: str
    unite: str
    selon: str
    theme: str
    axes: tuple[str, ...]
    versions: tuple[FicheDeVersion, ...]


@dataclass(frozen=True, slots=True)
class FicheDeLecture(EnJson):
    """A doubt of the texts: the question, its choices, the one retained."""

    nom: str
    titre: str
    choix: dict[str, str]
    defaut: str
    defauts_particuliers: dict[str, str]
    enjeu: str
    sources: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class FicheDeTexte(EnJson):
    """A document that is cited; `lu` says whether its own text was read."""

    nom: str
    titre: str
    auteur: str
    nature: str
    date: date | None
    url: str | None
    lu: str
    note: str


@dataclass(frozen=True, slots=True)
class FicheDeRegime(EnJson):
    """A regime, by the day of signature from which it applies."""

    nom: str
    titre: str
    depuis: date
    grade: str
    sources: str
    famille: str
    note: str


@dataclass(frozen=True, slots=True)
class FicheDeSpecialite(EnJson):
    """A speciality: its code, its word, how the convention treats it."""

    nom: str
    titre: str
    mot: str
    situation: str
    famille: str


@dataclass(frozen=True, slots=True)
class FicheDeReforme(EnJson):
    """A ready-made reform, and everything that it changes, in words."""

    nom: str
    titre: str
    changements: tuple[str, ...] = field(default=())


def _droit() -> Catalogue:
    return loi_en_vigueur().catalogue


def _regle(regle: Regle[Any, Any]) -> FicheDeRegle:
    theme = regle.theme.removeprefix("binome.droit.").removesuffix(".regles")
    grade = GRADES[regle.source.grade]
    return FicheDeRegle(regle.nom, regle.titre, theme, str(regle.source), grade, tuple(regle.entrees))


def _nombre(parametre: Parametre) -> FicheDeNombre:
    versions = (
        FicheDeVersion(
            version.depuis, version.jusque, version.imprimee, str(version.source), version.verifie_le, version.note
        )
        for version in parametre.versions
    )
    return FicheDeNombre(
        parametre.nom,
        parametre.titre,
        parametre.unite,
        parametre.selon,
        parametre.theme,
        parametre.axes,
        tuple(versions),
    )


def _lecture(lecture: Lecture) -> FicheDeLecture:
    return FicheDeLecture(
        lecture.id,
        lecture.question,
        lecture.choix,
        lecture.defaut,
        lecture.defauts,
        lecture.enjeu,
        tuple(map(str, lecture.sources)),
        lecture.note,
    )


def _texte(texte: Texte) -> FicheDeTexte:
    return FicheDeTexte(
        texte.id,
        texte.titre,
        texte.auteur,
        texte.nature,
        texte.date,
        texte.url,
        "oui" if texte.lu else "non",
        texte.note,
    )


def _regime(regime: Regime) -> FicheDeRegime:
    sources = " ; ".join(map(str, regime.sources))
    return FicheDeRegime(regime.id, regime.titre, regime.depuis, regime.grade, sources, regime.famille, regime.note)


def _specialite(specialite: Specialite) -> FicheDeSpecialite:
    bareme = _droit().bareme(_droit().verifie_le)
    return FicheDeSpecialite(
        specialite.code,
        specialite.libelle,
        specialite.alias,
        bareme.situation_de_la_specialite[specialite.rang].code,
        bareme.famille_de_la_specialite[specialite.rang].code,
    )


@cache
def regles() -> Mapping[str, FicheDeRegle]:
    """Return the rules, by name."""
    return {nom: _regle(regle) for nom, regle in toutes_les_regles().items()}


@cache
def nombres() -> Mapping[str, FicheDeNombre]:
    """Return the numbers and the tables, by name."""
    tous = {**_droit().parametres, **_droit().parametres_collectifs}
    return {nom: _nombre(parametre) for nom, parametre in tous.items()}


@cache
def lectures() -> Mapping[str, FicheDeLecture]:
    """Return the lectures, by name."""
    return {nom: _lecture(lecture) for nom, lecture in _droit().lectures.items()}


@cache
def textes() -> Mapping[str, FicheDeTexte]:
    """Return the documents that are cited, by name."""
    return {nom: _texte(texte) for nom, texte in _droit().textes.items()}


@cache
def regimes() -> Mapping[str, FicheDeRegime]:
    """Return the regimes, by identifier."""
    return {regime.id: _regime(regime) for regime in _droit().regimes}


@cache
def specialites() -> Mapping[str, FicheDeSpecialite]:
    """Return the specialities, by code."""
    return {specialite.code: _specialite(specialite) for specialite in _droit().specialites}


@cache
def reformes() -> Mapping[str, FicheDeReforme]:
    """Return the ready-made reforms, by name."""
    fiches = {}
    for nom, reforme in reformes_pretes(_droit()).items():
        mots = en_mots(loi_en_vigueur().avec(reforme))
        fiches[nom] = FicheDeReforme(nom, reforme.titre, () if mots is None else mots.changements)
    return fiches
