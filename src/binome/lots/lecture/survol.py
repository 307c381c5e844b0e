"""A file looked over before its rows are read: what only a whole column can tell.

One date that can only be read month first condemns its column, since the others would be read wrong without a word.
Codes that are not those of the convention make the whole file doubtful.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from binome.contrats.champs.formes import Genre
from binome.langue.courante import dire
from binome.langue.ecriture import en_date
from binome.lots.lecture.bloc import Bloc, numerotes
from binome.lots.lecture.refus import FichierRefuse
from binome.lots.lignes import colonnes_connues, forme_de
from binome.moteur.dates_ecrites import DateEcrite, date_ecrite
from binome.moteur.nombres_ecrits import LONGUEUR_MAXIMALE, Illisible

if TYPE_CHECKING:
    import polars as pl

_EN_CHIFFRES: Final = r"^\s*\d{1,2} ?[-/. ] ?\d{1,2} ?[-/. ] ?\d{2,4}\b"
"""What a month may begin: nothing else has two readings."""
_CODE: Final = r"^\s*\d{1,2}([.,]0+)?\s*$"
SPECIALITE: Final = "specialite"


@cache
def a_survoler() -> frozenset[str]:
    """Return the fields that are looked over."""
    return frozenset(nom for nom in colonnes_connues() if _est_une_date(nom)) | {SPECIALITE}


def _est_une_date(nom: str) -> bool:
    forme = forme_de(nom)
    return forme is not None and forme.genre is Genre.DATE


class Survol:
    """What the columns of dates and of specialities hold, each writing once."""

    def __init__(self) -> None:
        self.dates: dict[str, dict[str, None]] = {}
        self.specialites: Counter[str] = Counter()
        self.identifiants: list[str] = []

    def ajouter(self, bloc: Bloc) -> None:
        """Look over one more block."""
        import polars as pl

        self.identifiants += [nom for nom in bloc.identifiants.columns if nom not in self.identifiants]
        for nom in bloc.table.columns:
            forme = forme_de(nom)
            if bloc.table.schema[nom] != pl.String or forme is None:
                continue
            if forme.genre is Genre.DATE:
                ecrites = bloc.table[nom].drop_nulls()
                douteuses = ecrites.filter(ecrites.str.contains(_EN_CHIFFRES)).unique(maintain_order=True)
                vues = self.dates.setdefault(nom, {})
                vues.update((une, None) for une in douteuses if len(une) <= LONGUEUR_MAXIMALE)
            elif nom == SPECIALITE:
                ecrites = bloc.table[nom].drop_nulls()
                codes = ecrites.filter(ecrites.str.contains(_CODE))
                for ecrite, combien in codes.value_counts(name="combien").iter_rows():
                    self.specialites[ecrite[:LONGUEUR_MAXIMALE].strip()] += combien


def verifier_les_dates(nom: str, dates: dict[str, dict[str, None]], vues: dict[str, str]) -> list[str]:
    """Return what is to be said of the dates that two readings share.

    Raises:
        FichierRefuse: a column holds a date that can only be read month first.
    """
    phrases = []
    for champ, ecrites in dates.items():
        lues = {ecrite: lue for ecrite in ecrites if (lue := _lire(ecrite)) is not None}
        vue = vues.get(champ, f"« {champ} »")
        impossible = next((e for e, lue in lues.items() if lue.jour_d_abord is None), None)
        doubles = {e: lue for e, lue in lues.items() if lue.jour_d_abord is not None and lue.mois_d_abord is not None}
        if impossible is not None:
            raise FichierRefuse(nom, _le_mois_d_abord(vue, impossible, lues[impossible], doubles))
        for ecrite, (jour, _) in list(doubles.items())[:1]:
            phrase = "Dates de la colonne {colonne} lues le jour d'abord : « {ecrite} » est le {jour}."
            phrases.append(dire(phrase, colonne=vue, ecrite=ecrite, jour=_en_mots(jour)))
    return phrases


def _lire(ecrite: str) -> DateEcrite | None:
    try:
        return date_ecrite(ecrite)
    except Illisible:
        return None


def _en_mots(jour: date | None) -> str:
    return "" if jour is None else en_date(jour)


def _le_mois_d_abord(vue: str, impossible: str, lue: DateEcrite, doubles: dict[str, DateEcrite]) -> str:
    phrase = dire(
        "colonne {colonne} : « {ecrite} » n'est une date que si le mois est écrit d'abord ({jour}).",
        colonne=vue,
        ecrite=impossible,
        jour=_en_mots(lue.mois_d_abord),
    )
    for ecrite, double in list(doubles.items())[:1]:
        phrase += " " + dire(
            "« {ecrite} », dans la même colonne, serait alors le {mois_d_abord}, et non le {jour_d_abord}.",
            ecrite=ecrite,
            mois_d_abord=_en_mots(double.mois_d_abord),
            jour_d_abord=_en_mots(double.jour_d_abord),
        )
    return phrase + " " + dire("Écrivez toute la colonne le jour d'abord (JJ/MM/AAAA), ou AAAA-MM-JJ.")


def verifier_la_table(table: pl.DataFrame) -> None:
    """Refuse a table of which a column of dates can only be read month first.

    Raises:
        FichierRefuse: the two readings are said.
    """
    survol = Survol()
    survol.ajouter(numerotes(table, 1))
    verifier_les_dates(dire("la table"), survol.dates, {})
