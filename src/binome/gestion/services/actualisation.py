"""Every contract replayed: for the lists of the day, and to say what a law or a reform would change before anything is.

Nothing is decided here: sums move when someone proposes a payment, and what was validated stays as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.db.models import Prefetch
from django_scopes import scope

from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.contrat import Contrat as ContratRejoue
from binome.contrats.actes.releve import releves
from binome.contrats.actes.reponse import UnReleve
from binome.droit.loi import Loi, loi_en_vigueur
from binome.gestion.apercus import apercu, garder
from binome.gestion.journal.ecrire import prendre_son_tour
from binome.gestion.modeles.caisses import Caisse
from binome.gestion.modeles.contrats import Acte, Contrat
from binome.moteur.erreurs import ErreurBinome

_PAR_LOT: Final = 200
SOMMES: Final = ("ouvert", "a_verser", "a_recouvrer")
Avancer = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A contract whose sums are not the same under two laws, in cents; or the refusal of one of them."""

    contrat: int
    numero: str
    avant: dict[str, int] | str
    apres: dict[str, int] | str


def actualiser_tout(au: date, loi: Loi | None = None) -> int:
    """Replay every contract of every caisse for its lists; return how many could be."""
    return sum(actualiser(caisse, au, loi) for caisse in Caisse.objects.order_by("code"))


def actualiser(caisse: Caisse, au: date, loi: Loi | None = None, avancer: Avancer = lambda *_: None) -> int:
    """Replay every contract of a caisse for its lists; return how many could be."""
    loi = loi or loi_en_vigueur()
    faits = 0
    with scope(caisse=caisse):
        cles = list(Contrat.objects.order_by("pk").values_list("pk", flat=True))
        for debut in range(0, len(cles), _PAR_LOT):
            with transaction.atomic():
                # What changes a contract waits, so that nothing older is written over it.
                prendre_son_tour(caisse.code)
                faits += _actualiser(cles[debut : debut + _PAR_LOT], au, loi)
            avancer(min(debut + _PAR_LOT, len(cles)), len(cles))
    return faits


def _actualiser(cles: Sequence[int], au: date, loi: Loi) -> int:
    apercus = []
    for contrat, ecrits in _avec_leurs_actes(cles):
        dresse = _essayer(ecrits, au, loi)
        if not isinstance(dresse, ErreurBinome):
            apercus.append(apercu(contrat, *dresse, loi))
    garder(apercus)
    return len(apercus)


def differences(
    caisse: Caisse, au: date, autre: Loi, loi: Loi | None = None, avancer: Avancer = lambda *_: None
) -> Iterator[Difference]:
    """Yield the contracts of a caisse whose sums another law, or a reform, would change; nothing is written."""
    loi = loi or loi_en_vigueur()
    with scope(caisse=caisse):
        cles = list(Contrat.objects.order_by("pk").values_list("pk", flat=True))
        for debut in range(0, len(cles), _PAR_LOT):
            for contrat, ecrits in _avec_leurs_actes(cles[debut : debut + _PAR_LOT]):
                avant, apres = (_sommes(ecrits, au, une) for une in (loi, autre))
                if avant != apres:
                    yield Difference(contrat.pk, contrat.numero, avant, apres)
            avancer(min(debut + _PAR_LOT, len(cles)), len(cles))


def _avec_leurs_actes(cles: Sequence[int]) -> Iterator[tuple[Contrat, list[object]]]:
    """Yield contracts with their acts in JSON, in two queries for all of them."""
    actes = Prefetch("actes", Acte.objects.order_by("rang"))
    for contrat in Contrat.objects.filter(pk__in=cles).order_by("pk").prefetch_related(actes):
        yield contrat, [json.loads(acte.contenu) for acte in contrat.actes.all()]


def _sommes(ecrits: list[object], au: date, loi: Loi) -> dict[str, int] | str:
    dresse = _essayer(ecrits, au, loi)
    return str(dresse) if isinstance(dresse, ErreurBinome) else {nom: getattr(dresse[1], nom) for nom in SOMMES}


def _essayer(ecrits: list[object], au: date, loi: Loi) -> tuple[ContratRejoue, UnReleve] | ErreurBinome:
    """Return the contract that runs, replayed, and its statement; or why its acts cannot be."""
    actes = lire_actes(ecrits, loi)
    try:
        return releves(actes, au, au, loi)[-1]
    except ErreurBinome as refus:
        return refus
