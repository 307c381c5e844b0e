"""Margins read in the files of the open data portal of the Assurance Maladie: headcounts, sectors, ages, regions.

Three datasets, as exported in CSV: « demographie-effectifs-et-les-densites », « demographie-secteurs-conventionnels »,
« demographie-ages-moyens-part-des-femmes-part-des-plus-de-60-ans ». Each file mixes totals with parts: the national row
bears département 999 and region 99, a region's row département 999, and rows are never added. « NS » stands for fewer
than five doctors: unknown, so left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final
from unicodedata import combining, normalize

from binome.droit.codes import CODES_DE_SECTEUR, Secteur
from binome.lots.lecture.feuille import lire_feuille
from binome.lots.lecture.inconnus import est_une_marque
from binome.lots.lecture.refus import FichierRefuse
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.mots import aplatir
from binome.moteur.nombres_ecrits import Illisible, nombre_ecrit
from binome.moteur.saisie import lire_compte
from binome.nation.effectifs import Effectif, Marges, marges_publiees

_TOUS_LES_DEPARTEMENTS: Final = "999"
_TOUTES_LES_REGIONS: Final = "99"
_COMMUNES: Final = ("annee", "profession_sante", "region", "departement")
_SELON_LE_JEU: Final = ("effectif", "libelle_secteur_conventionnel", "libelle_region")
_CENT: Final = 100
_ANNEE: Final = re.compile(r"[0-9]{4}(?![0-9])")

Ligne = Mapping[str, Any]


@dataclass(slots=True)
class Lues:
    """What files gave, and the labels that matched nothing: said, never dropped in silence."""

    effectifs: dict[str, Effectif] = field(default_factory=dict)
    secteurs: dict[str, dict[Secteur, int]] = field(default_factory=dict)
    plus_de_60_ans: dict[str, Decimal] = field(default_factory=dict)
    regions: dict[str, dict[str, int]] = field(default_factory=dict)
    ignorees: set[str] = field(default_factory=set)

    def marges(self) -> Marges:
        """Return these margins; headcounts that no file gives stay those of the package."""
        publiees = dict(marges_publiees().effectifs)
        return Marges(publiees | self.effectifs, self.secteurs, self.plus_de_60_ans, self.regions)


def lire_marges(fichiers: Sequence[Path]) -> Lues:
    """Read the margins of some files.

    Raises:
        ErreurDeSaisie: a file is none of the three datasets, or cannot be read.
    """
    lues = Lues()
    for fichier in fichiers:
        lignes = _lignes(fichier)
        colonnes = set(lignes[0]) if lignes else set()
        annees = [_annee(ligne["annee"]) for ligne in lignes]
        derniere = max(annees)
        recentes = [ligne for ligne, annee in zip(lignes, annees, strict=True) if annee == derniere]
        part = next((nom for nom in sorted(colonnes) if {"part", "60"} <= set(aplatir(nom).split())), None)
        if part is not None:
            _ages(recentes, part, lues)
        elif "libelle_secteur_conventionnel" in colonnes:
            _secteurs(recentes, lues)
        elif "effectif" in colonnes:
            _effectifs(recentes, derniere, fichier.name, lues)
        else:
            raise ErreurDeSaisie(
                "marges", fichier.name, "un jeu qui donne « effectif », un secteur ou une part de plus de 60 ans"
            )
    return lues


def _lignes(fichier: Path) -> list[dict[str, str | None]]:
    """Return the rows of an export of the portal."""
    attendu = f"un export du portail, avec les colonnes {', '.join(_COMMUNES)}"
    try:
        lignes = lire_feuille(fichier, (*_COMMUNES, *_SELON_LE_JEU)).lignes
    except FichierRefuse as faute:
        raise ErreurDeSaisie("marges", fichier.name, attendu, f" {faute.phrase}") from faute
    if not lignes or any(nom not in lignes[0] for nom in _COMMUNES):
        raise ErreurDeSaisie("marges", fichier.name, attendu)
    return lignes


def _nationales(lignes: Iterable[Ligne], lues: Lues) -> Iterable[tuple[str, Ligne]]:
    """Yield speciality code and row of the national rows; the most precise label wins over a total."""
    par_code: dict[str, tuple[str, list[Ligne]]] = {}
    for ligne in lignes:
        if str(ligne["departement"]) != _TOUS_LES_DEPARTEMENTS or str(ligne["region"]) != _TOUTES_LES_REGIONS:
            continue
        libelle = str(ligne["profession_sante"])
        code = _code(libelle, "professions")
        if code is None:
            lues.ignorees.add(libelle)
            continue
        connu = par_code.get(code)
        if connu is None or (_est_un_total(connu[0]) and not _est_un_total(libelle)):
            par_code[code] = (libelle, [ligne])
        elif connu[0] == libelle:
            connu[1].append(ligne)
    return [(code, ligne) for code, (_, retenues) in par_code.items() for ligne in retenues]


def _effectifs(lignes: Sequence[Ligne], annee: int, source: str, lues: Lues) -> None:
    retenus = {}
    for code, ligne in _nationales(lignes, lues):
        effectif = _entier(ligne["effectif"])
        if effectif is not None:
            lues.effectifs[code] = Effectif(effectif, annee, source)
            retenus[code] = str(ligne["profession_sante"])
    for ligne in lignes:
        region = str(ligne["region"])
        if str(ligne["departement"]) != _TOUS_LES_DEPARTEMENTS or region == _TOUTES_LES_REGIONS:
            continue
        libelle, effectif = str(ligne["profession_sante"]), _entier(ligne["effectif"])
        de_region = _code(libelle, "professions")
        if de_region is not None and retenus.get(de_region) == libelle and effectif is not None:
            lues.regions.setdefault(de_region, {})[str(ligne.get("libelle_region") or region)] = effectif


def _secteurs(lignes: Sequence[Ligne], lues: Lues) -> None:
    for code, ligne in _nationales(lignes, lues):
        libelle, effectif = str(ligne["libelle_secteur_conventionnel"]), _entier(ligne["effectif"])
        if _est_un_total(libelle) or effectif is None:
            continue
        secteur = _code(libelle, "secteurs")
        if secteur is None:
            lues.ignorees.add(libelle)
            continue
        membre = Secteur(CODES_DE_SECTEUR.index(secteur))
        par_secteur = lues.secteurs.setdefault(code, {})
        par_secteur[membre] = par_secteur.get(membre, 0) + effectif


def _ages(lignes: Sequence[Ligne], colonne: str, lues: Lues) -> None:
    for code, ligne in _nationales(lignes, lues):
        part = _decimal(ligne[colonne])
        if part is not None:
            lues.plus_de_60_ans[code] = part / _CENT if part > 1 else part


def _est_un_total(libelle: str) -> bool:
    return _plat(libelle).startswith(("ensemble", "total", "tous"))


def _code(libelle: str, sorte: str) -> str | None:
    plat = _plat(libelle)
    return next((code for mot, code in _correspondances()[sorte] if mot in plat), None)


@cache
def _correspondances() -> dict[str, list[tuple[str, str]]]:
    lues = tomllib.loads(Path(__file__).with_name("professions.toml").read_text("utf-8"))
    return {sorte: [(mot, code) for mot, code in paires] for sorte, paires in lues.items()}


def _plat(texte: str) -> str:
    return "".join(c for c in normalize("NFD", texte) if not combining(c)).lower().strip()


def _annee(brut: str | None) -> int:
    """Return the year of a row, written alone or at the head of a day."""
    if not _ANNEE.match(brut or ""):
        raise ErreurDeSaisie("annee", brut, "une année de quatre chiffres")
    return int(str(brut)[:4])


def _decimal(brut: str | None) -> Decimal | None:
    """Return a number of the portal; « NS » is none."""
    try:
        return nombre_ecrit(brut or "").lectures[0]
    except Illisible:
        return None


def _entier(brut: str | None) -> int | None:
    return None if brut is None or est_une_marque(brut) else lire_compte("effectif", brut)
