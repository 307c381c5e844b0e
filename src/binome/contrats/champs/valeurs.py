"""What the nested fields of a situation hold once read; None where unknown."""

from __future__ import annotations

from dataclasses import dataclass

from binome.droit.codes import Option, Reponse


def reponse(oui_non: bool | None) -> Reponse:
    """Return a yes or no as the rules see it, unknown when not given."""
    return Reponse.INCONNUE if oui_non is None else Reponse(int(oui_non))


@dataclass(frozen=True, slots=True)
class ConstatLu:
    """Counts observed in one contract year."""

    annee: int
    pmt: int | None = None
    pfa: int | None = None
    circonstances_exceptionnelles: bool = False
    part_decidee: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class AvenantLu:
    """A change of objective inside the contract: year, counts on that day, objectives fixed by the avenant."""

    annee: int
    pmt: int | None = None
    pfa: int | None = None
    objectif_pmt: int | None = None
    objectif_pfa: int | None = None


@dataclass(frozen=True, slots=True)
class AvenantDObjectif:
    """Another change inside the contract: maintien at 65, agreed objectives, or another option.

    `pmt` and `pfa` are the counts on that day, from which the new objective is counted (the initial ones if unknown).
    """

    annee: int
    nature: str
    pmt: int | None = None
    pfa: int | None = None
    objectif_pmt: int | None = None
    objectif_pfa: int | None = None
    option_etp: Option | None = None
