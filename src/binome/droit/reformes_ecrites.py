"""Reforms as they are written: the content of a file, or the rows of a sheet, checked word by word.

    titre = "Un maintien à 90 %, et 40 000 € à P95"
    depuis = 2025-01-01

    [nombres]
    seuil_de_maintien = "9/10"
    montants = [["p95_plus", "annees_suivantes", "1", 40000]]

    [lectures]
    test_activite = "les_deux"

`regime` takes all the numbers of an earlier regime first. A sheet has the columns `parametre`, `case`, `valeur`,
`depuis`; a row whose `parametre` is a reading's name chooses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any, Final

from binome.droit.bornes import lire_le_nombre, verifier_les_seuils
from binome.droit.catalogue import Catalogue
from binome.droit.loi import Loi, regime
from binome.droit.reformes import SEPARATEUR, Reforme, Remplacement
from binome.moteur.donnees_lues import TexteRefuse
from binome.moteur.donnees_lues import lire_toml as lire_le_toml
from binome.moteur.erreurs import ErreurDeSaisie, mot
from binome.moteur.parametres import Parametre
from binome.moteur.proximite import vouliez_vous
from binome.moteur.saisie import lire_date

CLES: Final = ("titre", "description", "regime", "depuis", "nombres", "lectures")
COLONNES: Final = ("parametre", "case", "valeur", "depuis")
_TRANSMISES: Final = ("nom", "titre", "description", "regime", "lignes", "lectures")
_LONGUEURS: Final = {"nom": 80, "titre": 200, "description": 2_000}
_REMPLACEMENTS_AU_PLUS: Final = 2_000


def lire_reforme(nom: str, donnees: Any, droit: Catalogue) -> Reforme:
    """Read a reform from the content of its file.

    Raises:
        ErreurDeSaisie: unknown key, number, cell or reading, or a value of another kind; the nearest name is proposed.
    """
    _verifier_les_cles(nom, donnees, CLES)
    depuis = _jour(donnees.get("depuis"))
    remplacements = tuple(
        _remplacement(mot(nombre), ligne[:-1], ligne[-1], depuis, droit)
        for nombre, brute in _table(donnees, "nombres").items()
        for ligne in _lignes(mot(nombre), brute)
    )
    lectures = _lectures(_table(donnees, "lectures").items(), droit)
    return _verifiee(_reforme(nom, donnees, remplacements, lectures), droit)


def _lignes(parametre: str, brute: object) -> list[list[object]]:
    """Return the cells that a file writes for a number: codes, then the value; a plain number is a row of its own."""
    lignes = brute if isinstance(brute, list) else [brute]
    if not lignes or any(ligne == [] for ligne in lignes):
        raise ErreurDeSaisie(parametre, brute, "une valeur, ou une liste de cases qui n'est pas vide")
    return [ligne if isinstance(ligne, list) else [ligne] for ligne in lignes]


def lire_lignes(
    nom: str, lignes: Iterable[Mapping[str, object]], droit: Catalogue, numeros: Iterable[int] | None = None
) -> Reforme:
    """Read a reform from the rows of a sheet.

    Args:
        nom: name of the reform.
        lignes: rows by column.
        droit: the law that is reformed.
        numeros: where each row stands in its file; from 1 by default.

    Raises:
        ErreurDeSaisie: a column or a row cannot be read; its number is in the message.
    """
    remplacements, lectures = _des_lignes(lignes, droit, count(1) if numeros is None else numeros)
    return _verifiee(_reforme(nom, {}, tuple(remplacements), _lectures(lectures, droit)), droit)


def relire(donnees: Any, droit: Catalogue) -> Reforme:
    """Read a reform that was handed over whole (`Reforme.en_json`): in a receipt, to another process.

    Raises:
        ErreurDeSaisie: as `lire_reforme`.
    """
    _verifier_les_cles("reforme", donnees, _TRANSMISES)
    lignes = donnees.get("lignes", [])
    if not isinstance(lignes, list) or not all(isinstance(ligne, Mapping) for ligne in lignes):
        raise ErreurDeSaisie("lignes", lignes, "une liste de lignes {parametre, case, valeur, depuis}")
    remplacements, choisies = _des_lignes(lignes, droit, count(1))
    lectures = _lectures([*choisies, *_table(donnees, "lectures").items()], droit)
    return _verifiee(_reforme(_texte("nom", donnees.get("nom"), ""), donnees, tuple(remplacements), lectures), droit)


def _des_lignes(
    lignes: Iterable[Mapping[str, object]], droit: Catalogue, numeros: Iterable[int]
) -> tuple[list[Remplacement], list[tuple[str, object]]]:
    remplacements: list[Remplacement] = []
    lectures: list[tuple[str, Any]] = []
    for numero, ligne in zip(numeros, lignes, strict=False):
        ou = f"ligne {numero}"
        for colonne in ligne:
            if colonne not in COLONNES:
                attendu = f"une colonne parmi {', '.join(COLONNES)}"
                raise ErreurDeSaisie(ou, colonne, attendu, vouliez_vous(str(colonne), COLONNES))
        parametre = str(ligne.get("parametre") or "").strip()
        if parametre in droit.lectures:
            lectures.append((parametre, ligne.get("valeur")))
            continue
        case = _codes(_texte("case", ligne.get("case"), ""), droit.parametres.get(parametre))
        remplacements.append(_remplacement(parametre, case, ligne.get("valeur"), _jour(ligne.get("depuis")), droit, ou))
    return remplacements, lectures


def _codes(case: str, parametre: Parametre | None) -> list[str]:
    """Split « p95_plus / annees_suivantes / 1/3 »; without spaces around it, a bar separates too.

    A number with one axis has one code: « 1/3 » is an option, not two codes.
    """
    if parametre is not None and len(parametre.axes) == 1:
        return [case]
    barre = f" {SEPARATEUR} "
    return [code.strip() for code in case.split(barre if barre in case else SEPARATEUR) if code.strip()]


def _reforme(
    nom: str, donnees: Mapping[str, Any], remplacements: tuple[Remplacement, ...], lectures: tuple[tuple[str, str], ...]
) -> Reforme:
    return Reforme(
        _texte("nom", nom, "reforme"),
        _texte("titre", donnees.get("titre"), nom),
        _texte("description", donnees.get("description"), ""),
        donnees.get("regime"),
        remplacements,
        lectures,
    )


def _verifier_les_cles(nom: str, donnees: object, cles: Sequence[str]) -> None:
    if not isinstance(donnees, Mapping):
        raise ErreurDeSaisie("reforme", nom, f"un fichier dont les clés sont {', '.join(cles)}")
    for cle in donnees:
        if cle not in cles:
            raise ErreurDeSaisie("reforme", cle, f"une clé parmi {', '.join(cles)}", vouliez_vous(mot(cle), cles))


def _verifiee(reforme: Reforme, droit: Catalogue) -> Reforme:
    """Refuse what is read one by one but does not hold together."""
    if reforme.regime is not None:
        regime(droit, reforme.regime)
    if len(reforme.remplacements) > _REMPLACEMENTS_AU_PLUS:
        attendu = f"{_REMPLACEMENTS_AU_PLUS} nombres au plus"
        raise ErreurDeSaisie("nombres", f"{len(reforme.remplacements)} nombres", attendu)
    vus: set[tuple[Any, ...]] = set()
    for remplacement in reforme.remplacements:
        cle = (remplacement.parametre, remplacement.case, remplacement.depuis)
        if cle in vus:
            raise ErreurDeSaisie(remplacement.parametre, remplacement.ecrit, "un nombre remplacé une seule fois")
        vus.add(cle)
    if any(r.parametre == "distribution" for r in reforme.remplacements):
        loi, debuts = Loi(droit, reforme), {r.depuis for r in reforme.remplacements if r.depuis}
        for jour in sorted({*droit.changements, *(jour for jour in debuts if jour >= droit.changements[0])}):
            verifier_les_seuils(loi.bareme(jour))
    return reforme


def _table(donnees: Mapping[str, Any], cle: str) -> Mapping[str, Any]:
    table = donnees.get(cle)
    if table is None:
        return {}
    if not isinstance(table, Mapping):
        raise ErreurDeSaisie(cle, table, "une suite de « nom: valeur »")
    return table


def _texte(champ: str, brut: Any, defaut: str) -> str:
    """Return a text that can be shown: one line of printable characters, not too long."""
    if brut is None:
        return defaut
    longueur = _LONGUEURS.get(champ, _LONGUEURS["titre"])
    texte = " ".join(brut.split()) if isinstance(brut, str) else None
    if texte is None or len(texte) > longueur or not texte.isprintable():
        raise ErreurDeSaisie(champ, brut, f"un texte de {longueur} caractères au plus")
    return texte


def _jour(brut: object) -> date | None:
    if brut is None or brut == "":
        return None
    return lire_date("depuis", brut)


def _remplacement(
    nom: str, codes: Sequence[object], brute: object, depuis: date | None, droit: Catalogue, ou: str = "nombres"
) -> Remplacement:
    if nom not in droit.parametres:
        raise ErreurDeSaisie(ou, nom, "un nombre de la loi ou une lecture", vouliez_vous(nom, droit.parametres))
    parametre = droit.parametres[nom]
    ecrits = tuple(mot(code) for code in codes)
    case = _case(parametre, ecrits, droit)
    return Remplacement(nom, case, lire_le_nombre(parametre, brute, droit.axes), depuis, ecrits, str(brute).strip())


def _case(parametre: Parametre, codes: Sequence[str], droit: Catalogue) -> tuple[int, ...]:
    if len(codes) != len(parametre.axes):
        attendu = " × ".join(parametre.axes) or "aucune case"
        raise ErreurDeSaisie(parametre.nom, " × ".join(codes), f"une case par axe ({attendu})")
    indices = []
    for code, un_axe in zip(codes, parametre.axes, strict=True):
        connus = droit.axes[un_axe].codes
        if code not in connus:
            raise ErreurDeSaisie(parametre.nom, code, f"un code de l'axe « {un_axe} »", vouliez_vous(code, connus))
        indices.append(connus.index(code))
    return tuple(indices)


def _lectures(choisies: Iterable[tuple[Any, Any]], droit: Catalogue) -> tuple[tuple[str, str], ...]:
    connues = droit.lectures
    retenues: dict[str, str] = {}
    for nom, choix in choisies:
        if nom not in connues:
            raise ErreurDeSaisie("lectures", nom, "une lecture connue", vouliez_vous(mot(nom), connues))
        codes = connues[nom].choix
        if not isinstance(choix, str) or choix.strip() not in codes:
            conseil = vouliez_vous(mot(choix), codes)
            raise ErreurDeSaisie(f"lectures.{nom}", choix, f"un choix parmi {', '.join(codes)}", conseil)
        if nom in retenues:
            raise ErreurDeSaisie(f"lectures.{nom}", choix, "un seul choix par lecture")
        retenues[nom] = choix.strip()
    return tuple(sorted(retenues.items()))


def lire_toml(nom: str, texte: str, droit: Catalogue) -> Reforme:
    """Read a reform from the text of a TOML file; decimals stay as they are written.

    Raises:
        ErreurDeSaisie: as `lire_reforme`, or the text is not TOML.
    """
    try:
        donnees = lire_le_toml(texte, str)
    except TexteRefuse as faute:
        raise ErreurDeSaisie("reforme", nom, "un texte TOML lisible", faute.conseil) from faute
    return lire_reforme(nom, donnees, droit)
