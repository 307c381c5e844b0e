"""Many contracts under one law: signatures, then each year, the cores sharing the rows.

Contracts of one world go through as many at once as there are. The others are gone through by blocks, so that their
worlds fit in the memory next to a core.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from binome.droit.bareme import Bareme
from binome.droit.catalogue import Catalogue
from binome.droit.codes import FamilleDeRegime, Issue, Statut
from binome.droit.lectures import Lectures
from binome.droit.loi import LoiDuContrat
from binome.noyau.boucles import boucle_d_une_annee, boucle_des_jours, boucle_des_mondes, boucle_des_signatures
from binome.noyau.lignes import ANNEE, ANNEE_SANS_CONTRAT, CONTRAT, MONDES, TENUE, Calcul, Contrats

if TYPE_CHECKING:
    from binome.noyau.lignes import Entiers, Table

Boucle = Callable[..., None]

_LIGNES_PAR_FIL: Final = 4096
_MONDES_PAR_BLOC: Final = 8192


def avertissement() -> str:
    """Return what whoever waits should know before a kernel runs: no compiler, or a first compilation; else nothing."""
    try:
        from binome.noyau.compilateur.depot import dossier_de_cache
        from binome.noyau.compilation import compiler_noyau  # noqa: F401
    except ImportError:
        return "llvmlite n'est pas installé : le calcul passe par l'interprète, des centaines de fois plus lent."
    dossier = dossier_de_cache()
    if dossier is not None and dossier.is_dir():
        return ""
    return "La première fois, la compilation des règles prend quelques secondes."


def noyau(boucle: Boucle, *figes: object) -> Boucle:
    """Return the compiled form of a loop, its first arguments frozen; the loop itself where there is no compiler."""
    try:
        from binome.noyau.compilation import compiler_noyau
    except ImportError:
        return partial(boucle, *figes)
    return compiler_noyau(boucle, *figes)


@cache
def noyau_des_signatures(bareme: Bareme) -> Boucle:
    """Return the loop of signatures under these numbers."""
    return noyau(boucle_des_signatures, bareme)


@cache
def noyau_des_mondes(bareme: Bareme) -> Boucle:
    """Return the loop of worlds under the numbers of the signature."""
    return noyau(boucle_des_mondes, bareme)


@cache
def noyau_d_une_annee(bareme: Bareme, regime: FamilleDeRegime) -> Boucle:
    """Return the loop of a contract year under these numbers, for contracts of this family of regimes."""
    return noyau(boucle_d_une_annee, bareme, regime)


@cache
def noyau_des_jours() -> Boucle:
    """Return the loop of what days say of a doctor."""
    return noyau(boucle_des_jours)


@cache
def statuts_des_issues(droit: Catalogue) -> Entiers:
    """Return the status of each answer, an answer that does not decide counting as met."""
    import numpy as np

    sens = [droit.issues[issue] for issue in Issue]
    return np.array([un.statut * un.bloquant for un in sens], dtype=np.int64)


def signer(
    contrats: Contrats, signature: Bareme, lectures: Lectures, statuts: Entiers, duree: int, fils: int = 0
) -> tuple[Table, Table, Table]:
    """Return, by contract, what it is told, what is possible for it, and what it is held to from its first year."""
    n = len(contrats.lignes)
    rendus, mondes, tenues = CONTRAT.table(n), MONDES.table(n), TENUE.table(n)
    boucle = noyau_des_signatures(signature)
    arguments = (lectures, statuts, contrats.lignes, contrats.avenants, duree, rendus, mondes, tenues)
    sur_les_coeurs(n, fils, boucle, *arguments)
    return rendus, mondes, tenues


def calculer(contrats: Contrats, loi: LoiDuContrat, statuts: Entiers, fils: int = 0) -> Calcul:
    """Answer contracts signed under one law.

    Args:
        contrats: the contracts; as many constats each as the law has years.
        loi: the law that all of them live under.
        statuts: status of each answer of a criterion (`statuts_des_issues`).
        fils: threads; as many as cores by default. It changes nothing in the answer.
    """
    import numpy as np

    n, duree = len(contrats.lignes), len(loi.baremes)
    rendus, mondes, tenues = signer(contrats, loi.signature, loi.lectures, statuts, duree, fils)
    change, plusieurs = mondes["change"] != 0, mondes["nombre"] != 1
    if not (change.any() or plusieurs.any()):
        return Calcul(rendus, _un_seul_monde(tenues, contrats.constats, loi, fils))
    annees = np.repeat(ANNEE.ligne(ANNEE_SANS_CONTRAT)[None], n * duree).reshape(n, duree)
    ouverts = rendus["statut"] != Statut.NON_REMPLI
    ordinaires = ouverts & ~change & ~plusieurs
    annees[ordinaires] = _un_seul_monde(tenues[ordinaires], contrats.constats[ordinaires], loi, fils)
    for choisis in (ouverts & plusieurs & ~change, ouverts & change):
        annees[choisis] = _tous_les_mondes(contrats.parmi(np.flatnonzero(choisis)), mondes[choisis], loi, fils)
    return Calcul(rendus, annees)


def _un_seul_monde(tenues: Table, constats: Table, loi: LoiDuContrat, fils: int) -> Table:
    """Return the years of contracts whose only world is what they signed."""
    import numpy as np

    n = len(tenues)
    annees, premiers = ANNEE.table(n, len(loi.baremes)), np.arange(n + 1)
    for rang, bareme in enumerate(loi.baremes):
        boucle = noyau_d_une_annee(bareme, FamilleDeRegime(loi.regime))
        sur_les_coeurs(n, fils, boucle, loi.lectures, premiers, tenues, constats, rang, annees)
    return annees


def _tous_les_mondes(contrats: Contrats, mondes: Table, loi: LoiDuContrat, fils: int) -> Table:
    """Return the years of contracts as far as all their worlds agree, the cores sharing blocks of them.

    When what one of them fixes may change, all are gone through again each year.
    """
    annees = ANNEE.table(len(mondes), len(loi.baremes))
    with ThreadPoolExecutor(fils or os.cpu_count()) as ouvriers:
        for tache in [
            ouvriers.submit(_un_bloc, contrats.parmi(bloc), mondes[bloc], loi, annees[bloc])
            for bloc in _blocs(mondes["nombre"])
        ]:
            tache.result()
    return annees


def _blocs(nombres: Entiers) -> Iterator[slice]:
    """Yield runs of contracts that have about `_MONDES_PAR_BLOC` worlds together."""
    import numpy as np

    avant = np.cumsum(nombres) - nombres
    bornes = np.flatnonzero(np.diff(avant // _MONDES_PAR_BLOC, prepend=-1)).tolist()
    yield from (slice(debut, fin) for debut, fin in pairwise([*bornes, len(nombres)]))


def _un_bloc(contrats: Contrats, mondes: Table, loi: LoiDuContrat, annees: Table) -> None:
    import numpy as np

    n = len(mondes)
    premiers = np.concatenate([[0], np.cumsum(mondes["nombre"])])
    tenues = TENUE.table(int(premiers[-1]))
    change = bool(mondes["change"].any())
    for rang, bareme in enumerate(loi.baremes):
        if rang == 0 or change:
            tenir = noyau_des_mondes(loi.signature)
            tenir(loi.lectures, contrats.lignes, contrats.avenants, mondes, premiers, rang + 1, tenues, 0, n)
        compter = noyau_d_une_annee(bareme, FamilleDeRegime(loi.regime))
        compter(loi.lectures, premiers, tenues, contrats.constats, rang, annees, 0, n)


def sur_les_coeurs(n: int, fils: int, boucle: Boucle, *arguments: object) -> None:
    """Share the rows between the cores; the loops hold no lock."""
    fils = fils or min(os.cpu_count() or 1, max(n // _LIGNES_PAR_FIL, 1))
    if fils == 1:
        boucle(*arguments, 0, n)
        return
    bornes: Sequence[int] = [n * rang // fils for rang in range(fils + 1)]
    with ThreadPoolExecutor(fils) as ouvriers:
        for tache in [ouvriers.submit(boucle, *arguments, debut, fin) for debut, fin in pairwise(bornes)]:
            tache.result()
