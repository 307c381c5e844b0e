"""The tables of the pages on the aid: thresholds, amounts, objectives, as the rules of the law answer them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, TypeAlias

from binome.droit.bareme import Bareme
from binome.droit.cadre import Cadre
from binome.droit.catalogue import Catalogue
from binome.droit.codes import (
    Annee,
    ColonneDObjectif,
    Option,
    Patientele,
    Percentile,
    PointDObjectif,
    SituationDeLaSpecialite,
    Tranche,
)
from binome.droit.montant.regles import montant_maximal
from binome.droit.objectifs.regles import case_du_tableau
from binome.langue.courante import dire
from binome.langue.ecriture import en_etp, nombre
from binome.langue.tableau import Unite, ecrire
from binome.moteur.primitives import INCONNU
from binome.moteur.sources import Source

OPTIONS: Final = (Option.DEMI, Option.UN, Option.UN_ET_DEMI, Option.DEUX)
OPTIONS_DE_2019: Final = (Option.UN_TIERS, Option.DEMI, Option.UN)
_TRANCHES: Final = {
    Tranche.P30_P50: "De P30 à P90",
    Tranche.P90_P95: "De P90 à P95",
    Tranche.P95_PLUS: "À partir de P95",
}
_ANNEES: Final = {Annee.PREMIERE: "Année 1", Annee.DEUXIEME: "Année 2", Annee.TROISIEME: "Année 3 et plus"}
_COLONNES: Final = {
    ColonneDObjectif.PMT_GENERALISTES: "Patientèle médecin traitant, généralistes",
    ColonneDObjectif.PMT_PEDIATRES: "Patientèle médecin traitant, pédiatres",
    ColonneDObjectif.PFA: "File active",
}
_POINTS: Final = {
    PointDObjectif.PLATEAU: "De P30 à P50",
    PointDObjectif.P50: "À P50",
    PointDObjectif.P94: "À P90",
    PointDObjectif.P95_PLUS: "À partir de P95",
}
_SITUATIONS: Final = {
    SituationDeLaSpecialite.ADMISE: "Admises",
    SituationDeLaSpecialite.PART_CLINIQUE_A_VERIFIER: "Admises, part clinique à vérifier",
    SituationDeLaSpecialite.PART_CLINIQUE_EXIGEE: "Admises selon la part clinique",
    SituationDeLaSpecialite.EXCLUE: "Exclues",
}


@dataclass(frozen=True, slots=True)
class Rang:
    """One row: what it is about, then its cells."""

    titre: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Groupe:
    """Rows that go together, under a title when the table has several groups."""

    titre: str
    rangs: tuple[Rang, ...]


@dataclass(frozen=True, slots=True)
class TableDuDroit:
    """A table to read: caption, heads, groups of rows, the number of the law that it shows, its source."""

    titre: str
    tetes: tuple[str, ...]
    groupes: tuple[Groupe, ...]
    parametre: str
    source: Source


def _table(
    titre: str, tetes: Iterable[str], groupes: Iterable[Groupe], parametre: str, droit: Catalogue, jour: date
) -> TableDuDroit:
    source = droit.parametres[parametre].au(jour).source
    return TableDuDroit(titre, tuple(tetes), tuple(groupes), parametre, source)


def _patients(valeur: int) -> str:
    """Return a count as the documents print it: « nc » where nobody published it, a dash where there is none."""
    return nombre(valeur) if valeur >= 0 else dire("nc") if valeur == INCONNU else "—"


def _euros(valeur: int) -> str:
    return ecrire(valeur, Unite.EUROS) if valeur >= 0 else "—"


def _des_options(options: Sequence[Option]) -> tuple[str, ...]:
    return tuple(en_etp(option.code) for option in options)


def generalistes(droit: Catalogue, jour: date, bareme: Bareme) -> TableDuDroit:
    """Return the thresholds of general practice, the only speciality whose four ranks are published."""
    lignes = (
        Rang(titre, tuple(_patients(seuil) for seuil in bareme.distribution[patientele][0]))
        for patientele, titre in ((Patientele.PMT, dire("Médecin traitant")), (Patientele.PFA, dire("File active")))
    )
    tetes = (dire("Patientèle"), *(percentile.libelle for percentile in Percentile))
    return _table(dire("Médecine générale"), tetes, [Groupe("", tuple(lignes))], "distribution", droit, jour)


def specialites(droit: Catalogue, jour: date, bareme: Bareme) -> TableDuDroit:
    """Return every speciality by what the convention says of it, with its published thresholds."""
    groupes = (
        Groupe(dire(titre), _reunies(_seuils(droit, bareme, situation))) for situation, titre in _SITUATIONS.items()
    )
    tetes = (dire("Spécialité"), dire("P30, médecin traitant"), dire("P30, file active"))
    return _table(dire("Seuil d'entrée, par spécialité"), tetes, groupes, "distribution", droit, jour)


def _seuils(droit: Catalogue, bareme: Bareme, situation: SituationDeLaSpecialite) -> list[Rang]:
    return [
        Rang(dire(une.libelle), tuple(_patients(bareme.distribution[p][une.rang][Percentile.P30]) for p in Patientele))
        for une in droit.specialites
        if bareme.situation_de_la_specialite[une.rang] == situation
    ]


def _reunies(rangs: list[Rang]) -> tuple[Rang, ...]:
    """Return one row for all when none has a figure of its own."""
    if len({rang.cases for rang in rangs}) > 1:
        return tuple(rangs)
    return (Rang(", ".join(rang.titre for rang in rangs), rangs[0].cases),) if rangs else ()


def montants(cadre: Cadre, jour: date, titre: str, options: Sequence[Option] = OPTIONS) -> TableDuDroit:
    """Return the maximum amounts by bracket and year."""
    maximal = partial(montant_maximal, bareme=cadre.loi.bareme(jour), lectures=cadre.lectures)
    groupes = (Groupe(dire(nom), _annees(maximal, tranche, options)) for tranche, nom in _TRANCHES.items())
    tetes = (dire("Année"), *_des_options(options))
    return _table(titre, tetes, groupes, "montants", cadre.loi.catalogue, jour)


def montants_d_une_option(cadre: Cadre, jour: date, titre: str, option: Option) -> TableDuDroit:
    """Return the maximum amounts of one working time: a row by bracket, a column by year."""
    maximal = partial(montant_maximal, option, bareme=cadre.loi.bareme(jour), lectures=cadre.lectures)
    rangs = (
        Rang(dire(nom), tuple(_euros(maximal(annee=annee, tranche=tranche)) for annee in _ANNEES))
        for tranche, nom in _TRANCHES.items()
    )
    tetes = (dire("Patientèle"), *(dire(nom) for nom in _ANNEES.values()))
    return _table(titre, tetes, [Groupe("", tuple(rangs))], "montants", cadre.loi.catalogue, jour)


_Maximal: TypeAlias = Callable[[Option, int, Tranche], int]


def _annees(maximal: _Maximal, tranche: Tranche, options: Sequence[Option]) -> tuple[Rang, ...]:
    return tuple(
        Rang(dire(nom), tuple(_euros(maximal(option, annee, tranche)) for option in options))
        for annee, nom in _ANNEES.items()
    )


def objectifs(cadre: Cadre, jour: date) -> TableDuDroit:
    """Return the additional patients of the table, by patientèle and point, as the readings retain them."""
    groupes = (
        Groupe(
            dire(nom),
            tuple(
                Rang(
                    dire(lieu),
                    tuple(
                        _patients(case_du_tableau(colonne, point, option, cadre.bareme, cadre.lectures))
                        for option in OPTIONS
                    ),
                )
                for point, lieu in _POINTS.items()
            ),
        )
        for colonne, nom in _COLONNES.items()
    )
    tetes = (dire("Patientèle de départ"), *_des_options(OPTIONS))
    return _table(dire("Patients de plus à atteindre"), tetes, groupes, "objectifs", cadre.loi.catalogue, jour)
