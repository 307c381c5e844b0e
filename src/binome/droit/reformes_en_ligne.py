"""A reform in one line, for an address or a command: « seuil_de_maintien=9/10;montants:p95_plus:palier:1=40000 ».

Changes are separated by « ; ». Each is a number of the law, the codes of its cell after « : », the day from which it
holds after « @ », and what it becomes; or a reading and its choice; « regime=… » takes the numbers of a regime first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from binome.droit.catalogue import Catalogue
from binome.droit.reformes import SEPARATEUR, Reforme, Remplacement
from binome.droit.reformes_ecrites import relire
from binome.moteur.erreurs import ErreurDeSaisie

_EGALE: Final = "="
_ENTRE_CHANGEMENTS: Final = ";"
_ENTRE_CODES: Final = ":"
_DEPUIS: Final = "@"
_REGIME: Final = "regime"
_NOM: Final = "reforme_ecrite"
_CARACTERES: Final = 4_000
_EXEMPLE: Final = "seuil_de_maintien=9/10"


def est_en_ligne(texte: str) -> bool:
    """Return whether a text is a reform written in one line, and not the name of one."""
    return _EGALE in texte


def lire_en_ligne(texte: str, droit: Catalogue) -> Reforme:
    """Read a reform written in one line; its title says its first change.

    Raises:
        ErreurDeSaisie: too long, a change that is not « name=value », or as `lire_reforme`.
    """
    if len(texte) > _CARACTERES:
        raise ErreurDeSaisie("reforme", f"{len(texte)} caractères", f"{_CARACTERES} caractères au plus")
    lignes: list[dict[str, str]] = []
    lectures: dict[str, str] = {}
    for case, egale, valeur in _changements(texte):
        cellule, _, depuis = case.partition(_DEPUIS)
        nom, *codes = (code.strip() for code in cellule.split(_ENTRE_CODES))
        if not egale or not nom or nom in lectures:
            raise ErreurDeSaisie(
                "reforme", f"{case}{egale}{valeur}", f"un changement « nom=valeur », comme « {_EXEMPLE} »"
            )
        if nom == _REGIME or nom in droit.lectures:
            lectures[nom] = valeur
        else:
            lignes.append({"parametre": nom, "case": f" {SEPARATEUR} ".join(codes), "valeur": valeur, "depuis": depuis})
    regime = lectures.pop(_REGIME, None)
    lue = relire({"nom": _NOM, "regime": regime, "lignes": lignes, "lectures": lectures}, droit)
    return replace(lue, titre=_titre(lue, droit))


def _changements(texte: str) -> Iterator[tuple[str, str, str]]:
    for changement in filter(None, map(str.strip, texte.split(_ENTRE_CHANGEMENTS))):
        case, egale, valeur = changement.partition(_EGALE)
        yield case.strip(), egale, valeur.strip()


def avec(texte: str, valeurs: Mapping[str, str], droit: Catalogue) -> str:
    """Return a reform in one line, with some cells (« montants:base:premiere_annee:1 ») written or written again.

    Raises:
        ErreurDeSaisie: as `lire_en_ligne`.
    """
    ecrites = {case: valeur for case, _, valeur in _changements(texte)} | dict(valeurs)
    ligne = _ENTRE_CHANGEMENTS.join(f"{case}{_EGALE}{valeur}" for case, valeur in ecrites.items())
    return en_ligne(lire_en_ligne(ligne, droit))


def _titre(reforme: Reforme, droit: Catalogue) -> str:
    changements = [f"{droit.parametres[r.parametre].titre} : {r.brute}" for r in reforme.remplacements]
    changements += [f"{droit.lectures[nom].question} {droit.lectures[nom].choix[c]}" for nom, c in reforme.lectures]
    if not changements:
        return "Réforme écrite à la main"
    autres = len(changements) - 1
    suite = f" ; et {autres} autre{'s' if autres > 1 else ''} changement{'s' if autres > 1 else ''}" if autres else ""
    return f"{changements[0]}{suite}"


def en_ligne(reforme: Reforme) -> str:
    """Return a reform in one line, that `lire_en_ligne` reads; its title and description are left out."""
    morceaux = [] if reforme.regime is None else [f"{_REGIME}{_EGALE}{reforme.regime}"]
    morceaux += [f"{_case(remplacement)}{_EGALE}{remplacement.brute}" for remplacement in reforme.remplacements]
    morceaux += [f"{nom}{_EGALE}{choix}" for nom, choix in reforme.lectures]
    return _ENTRE_CHANGEMENTS.join(morceaux)


def _case(remplacement: Remplacement) -> str:
    depuis = "" if remplacement.depuis is None else f"{_DEPUIS}{remplacement.depuis.isoformat()}"
    return _ENTRE_CODES.join((remplacement.parametre, *remplacement.codes)) + depuis
