"""Rows one by one: each read, refused in words or answered, exactly as one doctor's simulation would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from binome.contrats.dossier import ouvrir
from binome.contrats.situation import lire_situation
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.lots.lignes import colonne_du_champ, forme_de, lignes_de_la_simulation, situation_de_la_ligne
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.calcul import rendre


@dataclass(frozen=True, slots=True)
class ErreurDeLigne:
    """A fault of a row that cannot be answered: its line, the field at fault, the reason.

    `phrase` is the reason without the field, for a reader who sees the cell.
    """

    ligne: int
    champ: str
    raison: str
    phrase: str = ""


@dataclass(slots=True)
class Repondues:
    """Answers in the order of the rows, and the rows that could not be answered: no row is dropped."""

    lignes: list[tuple[Any, ...]] = field(default_factory=list)
    erreurs: list[ErreurDeLigne] = field(default_factory=list)


def repondre(lignes: Iterable[tuple[int, Mapping[str, object]]], loi: Loi) -> Repondues:
    """Answer flat rows under a law, each given with its line: one answer per contract year, or why there is none."""
    repondues = Repondues()
    for numero, ligne in lignes:
        donnees = situation_de_la_ligne(ligne)
        try:
            dossier = ouvrir(lire_situation(donnees, loi), loi)
        except ErreurDeSaisie as premiere:
            repondues.erreurs += fautes_de_la_ligne(numero, ligne, premiere)
        else:
            repondues.lignes += lignes_de_la_simulation(numero, rendre(dossier))
    return repondues


def fautes_de_la_ligne(numero: int, ligne: Mapping[str, object], premiere: ErreurDeSaisie) -> list[ErreurDeLigne]:
    """Return every cell of a row that cannot be read; a contradiction is said once all of them can."""
    colonne = colonne_du_champ(premiere.champ, situation_de_la_ligne(ligne))
    raison = str(premiere).replace(premiere.champ, colonne)
    trouvees = {colonne: ErreurDeLigne(numero, colonne, raison, premiere.en_phrase)}
    for nom, brut in ligne.items():
        forme, valeur = forme_de(nom), brut.strip() if isinstance(brut, str) else brut
        if forme is None or valeur is None or valeur == "":
            continue
        try:
            forme.lire(nom, valeur)
        except ErreurDeSaisie as faute:
            trouvees.setdefault(nom, ErreurDeLigne(numero, nom, str(faute), faute.en_phrase))
    return sorted(trouvees.values(), key=lambda une: list(ligne).index(une.champ) if une.champ in ligne else -1)


def telles_que_vues(
    erreurs: Iterable[ErreurDeLigne], fautes: Iterable[tuple[int, str]], vues: Mapping[str, str]
) -> list[ErreurDeLigne]:
    """Return faults that name the cell as the person sees it, with the lines that no column can hold, in order.

    Args:
        erreurs: faults of the rows.
        fautes: lines that hold something that no column can, and the sentence that says so.
        vues: each field's column as the person finds it.
    """
    dites = [ErreurDeLigne(ligne, "", phrase) for ligne, phrase in fautes]
    for une in erreurs:
        vue = vues.get(une.champ)
        raison = une.raison if vue is None else dire("Colonne {vue} : {phrase}", vue=vue, phrase=une.phrase)
        dites.append(ErreurDeLigne(une.ligne, une.champ, raison, une.phrase))
    return sorted(dites, key=lambda une: une.ligne)
