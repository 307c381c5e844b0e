"""Many rows at once: each distinct contract is read once, its patient counts are gathered for all who share it.

Rows of a table differ by their counts far more than by their words. Those that share every other cell are read through
the very reader of one doctor's simulation, twice, with counts that cannot be confused: where they reappear in the
kernel's row is where the real ones go. Whatever is not plain (a count that is not an integer, a rare contract, a case
for the interpreter) goes row by row, and gets the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from binome.contrats.dossier import ouvrir
from binome.contrats.situation import lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.codes import Motif, Statut, Tranche
from binome.droit.loi import Loi, LoiDuContrat
from binome.lots.lignes import COLONNES, est_un_compte, situation_de_la_ligne
from binome.lots.lot import LIGNES_POUR_COMPILER, ErreurDeLigne, Lot, repondre
from binome.moteur.argent import en_centimes
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.primitives import ABSENT
from binome.moteur.saisie import COMPTE_MAXIMAL
from binome.noyau.codec import coder, groupe_de, ordinaire
from binome.noyau.colonnes import ANNEES, Calcul
from binome.simulation.simuler import STATUTS

ENTIERES: Final = frozenset({"ligne", "annee", "objectif_pmt", "objectif_pfa"})
LIGNES_PAR_CONTRAT: Final = 8
"""Rows that must share a contract for reading it once to pay."""
_RANG: Final = "_rang"
_PRESENT: Final = "_present."
_ENTIER: Final = r"^\d{1,6}$"


@dataclass(slots=True)
class Reponses:
    """Answers of a part, in the order of its rows; rows refused; how many the kernel answered."""

    lignes: Any
    erreurs: list[ErreurDeLigne]
    compilees: int


@dataclass(frozen=True, slots=True)
class _Modele:
    """A contract read once: the kernel's row, and where each count column goes."""

    groupe: LoiDuContrat
    ligne: list[int]
    places: dict[int, str]


def schema() -> dict[str, Any]:
    """Return the columns of the answers: whole numbers and texts, sums written with two decimals."""
    import polars as pl

    return {nom: pl.Int64 if nom in ENTIERES else pl.String for nom in COLONNES}


def traiter_la_table(
    table: Any, premiere: int = 1, compile_des: int = LIGNES_POUR_COMPILER, loi: Loi | str | None = None
) -> Reponses:
    """Answer every row of a polars table whose columns are known.

    Args:
        table: one situation a row, cells empty where unknown.
        premiere: number of the first row.
        compile_des: rows under one law from which the kernel is compiled.
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.
    """
    import polars as pl

    table, retenue = _sans_virgule(table), loi_choisie(loi)
    morceaux, faites = [], pl.Series(dtype=pl.Int64)
    if table.height >= compile_des:
        comptes = _comptes(table)
        for groupe, lots in _par_loi(table, comptes, retenue):
            if sum(len(rangs) for _, rangs in lots) >= compile_des:
                rendues, repondues = _calculer(groupe, lots, comptes, premiere)
                morceaux.append(rendues)
                faites = faites.append(pl.Series(repondues))
    reste = table.with_row_index(_RANG).filter(~pl.col(_RANG).is_in(faites.to_list()))
    une_a_une = _une_a_une(reste.rows(named=True), premiere, retenue)
    lignes = pl.concat([*morceaux, une_a_une.lignes]).sort("ligne", "annee", nulls_last=False)
    return Reponses(lignes, une_a_une.erreurs, len(faites))


def _sans_virgule(table: Any) -> Any:
    """Return the table with counts kept as decimals or floats written as whole numbers; « not a number » is empty."""
    import polars as pl

    colonnes = []
    for nom in filter(est_un_compte, table.columns):
        colonne, type_ = pl.col(nom), table.schema[nom]
        if type_.is_float() or type_.is_decimal():
            nombre = colonne.fill_nan(None) if type_.is_float() else colonne
            entier = nombre.cast(pl.Int64, strict=False)
            texte = pl.when(nombre == entier).then(entier.cast(pl.String)).otherwise(nombre.cast(pl.String))
            colonnes.append(texte.alias(nom))
    return table.with_columns(colonnes)


def _une_a_une(lignes: Iterable[Mapping[str, Any]], premiere: int, loi: Loi) -> Reponses:
    """Answer rows through the interpreter; each one keeps its number."""
    import polars as pl

    lot = Lot()
    for ligne in lignes:
        repondre(premiere + ligne[_RANG], {nom: valeur for nom, valeur in ligne.items() if nom != _RANG}, lot, loi)
    return Reponses(pl.DataFrame(lot.lignes, schema=schema(), orient="row"), lot.erreurs, 0)


def _comptes(table: Any) -> Any:
    """Return the count columns as integers: null where the cell is empty, -1 where only the reader can judge."""
    import polars as pl

    colonnes = []
    for nom in filter(est_un_compte, table.columns):
        colonne, type_ = pl.col(nom), table.schema[nom]
        if type_.is_integer():
            lue = colonne.cast(pl.Int64, strict=False)
            entiere = lue.is_between(0, COMPTE_MAXIMAL)
            vide = colonne.is_null()
        elif type_ == pl.String:
            nette = colonne.str.strip_chars()
            lue = nette.cast(pl.Int64, strict=False)
            entiere = nette.str.contains(_ENTIER) & lue.is_between(0, COMPTE_MAXIMAL)
            vide = colonne.is_null() | (nette == "")
        else:
            lue, entiere, vide = pl.lit(-1), pl.lit(False), colonne.is_null()
        colonnes.append(pl.when(vide).then(None).when(entiere).then(lue).otherwise(-1).alias(nom))
    return table.select(colonnes)


def _par_loi(table: Any, comptes: Any, loi: Loi) -> list[tuple[LoiDuContrat, list[tuple[_Modele, Any]]]]:
    """Return the contracts that the kernel may answer and their rows, by the law that they live under."""
    import polars as pl

    mots = [pl.col(nom) for nom in table.columns if nom not in comptes.columns]
    presents = [comptes[nom].is_not_null().alias(_PRESENT + nom) for nom in comptes.columns]
    cles = pl.concat([table.select(mots), pl.DataFrame(presents)], how="horizontal").with_row_index(_RANG)
    if comptes.columns:
        cles = cles.filter(comptes.select(pl.all_horizontal((pl.all() >= 0).fill_null(True))).to_series())
    noms = [nom for nom in cles.columns if nom != _RANG]
    if not noms:
        return []
    contrats = cles.group_by(noms).agg(pl.col(_RANG)).filter(pl.col(_RANG).list.len() >= LIGNES_PAR_CONTRAT)
    par_loi: dict[LoiDuContrat, list[tuple[_Modele, Any]]] = {}
    for contrat in contrats.iter_rows(named=True):
        modele = _lire_une_fois(contrat, comptes.columns, loi)
        if modele is not None:
            par_loi.setdefault(modele.groupe, []).append((modele, contrat[_RANG]))
    return list(par_loi.items())


def _lire_une_fois(contrat: Mapping[str, Any], comptes: Sequence[str], loi: Loi) -> _Modele | None:
    """Read a contract with two sets of counts; None when it cannot be read or is not for the kernel."""
    mots = {nom: valeur for nom, valeur in contrat.items() if nom != _RANG and not nom.startswith(_PRESENT)}
    presents = [nom for nom in comptes if contrat[_PRESENT + nom]]
    temoins = [{nom: depart + 97 * rang for rang, nom in enumerate(presents)} for depart in (90_001, 70_003)]
    lues = []
    for temoin in temoins:
        try:
            dossier = ouvrir(lire_situation(situation_de_la_ligne({**mots, **temoin})), loi)
        except ErreurDeSaisie:
            return None
        if not ordinaire(dossier):
            return None
        lues.append((coder(dossier), dossier))
    (une, dossier), (autre, _) = lues
    places = {
        place: nom
        for place, paire in enumerate(zip(une, autre, strict=True))
        for nom in presents
        if paire == (temoins[0][nom], temoins[1][nom])
    }
    if any(paire[0] != paire[1] and place not in places for place, paire in enumerate(zip(une, autre, strict=True))):
        return None
    return _Modele(groupe_de(dossier), une, places)


def _calculer(
    groupe: LoiDuContrat, lots: Sequence[tuple[_Modele, Any]], comptes: Any, premiere: int
) -> tuple[Any, Any]:
    """Return the answers of the kernel under one law, and the ranks of the rows that it answers."""
    import numpy as np

    from binome.noyau.boucles import calculer

    matrices, rangs = [], []
    valeurs = {nom: comptes[nom].fill_null(-1).to_numpy() for nom in comptes.columns}
    for modele, lignes in lots:
        indices = np.array(lignes, dtype=np.int64)
        matrice = np.tile(np.array(modele.ligne, dtype=np.int64), (len(indices), 1))
        for place, nom in modele.places.items():
            matrice[:, place] = valeurs[nom][indices]
        matrices.append(matrice)
        rangs.append(indices)
    tous = np.concatenate(rangs)
    entrees = np.concatenate(matrices)
    contrats, annees = calculer(entrees, groupe)
    repondus = contrats["a_part"] == 0
    return _rendre(premiere + tous[repondus], Calcul(contrats[repondus], annees[repondus])), tous[repondus]


def _rendre(numeros: Any, calcul: Calcul) -> Any:
    """Return the answers as a table, one row per contract year; a doctor who is not eligible keeps one row."""
    import numpy as np
    import polars as pl

    n = len(numeros)
    refuse = np.repeat(calcul.contrats["statut"] == Statut.NON_REMPLI, ANNEES)
    annee = np.tile(np.arange(1, ANNEES + 1), n)
    gardees = ~refuse | (annee == 1)
    refuse = refuse[gardees]
    plates = calcul.annees.reshape(n * ANNEES)[gardees]

    def commune(colonne: str) -> Any:
        return np.repeat(calcul.contrats[colonne], ANNEES)[gardees]

    tranches = {t: t.code for t in Tranche}
    colonnes = {
        "ligne": pl.Series(np.repeat(numeros, ANNEES)[gardees]),
        "annee": _sauf(refuse, pl.Series(annee[gardees])),
        "statut": _noms(commune("statut"), STATUTS),
        "tranche_pmt": _noms(commune("tranche_pmt"), tranches),
        "tranche_pfa": _noms(commune("tranche_pfa"), tranches),
        "tranche_montant": _noms(commune("tranche_montant"), tranches),
        "objectif_pmt": _connus(commune("objectif_pmt")),
        "objectif_pfa": _connus(commune("objectif_pfa")),
        "montant_maximal": _sauf(refuse | (plates["maximal"] < 0), _sommes(en_centimes(plates["maximal"]))),
        "part": _sauf(refuse, _parts(plates["part_n"], plates["part_d"])),
        "montant": _sauf(refuse, _sommes(plates["du"])),
        "acompte": _sauf(refuse, _sommes(plates["acompte"])),
        "solde": _sauf(refuse, _sommes(plates["solde"])),
        "motif": _sauf(refuse, _noms(plates["motif"], {m: m.code for m in Motif})),
    }
    return pl.DataFrame(colonnes, schema=schema())


def _sauf(vides: Any, colonne: Any) -> Any:
    """Return a column emptied where the mask says so."""
    import polars as pl

    return pl.select(pl.when(pl.Series(~vides)).then(colonne)).to_series()


def _connus(valeurs: Any) -> Any:
    import polars as pl

    return _sauf(valeurs < 0, pl.Series(valeurs))


def _noms(codes: Any, noms: Mapping[Any, str]) -> Any:
    import polars as pl

    return pl.Series(codes).replace_strict(
        {int(code): nom for code, nom in noms.items()}, default=None, return_dtype=pl.String
    )


def _sommes(centimes: Any) -> Any:
    """Return cents as euros with two decimals, in text; a sum that does not exist is empty."""
    import numpy as np
    import polars as pl

    absolus = pl.Series(np.abs(centimes))
    signe = pl.Series(np.where(centimes < 0, "-", ""))
    texte = pl.concat_str(
        signe, (absolus // 100).cast(pl.String), pl.lit("."), (absolus % 100).cast(pl.String).str.zfill(2)
    )
    return _sauf(centimes == ABSENT, pl.select(texte).to_series())


def _parts(numerateurs: Any, denominateurs: Any) -> Any:
    """Return exact shares in lowest terms, as they are written; an unknown one is empty."""
    import numpy as np
    import polars as pl

    commun = np.maximum(np.gcd(np.maximum(numerateurs, 0), denominateurs), 1)
    n, d = pl.Series(numerateurs // commun), pl.Series(denominateurs // commun)
    fraction = pl.concat_str(n.cast(pl.String), pl.lit("/"), d.cast(pl.String))
    texte = pl.select(pl.when(d == 1).then(n.cast(pl.String)).otherwise(fraction)).to_series()
    return _sauf(numerateurs < 0, texte)
