"""Codes of specialities that are not those of the convention: asked about, mapped when told, never read in silence."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from binome.droit.catalogue import DOSSIER, Catalogue
from binome.langue.courante import dire
from binome.langue.ecriture import nombre
from binome.lots.lecture.refus import FichierRefuse
from binome.moteur.codes_ecrits import trouver_le_code

CONVENTION: Final = "convention"
NATIONAUX: Final = "nationaux"
_LARGEUR_D_UN_CODE: Final = 2
_PLUSIEURS: Final = 2
_MONTRES: Final = 8


@dataclass(frozen=True, slots=True)
class Codes:
    """How the codes of specialities are to be read: as those of the convention, or through a table; or nobody said."""

    choix: str | None = None
    table: Mapping[str, str] = field(default_factory=dict)

    @property
    def etrangers(self) -> bool:
        """Whether the codes are those of another list."""
        return self.choix not in (None, CONVENTION)

    def traduire(self, ecrit: str) -> str:
        """Return a written speciality as the convention names it; a code that the table does not know is said so."""
        code = _en_deux_chiffres(ecrit)
        if code is None:
            return ecrit
        return self.table.get(code) or dire("{code} (code national sans équivalent connu)", code=code)


def _en_deux_chiffres(ecrit: str) -> str | None:
    """Return « 02 » for « 2 », « 02 » or « 2.0 »; None for what is no number of one or two digits."""
    chiffres = ecrit.strip().removesuffix(".0").removesuffix(",0")
    if chiffres.isascii() and chiffres.isdigit() and len(chiffres) <= _LARGEUR_D_UN_CODE:
        return chiffres.zfill(_LARGEUR_D_UN_CODE)
    return None


@cache
def nationaux() -> dict[str, Any]:
    """Return what is known of the national codes."""
    return tomllib.loads((DOSSIER / "codes_nationaux.toml").read_text("utf-8"))


def codes_nationaux() -> Codes:
    """Return the national codes whose meaning has a source."""
    return Codes(NATIONAUX, nationaux()["codes"])


def examiner(nom: str, specialites: Counter[str], codes: Codes, droit: Catalogue) -> list[str]:
    """Return what is to be said of the codes of a file.

    Raises:
        FichierRefuse: they look like those of another list, and nobody said which one they are.
    """
    if codes.choix is not None:
        return []
    autre_sens = nationaux()["autre_sens"]
    etrangers: Counter[str] = Counter()
    partages: Counter[str] = Counter()
    for ecrite, combien in specialites.items():
        code = _en_deux_chiffres(ecrite)
        if code is not None and droit.specialite(code) is None:
            etrangers[code] += combien
        elif code is not None and code in autre_sens:
            partages[code] += combien
    if len(etrangers) >= _PLUSIEURS:
        raise FichierRefuse(nom, _question(etrangers))
    if not partages:
        return []
    lus = ", ".join(f"{code} {_libelle(code, droit)} ({nombre(combien)})" for code, combien in sorted(partages.items()))
    phrase = "Codes de spécialité lus selon la convention : {lus}. Des fichiers nationaux leur donnent un autre sens."
    return [dire(phrase, lus=lus)]


def _libelle(code: str, droit: Catalogue) -> str:
    specialite = droit.specialite(code)
    return code if specialite is None else dire(specialite.libelle)


def _question(etrangers: Counter[str]) -> str:
    return dire(
        "les codes de spécialité {codes} ({nombre} lignes) ne sont pas ceux de la convention. Sont-ils nationaux ? "
        "Le code 02 y est par exemple l'anesthésie. Relancez avec --codes nationaux, avec --codes convention si ce "
        "sont des fautes de frappe, ou avec --codes et une table (colonnes code et specialite).",
        codes=", ".join(sorted(etrangers)[:_MONTRES]),
        nombre=nombre(etrangers.total()),
    )


def table_de_codes(fichier: Path, lignes: Iterable[Mapping[str, str | None]], droit: Catalogue) -> Codes:
    """Return a table of codes that a person wrote: columns `code` and `specialite`.

    Raises:
        FichierRefuse: a row has no code of two digits, or no known speciality.
    """
    table: dict[str, str] = {}
    noms = droit.noms_de_specialites
    for ligne in lignes:
        code = _en_deux_chiffres(str(ligne.get("code") or ""))
        specialite = trouver_le_code(str(ligne.get("specialite") or ""), noms)
        if code is None or specialite is None:
            attendu = dire(
                "chaque ligne donne un code de deux chiffres et une spécialité (mot ou code de la convention)."
            )
            raise FichierRefuse(fichier.name, attendu)
        table[code] = droit.specialites[noms[specialite]].code
    return Codes(fichier.name, table)
