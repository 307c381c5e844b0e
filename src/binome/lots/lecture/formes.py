"""The titles that a table of situations may have, and the text of a cell."""

from __future__ import annotations

from functools import lru_cache

from binome.contrats.champs.description import champs
from binome.lots.lecture.titres import Vocabulaire
from binome.lots.lignes import colonnes_connues, forme_de
from binome.moteur.mots import aplatir


def en_texte(canonique: object) -> str:
    """Return canonical JSON as the text of a cell."""
    if isinstance(canonique, bool):
        return "oui" if canonique else "non"
    return str(canonique)


@lru_cache(maxsize=1)
def vocabulaire() -> Vocabulaire:
    """Return the titles that a table of situations may have: names of fields, labels, usual short titles."""
    formes = {aplatir(nom): nom for nom in colonnes_connues()}
    for nom, champ in champs().items():
        if forme_de(nom) is not None:
            formes |= {aplatir(titre): nom for titre in (champ.libelle, champ.libelle.partition("(")[0], *champ.titres)}
    return Vocabulaire(formes, (*colonnes_connues(), *_PARMI_D_AUTRES), _par_annee)


_PARMI_D_AUTRES = ("pmt_annee_3", "pfa_annee_3")


def _par_annee(titre: str) -> str | None:
    """Return the column of a constat that a title says: « pmt_annee_3 », « pmt_an_3 »."""
    nom = titre.replace("_an_", "_annee_")
    place = champs().colonnes.place(nom)
    return nom if place is not None and place.champ.forme.cle else None
