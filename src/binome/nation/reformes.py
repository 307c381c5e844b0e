"""Reforms: dated numbers, cells of tables or readings that replace those of the law, checked word by word.

A reform is a small YAML file, or a sheet with the columns `parametre`, `case`, `valeur`, `depuis`:

    titre: Une rampe au lieu du couperet
    depuis: 2025-01-01
    nombres:
      seuil_de_maintien: 9/10
      montants:
        - [p95_plus, annees_suivantes, "1", 40000]
    lectures:
      test_activite: les_deux

`regime` takes all the numbers of an earlier regime first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

from binome.droit.bareme import Bareme
from binome.droit.catalogue import Regime, catalogue
from binome.droit.codes import axes
from binome.moteur.erreurs import ErreurDeDroit, ErreurDeSaisie
from binome.moteur.parametres import Parametre, lire_valeur
from binome.moteur.proximite import vouliez_vous
from binome.moteur.tables import Axe, Axes, lire_cellule

CLES: Final = ("titre", "description", "regime", "depuis", "nombres", "lectures")
COLONNES: Final = ("parametre", "case", "valeur", "depuis")
SEPARATEUR: Final = "/"


@dataclass(frozen=True, slots=True)
class Remplacement:
    """One number replaced from a day on; `case` holds the indices of a table's cell, empty for a plain number."""

    parametre: str
    case: tuple[int, ...]
    valeur: Any
    depuis: date | None
    ecrit: str
    """The cell and the value as they were written."""


@dataclass(frozen=True, slots=True)
class Reforme:
    """A law that could be: replaced numbers and readings, on the numbers of a regime."""

    nom: str
    titre: str
    description: str = ""
    regime: str | None = None
    remplacements: tuple[Remplacement, ...] = ()
    lectures: Mapping[str, str] = field(default_factory=dict)

    @property
    def est_sans_nombre(self) -> bool:
        """Whether it changes readings at most."""
        return self.regime is None and not self.remplacements

    def bareme(self, jour: date) -> Bareme:
        """Return the numbers in force on `jour`, once replaced; those of its regime if it takes one.

        The result is the very same object for the same law, so that a kernel is compiled once.
        """
        du_droit = jour if self.regime is None else jour_du_regime(regime(self.regime))
        bareme = catalogue().bareme(du_droit)
        valables = tuple(r for r in self.remplacements if r.depuis is None or r.depuis <= jour)
        return _remplacer(bareme, valables) if valables else bareme


LOI_EN_VIGUEUR: Final = Reforme("droit_en_vigueur", "Droit en vigueur")

_DEJA: dict[tuple[int, tuple[Any, ...]], Bareme] = {}


def _remplacer(bareme: Bareme, remplacements: Sequence[Remplacement]) -> Bareme:
    cle = (id(bareme), tuple((r.parametre, r.case, r.valeur) for r in remplacements))
    if cle not in _DEJA:
        champs: dict[str, Any] = {}
        for remplacement in remplacements:
            ancien = champs.get(remplacement.parametre, getattr(bareme, remplacement.parametre))
            champs[remplacement.parametre] = _pose(ancien, remplacement.case, remplacement.valeur)
        _DEJA[cle] = bareme._replace(**champs)
    return _DEJA[cle]


def _pose(table: Any, case: tuple[int, ...], valeur: Any) -> Any:
    if not case:
        return valeur
    return tuple(_pose(sous, case[1:], valeur) if rang == case[0] else sous for rang, sous in enumerate(table))


def regime(nom: str) -> Regime:
    """Return the regime of this name.

    Raises:
        ErreurDeSaisie: no such regime; the nearest name is proposed.
    """
    connus = {r.id: r for r in catalogue().regimes}
    if nom not in connus:
        raise ErreurDeSaisie("regime", nom, f"un régime parmi {', '.join(connus)}", vouliez_vous(str(nom), connus))
    return connus[nom]


def jour_du_regime(un_regime: Regime) -> date:
    """Return the last day on which contracts were signed under a regime, or the last day the law was checked."""
    suivants = [r.depuis for r in catalogue().regimes if r.depuis > un_regime.depuis]
    return min(suivants) - timedelta(days=1) if suivants else catalogue().verifie_le


@cache
def _axes() -> Axes:
    return axes(tuple(s.code for s in catalogue().specialites))


def lire_reforme(nom: str, donnees: Any) -> Reforme:
    """Read a reform from the content of its YAML file.

    Raises:
        ErreurDeSaisie: unknown key, number, cell or reading, or a value of another kind; the nearest name is proposed.
    """
    if not isinstance(donnees, Mapping):
        raise ErreurDeSaisie("reforme", nom, f"un fichier dont les clés sont {', '.join(CLES)}")
    for cle in donnees:
        if cle not in CLES:
            raise ErreurDeSaisie("reforme", cle, f"une clé parmi {', '.join(CLES)}", vouliez_vous(str(cle), CLES))
    depuis = _jour(donnees.get("depuis"))
    if donnees.get("regime") is not None:
        regime(donnees["regime"])
    remplacements: list[Remplacement] = []
    for parametre, brute in _table(donnees, "nombres").items():
        cases = brute if isinstance(brute, list) else [[brute]]
        for case in cases:
            ligne = case if isinstance(case, list) else [case]
            remplacements.append(_remplacement(str(parametre), ligne[:-1], ligne[-1] if ligne else None, depuis))
    return Reforme(
        nom,
        str(donnees.get("titre", nom)),
        str(donnees.get("description", "")),
        donnees.get("regime"),
        tuple(remplacements),
        _lectures(_table(donnees, "lectures")),
    )


def lire_lignes(nom: str, lignes: Iterable[Mapping[str, Any]]) -> Reforme:
    """Read a reform from the rows of a sheet: a row whose `parametre` is a reading's name chooses it.

    Raises:
        ErreurDeSaisie: a column or a row cannot be read; its number (from 1) is in the message.
    """
    remplacements: list[Remplacement] = []
    lectures: dict[str, str] = {}
    for numero, ligne in enumerate(lignes, 1):
        for colonne in ligne:
            if colonne not in COLONNES:
                raise ErreurDeSaisie(
                    f"ligne {numero}",
                    colonne,
                    f"une colonne parmi {', '.join(COLONNES)}",
                    vouliez_vous(str(colonne), COLONNES),
                )
        parametre, valeur = str(ligne.get("parametre") or "").strip(), ligne.get("valeur")
        if parametre in catalogue().lectures:
            lectures |= _lectures({parametre: valeur})
            continue
        case = [code.strip() for code in str(ligne.get("case") or "").split(SEPARATEUR) if code.strip()]
        if isinstance(valeur, str) and re.fullmatch(r"\s*-?\d+\s*", valeur):
            valeur = int(valeur)
        remplacements.append(_remplacement(parametre, case, valeur, _jour(ligne.get("depuis")), f"ligne {numero}"))
    return Reforme(nom, nom, "", None, tuple(remplacements), lectures)


def _table(donnees: Mapping[str, Any], cle: str) -> Mapping[str, Any]:
    table = donnees.get(cle) or {}
    if not isinstance(table, Mapping):
        raise ErreurDeSaisie(cle, table, "une suite de « nom: valeur »")
    return table


def _jour(brut: Any) -> date | None:
    if brut is None or brut == "":
        return None
    if isinstance(brut, date):
        return brut
    try:
        return date.fromisoformat(str(brut)[:10])
    except ValueError as faute:
        raise ErreurDeSaisie("depuis", brut, "un jour écrit 2025-01-31") from faute


def _remplacement(nom: str, codes: Sequence[Any], brute: Any, depuis: date | None, ou: str = "nombres") -> Remplacement:
    parametres = catalogue().parametres
    if nom not in parametres:
        raise ErreurDeSaisie(ou, nom, "un nombre de la loi ou une lecture", vouliez_vous(nom, parametres))
    parametre = parametres[nom]
    ecrit = " × ".join(map(str, codes))
    case = _case(parametre, codes)
    return Remplacement(nom, case, _valeur(parametre, brute), depuis, f"{ecrit} = {brute}".strip(" ="))


def _case(parametre: Parametre, codes: Sequence[Any]) -> tuple[int, ...]:
    if len(codes) != len(parametre.axes):
        attendu = " × ".join(parametre.axes) or "aucune case"
        raise ErreurDeSaisie(parametre.nom, " × ".join(map(str, codes)), f"une case par axe ({attendu})")
    indices = []
    for code, un_axe in zip(codes, parametre.axes, strict=True):
        connus = _axes()[un_axe].codes
        if str(code) not in connus:
            raise ErreurDeSaisie(parametre.nom, code, f"un code de l'axe « {un_axe} »", vouliez_vous(str(code), connus))
        indices.append(connus.index(str(code)))
    return tuple(indices)


def _valeur(parametre: Parametre, brute: Any) -> Any:
    """Return a value of the same kind as those of the law: an integer, a fraction, an outcome's code."""
    exemple = _exemple(parametre)
    issues = _issues(parametre)
    try:
        if issues is not None or parametre.axes:
            valeur: Any = lire_cellule(brute, issues)
        else:
            valeur = lire_valeur(parametre.nom, brute)
    except ErreurDeDroit as faute:
        connus = issues.codes if issues is not None else ()
        attendu = f"un code parmi {', '.join(connus)}" if connus else f"un nombre exact, en {parametre.unite}"
        raise ErreurDeSaisie(parametre.nom, brute, attendu, vouliez_vous(str(brute), connus)) from faute
    if isinstance(exemple, tuple) and type(valeur) is int:
        valeur = (valeur, 1)
    if isinstance(exemple, tuple) != isinstance(valeur, tuple):
        raise ErreurDeSaisie(parametre.nom, brute, f"un nombre exact, en {parametre.unite}")
    return valeur


def _exemple(parametre: Parametre) -> Any:
    return next(iter(_cellules(parametre.versions[-1].valeur, len(parametre.axes))))


def _cellules(valeur: Any, profondeur: int) -> Iterator[Any]:
    if profondeur == 0:
        yield valeur
    else:
        for sous in valeur:
            yield from _cellules(sous, profondeur - 1)


def _issues(parametre: Parametre) -> Axe | None:
    """Return the axis of outcomes that the cells of a table belong to, if they are codes."""
    for version in parametre.versions:
        for cellule in _cellules(version.valeur, len(parametre.axes)):
            if isinstance(cellule, IntEnum):
                return next(un_axe for un_axe in _axes().values() if un_axe.membre is type(cellule))
    return None


def _lectures(choisies: Mapping[str, Any]) -> dict[str, str]:
    connues = catalogue().lectures
    for nom, choix in choisies.items():
        if nom not in connues:
            raise ErreurDeSaisie("lectures", nom, "une lecture connue", vouliez_vous(str(nom), connues))
        if choix not in connues[nom].choix:
            raise ErreurDeSaisie(
                f"lectures.{nom}",
                choix,
                f"un choix parmi {', '.join(connues[nom].choix)}",
                vouliez_vous(str(choix), connues[nom].choix),
            )
    return {str(nom): str(choix) for nom, choix in choisies.items()}


def lire_fichier(fichier: Path) -> Reforme:
    """Read a reform from a file: `.yaml`, or a sheet (`.csv`, `.xlsx`).

    Raises:
        ErreurDeSaisie: the file or what it says cannot be read.
    """
    suffixe = fichier.suffix.lower()
    if suffixe in (".yaml", ".yml"):
        return lire_reforme(fichier.stem, _lire_yaml(fichier))
    if suffixe in (".csv", ".xlsx"):
        from binome.lots.lecture.lire import lire_feuille

        return lire_lignes(fichier.stem, lire_feuille(fichier))
    raise ErreurDeSaisie("reforme", fichier.name, "un fichier .yaml, .csv ou .xlsx")


def _lire_yaml(fichier: Path) -> Any:
    try:
        texte = fichier.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as faute:
        raise ErreurDeSaisie("reforme", fichier.name, "un fichier YAML lisible, en UTF-8") from faute
    return _yaml(fichier.name, texte)


def lire_texte(nom: str, texte: str) -> Reforme:
    """Read a reform from the text of its YAML file.

    Raises:
        ErreurDeSaisie: as `lire_reforme`.
    """
    return lire_reforme(nom, _yaml(nom, texte))


def _yaml(nom: str, texte: str) -> Any:
    import yaml

    try:
        return yaml.load(texte, Loader=_chargeur())  # noqa: S506  (a subclass of SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as faute:
        raison = (str(faute).splitlines() or ["trop profond"])[0]
        raise ErreurDeSaisie("reforme", nom, f"un texte YAML lisible ({raison})") from faute


@cache
def _chargeur() -> Any:
    import yaml

    class Chargeur(yaml.SafeLoader):
        """Reads decimals as text, not as binary floats; refuses references, which can grow without end."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("les références ne sont pas acceptées")
            return super().compose_node(parent, index)

    Chargeur.add_constructor("tag:yaml.org,2002:float", lambda _, noeud: str(noeud.value))
    return Chargeur


def reformes_pretes() -> dict[str, Reforme]:
    """Return the ready-made reforms, by name."""
    return {fichier.stem: lire_fichier(fichier) for fichier in sorted(_dossier().glob("*.yaml"))}


def _dossier() -> Path:
    return Path(__file__).with_name("reformes_pretes")


def reforme(nom_ou_fichier: str) -> Reforme:
    """Return a ready-made reform by its name, or read one in a file.

    Raises:
        ErreurDeSaisie: neither a known name nor a file.
    """
    if Path(nom_ou_fichier).suffix:
        if not Path(nom_ou_fichier).is_file():
            raise ErreurDeSaisie("reforme", nom_ou_fichier, "un fichier qui existe, ou une réforme toute prête")
        return lire_fichier(Path(nom_ou_fichier))
    pretes = [fichier.stem for fichier in sorted(_dossier().glob("*.yaml"))]
    if nom_ou_fichier not in pretes:
        conseil = vouliez_vous(nom_ou_fichier, pretes)
        raise ErreurDeSaisie("reforme", nom_ou_fichier, f"un fichier, ou {', '.join(pretes)}", conseil)
    return lire_fichier(_dossier() / f"{nom_ou_fichier}.yaml")


def lectures_retournees() -> list[Reforme]:
    """Return one reform per other choice of each reading."""
    return [
        Reforme(f"{nom}={choix}", f"{lecture.question} : {lecture.choix[choix]}", lectures={nom: choix})
        for nom, lecture in catalogue().lectures.items()
        for choix in lecture.choix
        if choix != lecture.defaut
    ]
