"""GETTSIM's engine (ttsim): scalar rules vectorised by rewriting, the graph built once, then its function alone.

No « annotations » import here: the engine reads the annotations of the rules at run time.
"""

from collections.abc import Callable
from importlib.metadata import version as version_de
from typing import Any

import numpy as np
from ttsim import InputData, TTTargets, main
from ttsim.tt import (
    ConsecutiveIntLookupTableParam,
    ConsecutiveIntLookupTableParamValue,
    Currency,
    ScalarParam,
    TTSIMUnit,
    UnitSystem,
    get_consecutive_int_lookup_table_param_value,
    policy_function,
    policy_input,
)

from bench.charge_w.donnees import (
    AGE,
    ATTEINT,
    ATTEINT_65,
    DERNIERE_EXCLUE,
    ENTREES,
    MILLION,
    MONTANTS,
    OBJECTIFS,
    PREMIERE_EXCLUE,
    SEUILS,
    SORTIES,
    Colonnes,
)

NOM = "ttsim, fonction compilée seule"
SANS_UNITE = TTSIMUnit.DIMENSIONLESS
Table = ConsecutiveIntLookupTableParamValue


def version() -> str:
    """Return the library's version."""
    return version_de("ttsim-backend")


def _regle(fonction: Any) -> Any:
    return policy_function(unit=SANS_UNITE, verify_units=False)(fonction)


@_regle
def tranche(rang_pmt: int, rang_pfa: int) -> int:
    """Bracket."""
    return max(rang_pmt, rang_pfa)


@_regle
def rang_pmt(pmt: int, pmt_p30: int, pmt_p50: int, pmt_p90: int, pmt_p95: int) -> int:
    """Thresholds reached."""
    if pmt < pmt_p30:
        return 0
    elif pmt < pmt_p50:
        return 1
    elif pmt < pmt_p90:
        return 2
    elif pmt < pmt_p95:
        return 3
    else:
        return 4


@_regle
def rang_pfa(pfa: int, pfa_p30: int, pfa_p50: int, pfa_p90: int, pfa_p95: int) -> int:
    """Thresholds reached."""
    if pfa < pfa_p30:
        return 0
    elif pfa < pfa_p50:
        return 1
    elif pfa < pfa_p90:
        return 2
    elif pfa < pfa_p95:
        return 3
    else:
        return 4


@_regle
def neuf(primo: bool, pmt: int, pfa: int, pmt_p50: int, pfa_p50: int) -> bool:
    """Newly installed, under P50."""
    return primo and pmt < pmt_p50 and pfa < pfa_p50


@_regle
def option_permise(option: int, zip_: bool, specialite: int, annee: int) -> bool:
    """Whether the working time is open."""
    if option >= 3:
        return zip_ and specialite == 1 and annee >= 3
    else:
        return True


@_regle
def eligible(
    specialite: int,
    secteur: int,
    tranche: int,
    neuf: bool,
    option_permise: bool,
    premiere_exclue: int,
    derniere_exclue: int,
) -> bool:
    """Whether the contract is open."""
    return (
        (specialite < premiere_exclue or specialite > derniere_exclue)
        and (secteur == 1 or secteur == 3)
        and (tranche > 0 or neuf)
        and option_permise
    )


@_regle
def montant(eligible: bool, tranche: int, annee: int, option: int, montants: Table) -> int:
    """Greatest amount."""
    if eligible:
        return montants.look_up(max(tranche - 2, 0), min(annee, 3), option)
    else:
        return 0


@_regle
def objectif_pmt(
    pmt: int,
    rang_pmt: int,
    option: int,
    neuf: bool,
    age: int,
    age_limite: int,
    pmt_p50: int,
    pmt_p95: int,
    plateau_pmt: Table,
    debut_pmt: Table,
    fin_pmt: Table,
    fort_pmt: Table,
) -> int:
    """Additional patients."""
    if neuf:
        return pmt_p50 - pmt
    elif age > age_limite:
        return 0
    elif rang_pmt <= 1:
        return plateau_pmt.look_up(option)
    elif rang_pmt == 4:
        return fort_pmt.look_up(option)
    else:
        return (
            2
            * (
                debut_pmt.look_up(option) * (pmt_p95 - 1 - pmt_p50)
                + (fin_pmt.look_up(option) - debut_pmt.look_up(option)) * (pmt - pmt_p50)
            )
            + (pmt_p95 - 1 - pmt_p50)
        ) // (2 * (pmt_p95 - 1 - pmt_p50))


@_regle
def objectif_pfa(
    pfa: int,
    rang_pfa: int,
    option: int,
    neuf: bool,
    age: int,
    age_limite: int,
    pfa_p50: int,
    pfa_p95: int,
    plateau_pfa: Table,
    debut_pfa: Table,
    fin_pfa: Table,
    fort_pfa: Table,
) -> int:
    """Additional patients."""
    if neuf:
        return pfa_p50 - pfa
    elif age > age_limite:
        return 0
    elif rang_pfa <= 1:
        return plateau_pfa.look_up(option)
    elif rang_pfa == 4:
        return fort_pfa.look_up(option)
    else:
        return (
            2
            * (
                debut_pfa.look_up(option) * (pfa_p95 - 1 - pfa_p50)
                + (fin_pfa.look_up(option) - debut_pfa.look_up(option)) * (pfa - pfa_p50)
            )
            + (pfa_p95 - 1 - pfa_p50)
        ) // (2 * (pfa_p95 - 1 - pfa_p50))


@_regle
def taux_pmt(pmt: int, pmt_obs: int, objectif_pmt: int, million: int) -> int:
    """Rate, in millionths."""
    if pmt + objectif_pmt <= 0:
        return million
    else:
        return pmt_obs * million // max(pmt + objectif_pmt, 1)


@_regle
def taux_pfa(pfa: int, pfa_obs: int, objectif_pfa: int, million: int) -> int:
    """Rate, in millionths."""
    if pfa + objectif_pfa <= 0:
        return million
    else:
        return pfa_obs * million // max(pfa + objectif_pfa, 1)


@_regle
def meilleur(taux_pmt: int, taux_pfa: int, million: int) -> int:
    """The better rate, at most one."""
    return min(million, max(taux_pmt, taux_pfa))


@_regle
def part_primo(
    pmt_obs: int, pfa_obs: int, pmt_p30: int, pfa_p30: int, pmt_p50: int, pfa_p50: int, meilleur: int, million: int
) -> int:
    """Share of a newly installed doctor."""
    if pmt_obs >= pmt_p30 and pfa_obs >= pfa_p30 and (pmt_obs >= pmt_p50 or pfa_obs >= pfa_p50):
        return million
    else:
        return meilleur


@_regle
def part_maintien(
    taux_pmt: int, taux_pfa: int, age: int, age_limite: int, atteint: int, atteint_65: int, meilleur: int, million: int
) -> int:
    """Share of a strong or older doctor."""
    seuil = atteint_65 if age > age_limite else atteint
    return million if (taux_pmt >= seuil or taux_pfa >= seuil) else meilleur


@_regle
def part_ordinaire(
    taux_pmt: int,
    taux_pfa: int,
    pmt: int,
    pfa: int,
    pmt_obs: int,
    pfa_obs: int,
    atteint: int,
    meilleur: int,
    million: int,
) -> int:
    """Share in the ordinary table."""
    if (taux_pmt < atteint and pmt_obs < pmt) or (taux_pfa < atteint and pfa_obs < pfa):
        return 0
    elif taux_pmt >= atteint or taux_pfa >= atteint:
        return million
    else:
        return meilleur


@_regle
def part(
    eligible: bool,
    annee: int,
    neuf: bool,
    tranche: int,
    age: int,
    age_limite: int,
    part_primo: int,
    part_maintien: int,
    part_ordinaire: int,
    million: int,
) -> int:
    """Share paid."""
    if not eligible:
        return 0
    elif annee <= 2:
        return million
    elif neuf:
        return part_primo
    elif tranche == 4 or age > age_limite:
        return part_maintien
    else:
        return part_ordinaire


@_regle
def du(montant: int, part: int) -> int:
    """Sum due, in cents."""
    return (montant * part + 5000) // 10000


_REGLES = (
    tranche,
    rang_pmt,
    rang_pfa,
    neuf,
    option_permise,
    eligible,
    montant,
    objectif_pmt,
    objectif_pfa,
    taux_pmt,
    taux_pfa,
    meilleur,
    part_primo,
    part_maintien,
    part_ordinaire,
    part,
    du,
)


def _nom(colonne: str) -> str:
    return "zip_" if colonne == "zip" else colonne


def _entree(nom: str, type_: str) -> Any:
    def colonne() -> int: ...

    def drapeau() -> bool: ...

    fonction = drapeau if type_ == "bool" else colonne
    fonction.__name__ = nom
    return policy_input(unit=SANS_UNITE)(fonction)


def _table(brute: Any) -> Any:
    valeur = get_consecutive_int_lookup_table_param_value(raw=brute, xnp=np)
    return ConsecutiveIntLookupTableParam(value=valeur, input_unit=SANS_UNITE, output_unit=SANS_UNITE)


def _environnement() -> dict[str, Any]:
    scalaires = {
        f"{q}_{p}": s for q, seuils in SEUILS.items() for p, s in zip(("p30", "p50", "p90", "p95"), seuils, strict=True)
    }
    scalaires |= {
        "age_limite": AGE,
        "atteint": ATTEINT,
        "atteint_65": ATTEINT_65,
        "million": MILLION,
        "premiere_exclue": PREMIERE_EXCLUE,
        "derniere_exclue": DERNIERE_EXCLUE,
    }
    tables: dict[str, Any] = {
        "montants": {
            classe: {an: dict(enumerate(ligne, 1)) for an, ligne in enumerate(annees, 1)}
            for classe, annees in enumerate(MONTANTS)
        }
    }
    for quelle, table in OBJECTIFS.items():
        for sorte, ligne in zip(("plateau", "debut", "fin", "fort"), table, strict=True):
            tables[f"{sorte}_{quelle}"] = dict(enumerate(ligne, 1))
    entrees = {_nom(nom): _entree(_nom(nom), type_) for nom, type_ in ENTREES.items()}
    return (
        {fonction.leaf_name: fonction for fonction in _REGLES}
        | entrees
        | {nom: ScalarParam(value=valeur, unit=SANS_UNITE) for nom, valeur in scalaires.items()}
        | {nom: _table(brute) for nom, brute in tables.items()}
        | {f"policy_{part}": ScalarParam(value=valeur) for part, valeur in (("year", 2026), ("month", 1), ("day", 1))}
    )


def charger(colonnes: Colonnes) -> Callable[[], Colonnes]:
    """Return the calculation of these columns: what remains once the graph is built and the data are checked."""
    donnees = {_nom(k): v if v.dtype == bool else v.astype("int64") for k, v in colonnes.items()}
    donnees["p_id"] = np.arange(len(colonnes["pmt"]))
    prepare = main(
        main_targets=["tt_function", "processed_data"],
        policy_date_str="2026-01-01",
        input_data=InputData.tree(donnees),
        tt_targets=TTTargets.tree(dict.fromkeys(SORTIES)),
        policy_environment=_environnement(),
        backend="numpy",
        rounding=False,
        unit_system=UnitSystem(currencies={"EUR": Currency(statutory_from="2002-01-01")}),
    )
    traitees = {nom: valeurs for nom, valeurs in prepare["processed_data"].items() if nom != "p_id"}
    fonction = prepare["tt_function"]
    return lambda: dict(fonction(traitees))
