"""A situation back into the JSON that gives it: canonical codes, unknown fields left out."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from binome.contrats.situation import AvenantDObjectif, AvenantLu, ConstatLu, Situation, champs
from binome.droit.catalogue import catalogue
from binome.droit.codes import CODES_D_OPTION, CODES_DE_SECTEUR

_CENTIEMES = 100


def decrire(situation: Situation) -> dict[str, Any]:
    """Return the fields that are known, as JSON data that `lire_situation` reads back to the same situation."""
    decrite = {}
    for nom, champ in champs().items():
        valeur = getattr(situation, nom)
        if valeur is not None and valeur != () and valeur != {}:
            decrite[nom] = _valeur(champ.forme, valeur)
    return decrite


def _valeur(forme: str, valeur: Any) -> Any:
    if isinstance(valeur, date):
        return valeur.isoformat()
    if forme == "specialite":
        return catalogue().specialites[valeur].code
    if forme == "secteur":
        return CODES_DE_SECTEUR[valeur]
    if forme == "option_etp":
        return CODES_D_OPTION[valeur]
    if forme == "zone":
        return valeur.code
    if forme == "centiemes":
        return _decimal(Fraction(valeur, _CENTIEMES))
    if forme == "part":
        return _decimal(Fraction(*valeur))
    if isinstance(valeur, AvenantLu):
        return {cle: v for cle, v in asdict(valeur).items() if v is not None}
    if forme == "avenants":
        return [_avenant(avenant) for avenant in valeur]
    if forme == "constats":
        return [_constat(constat) for constat in valeur]
    return valeur


def _avenant(avenant: AvenantDObjectif) -> dict[str, Any]:
    decrit = {cle: v for cle, v in asdict(avenant).items() if v is not None}
    if avenant.option_etp is not None:
        decrit["option_etp"] = CODES_D_OPTION[avenant.option_etp]
    return decrit


def _decimal(valeur: Fraction) -> str:
    """Return an exact short decimal, as text: no binary float may enter a receipt."""
    return format((Decimal(valeur.numerator) / Decimal(valeur.denominator)).normalize(), "f")


def _constat(constat: ConstatLu) -> dict[str, Any]:
    decrit: dict[str, Any] = {"annee": constat.annee, "pmt": constat.pmt, "pfa": constat.pfa}
    if constat.circonstances_exceptionnelles:
        decrit["circonstances_exceptionnelles"] = True
    if constat.part_decidee is not None:
        decrit["part_decidee"] = "/".join(map(str, constat.part_decidee))
    return {cle: valeur for cle, valeur in decrit.items() if valeur is not None}
