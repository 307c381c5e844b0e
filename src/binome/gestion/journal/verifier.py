"""Replay a chain from its first entry: which one was altered, is missing, or stands out of its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from binome.gestion.journal.sceau import ORIGINE, Scelle
from binome.gestion.modeles.journal import Entree

PAR_LOT: Final = 2_000


@dataclass(frozen=True, slots=True)
class Faute:
    """What is wrong with a journal, and where."""

    chaine: str
    rang: int
    raison: str

    def __str__(self) -> str:
        ou = f"du journal de la caisse {self.chaine}" if self.chaine else "du journal de la plateforme"
        return f"Entrée {self.rang} {ou} : {self.raison}"


def suivre_les_chaines(ancres: Mapping[str, tuple[int, str]] | None = None) -> Iterator[Faute]:
    """Yield every fault of every chain, read in bounded memory.

    Args:
        ancres: for each chain, the rank and digest that were exported one day: an entry cut at the end shows there.
    """
    entrees = Entree.objects.order_by("chaine", "rang").iterator(chunk_size=PAR_LOT)
    attendues = dict(ancres or {})
    yield from _suivre(entrees, attendues)
    for chaine, (rang, _) in attendues.items():
        yield Faute(chaine, rang, "elle avait été ancrée et manque.")


def _suivre(entrees: Iterable[Entree], ancres: dict[str, tuple[int, str]]) -> Iterator[Faute]:
    """Yield the faults of chains, one after the other; what anchors say is taken off as it is met."""
    chaine, attendu, precedente = None, 1, ORIGINE
    for entree in entrees:
        if entree.chaine != chaine:
            chaine, attendu, precedente = entree.chaine, 1, ORIGINE
        if entree.rang != attendu:
            yield Faute(entree.chaine, attendu, "elle manque.")
        elif entree.precedente != precedente:
            yield Faute(entree.chaine, entree.rang, "elle ne suit pas la précédente.")
        if _relue(entree) != entree.empreinte:
            yield Faute(entree.chaine, entree.rang, "elle a été modifiée.")
        if ancres.get(entree.chaine, (0, ""))[0] == entree.rang:
            if ancres.pop(entree.chaine)[1] != entree.empreinte:
                yield Faute(entree.chaine, entree.rang, "ce n'est pas celle qui avait été ancrée.")
        attendu, precedente = entree.rang + 1, entree.empreinte


def _relue(entree: Entree) -> str:
    return Scelle(**{nom: getattr(entree, nom) for nom in Scelle.__slots__}).empreinte


def ancres() -> dict[str, tuple[int, str]]:
    """Return the last rank and digest of each chain, to be kept elsewhere."""
    dernieres = Entree.objects.order_by("chaine", "-rang").values_list("chaine", "rang", "empreinte")
    trouvees: dict[str, tuple[int, str]] = {}
    for chaine, rang, empreinte in dernieres.iterator(chunk_size=PAR_LOT):
        trouvees.setdefault(chaine, (rang, empreinte))
    return trouvees
