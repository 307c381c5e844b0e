"""Tables of the law, as printed: rows of codes and cells, refused when a cell is missing or given twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any, Final, NamedTuple

from binome.moteur.codes import Codes
from binome.moteur.erreurs import ErreurDeDroit
from binome.moteur.primitives import INCONNU, SANS_OBJET
from binome.moteur.proximite import vouliez_vous


class Axe(NamedTuple):
    """The codes of an axis, in the order of their values, and what makes a member of a value."""

    codes: tuple[str, ...]
    membre: Callable[[int], int] = int


Axes = Mapping[str, Axe]

MARQUES: Final = {"nc": INCONNU, "-": SANS_OBJET}


def axe(enumeration: type[Codes]) -> Axe:
    """Return the axis of an enumeration whose values run from 0; negative members are not on it.

    Raises:
        ErreurDeDroit: the values leave a gap.
    """
    membres = sorted(m for m in enumeration if m >= 0)
    if [int(m) for m in membres] != list(range(len(membres))):
        raise ErreurDeDroit(f"Les valeurs de {enumeration.__name__} ne se suivent pas depuis 0.")
    return Axe(tuple(m.code for m in membres), enumeration)


def lire_cellule(brute: object, issues: Axe | None) -> int:
    """Return the integer of a printed cell: a count, an outcome's code, « nc » or « - »."""
    if isinstance(brute, int) and not isinstance(brute, bool) and issues is None:
        return brute
    if isinstance(brute, str) and brute in MARQUES:
        return MARQUES[brute]
    if issues is not None and brute in issues.codes:
        return issues.membre(issues.codes.index(brute))
    raise ErreurDeDroit(
        f"Cellule illisible : {brute!r}.{vouliez_vous(str(brute), issues.codes if issues else MARQUES)}"
    )


def lire_table(nom: str, definition: Mapping[str, Any], axes: Axes) -> Any:
    """Build nested tuples from a printed table.

    Args:
        nom: name used in messages.
        definition: `axes` (names), `colonnes` (codes of the last axis, absent when the row ends with its cell),
            `lignes` (codes of the leading axes, then cells), `issues` (name of the axis of outcomes, if any),
            `autres` (the cell of every combination that no row prints; without it, all must be printed).
        axes: codes of every known axis.

    Returns:
        Nested tuples of integers, one level per axis, indexed by the values of the axes.

    Raises:
        ErreurDeDroit: unknown axis or code, missing cell, cell given twice.
    """
    noms_d_axes = list(definition["axes"])
    for nom_d_axe in [*noms_d_axes, *([definition["issues"]] if "issues" in definition else [])]:
        if nom_d_axe not in axes:
            raise ErreurDeDroit(f"{nom} : axe « {nom_d_axe} » inconnu.{vouliez_vous(nom_d_axe, axes)}")
    issues = axes[definition["issues"]] if "issues" in definition else None
    colonnes = definition.get("colonnes")
    cellules: dict[tuple[str, ...], int] = {}
    profondeur = len(noms_d_axes) - (0 if colonnes is None else 1)
    for ligne in definition["lignes"]:
        tete, reste = tuple(str(code) for code in ligne[:profondeur]), ligne[profondeur:]
        for cle, brute in _cellules_de_la_ligne(nom, tete, reste, colonnes):
            if cle in cellules:
                raise ErreurDeDroit(f"{nom} : la case {' × '.join(cle)} est donnée deux fois.")
            cellules[cle] = lire_cellule(brute, issues)
    attendues = set(product(*(axes[un_axe].codes for un_axe in noms_d_axes)))
    if "autres" in definition:
        autre = lire_cellule(definition["autres"], issues)
        cellules |= dict.fromkeys(attendues - set(cellules), autre)
    _verifier(nom, "case inconnue", set(cellules) - attendues)
    _verifier(nom, "case absente", attendues - set(cellules))
    return _emboiter([axes[un_axe].codes for un_axe in noms_d_axes], lambda cle: cellules[cle], ())


def _cellules_de_la_ligne(
    nom: str, tete: tuple[str, ...], reste: Sequence[Any], colonnes: Sequence[str] | None
) -> list[tuple[tuple[str, ...], Any]]:
    if len(reste) != (1 if colonnes is None else len(colonnes)):
        raise ErreurDeDroit(f"{nom} : la ligne {' × '.join(tete)} n'a pas le nombre de cases attendu.")
    if colonnes is None:
        return [(tete, reste[0])]
    return [((*tete, str(colonne)), brute) for colonne, brute in zip(colonnes, reste, strict=True)]


def _verifier(nom: str, faute: str, cles: set[tuple[str, ...]]) -> None:
    if cles:
        raise ErreurDeDroit(f"{nom} : {faute} : {' ; '.join(' × '.join(cle) for cle in sorted(cles)[:5])}.")


def _emboiter(
    axes: Sequence[Sequence[str]], cellule: Callable[[tuple[str, ...]], int], prefixe: tuple[str, ...]
) -> object:
    if not axes:
        return cellule(prefixe)
    return tuple(_emboiter(axes[1:], cellule, (*prefixe, code)) for code in axes[0])
