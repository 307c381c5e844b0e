"""The forms of nested fields, composed of the simple ones: an object, a list of objects, a cell per code of the law."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from binome.contrats.champs.accords import ACCORDS, Accord
from binome.contrats.champs.formes import Forme, Genre, Json, Schema, SousChamp, code
from binome.contrats.champs.noms_du_droit import SIMPLES, Fabrique, codes_de
from binome.contrats.champs.valeurs import AvenantDObjectif, AvenantLu, ConstatLu
from binome.droit.codes import Patientele, Rang
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.moteur.codes import Codes
from binome.moteur.doublons import premier_doublon
from binome.moteur.erreurs import Contradiction, ErreurDeSaisie
from binome.moteur.saisie import lire_objet

V = TypeVar("V")
RECORDS: Final[Mapping[str, Callable[..., Any]]] = {
    "avenant": AvenantLu,
    "avenant_d_objectif": AvenantDObjectif,
    "constat": ConstatLu,
}
"""What an object becomes once read, by its name in `champs.toml`."""
AXES: Final[Mapping[str, type[Codes]]] = {"patientele": Patientele, "rang": Rang}
"""The enumerations of the law that a field may have a cell for each code of."""


def ou_null(schema: Schema) -> Schema:
    """Return the schema of a value that may be null: unknown, as if absent."""
    return {"anyOf": [schema, {"type": "null"}]}


def objet(
    sous: Mapping[str, SousChamp],
    record: Callable[..., V],
    attendu: str = "",
    accord: Accord = ACCORDS[""],
    *,
    ouverte: bool = False,
) -> Forme[V]:
    """Return the form of an object whose fields are read one by one, then checked together."""
    requis = [un for un in sous.values() if un.obligatoire]
    attendu = attendu or f"un objet aux champs {', '.join(sous)}"

    def lire(champ: str, brut: object) -> V:
        if not isinstance(brut, Mapping):
            raise ErreurDeSaisie(champ, brut, attendu)
        donnes = lire_objet(champ, brut, sous)
        for un in requis:
            if un.nom not in donnes:
                raise ErreurDeSaisie(f"{champ}.{un.nom}", None, un.obligatoire)
        lus = {nom: un.forme.lire(f"{champ}.{nom}", donnes[nom]) for nom, un in sous.items() if nom in donnes}
        accord.verifier(champ, donnes, lus)
        return record(**lus)

    return Forme(
        Genre.OBJET,
        lire,
        lambda valeur: _decrire(valeur, sous),
        _schema(sous, [un.nom for un in requis], accord),
        attendu,
        {un.nom: un.forme.exemple for un in sous.values() if un.obligatoire or un.formulaire},
        sous=sous,
        lien=accord.lien,
        ouverte=ouverte,
    )


def _decrire(valeur: object, sous: Mapping[str, SousChamp]) -> Json:
    """Return what an object says: neither what is unknown, nor « no » where it is presumed."""
    if isinstance(valeur, Mapping):
        return {nom: sous[nom].forme.decrire(un) for nom, un in valeur.items()}
    dits = {nom: getattr(valeur, nom) for nom in sous}
    return {nom: sous[nom].forme.decrire(un) for nom, un in dits.items() if un is not None and un is not False}


def _schema(sous: Mapping[str, SousChamp], requis: list[str], accord: Accord) -> Schema:
    proprietes = {nom: un.forme.schema if un.obligatoire else ou_null(un.forme.schema) for nom, un in sous.items()}
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": proprietes, **accord.schema}
    return {**schema, "required": requis} if requis else schema


def liste(de: Forme[V], cle: str, attendu: str, unique: str) -> Forme[tuple[V, ...]]:
    """Return the form of a list of objects, put in the order of `cle`; `unique` says why two cannot share it."""

    def lire(champ: str, brut: object) -> tuple[V, ...]:
        if not isinstance(brut, list | tuple):
            raise ErreurDeSaisie(champ, brut, attendu)
        lus = [de.lire(f"{champ}[{rang}]", un) for rang, un in enumerate(brut)]
        double = premier_doublon(getattr(un, cle) for un in lus) if unique else None
        if double is not None:
            raise Contradiction(champ, double, unique)
        return tuple(sorted(lus, key=lambda un: getattr(un, cle)))

    return Forme(
        Genre.LISTE,
        lire,
        lambda valeurs: [de.decrire(une) for une in valeurs],
        {"type": "array", "items": de.schema},
        attendu,
        [de.exemple],
        sous=de.sous,
        cle=cle,
    )


def suite(de: Forme[V], attendu: str, au_moins: int, au_plus: int) -> Forme[tuple[V, ...]]:
    """Return the form of a list of values, of a bounded length, in the order given."""

    def lire(champ: str, brut: object) -> tuple[V, ...]:
        if not isinstance(brut, list | tuple) or not au_moins <= len(brut) <= au_plus:
            raise ErreurDeSaisie(champ, brut, attendu)
        return tuple(de.lire(f"{champ}[{rang}]", un) for rang, un in enumerate(brut))

    schema = {"type": "array", "items": de.schema, "minItems": au_moins, "maxItems": au_plus}
    return Forme(Genre.LISTE, lire, lambda valeurs: [de.decrire(une) for une in valeurs], schema, attendu, [de.exemple])


def par_axe(axes: list[str], de: Forme[V], etiquette: str, accord: Accord) -> Forme[dict[str, Any]]:
    """Return the form of one cell per code of an enumeration of the law, or of several, nested."""
    axe, *suite = axes
    sous = {}
    for un, membre in codes_de(AXES[axe]).items():
        dite = etiquette.replace("{" + axe + "}", membre.libelle)
        forme: Forme[Any] = par_axe(suite, de, dite, accord) if suite else de
        sous[un] = SousChamp(un, forme, membre.libelle if suite else dite)
    return objet(sous, dict, accord=ACCORDS[""] if suite else accord)


def lectures(loi: Loi) -> Forme[dict[str, str]]:
    """Return the form of the choices of lectures."""
    sous = {
        nom: SousChamp(nom, _lecture(lecture.choix), lecture.question)
        for nom, lecture in loi.catalogue.lectures.items()
    }
    return objet(sous, dict, "un objet {lecture: choix}", ouverte=True)


def _lecture(choix: Mapping[str, str]) -> Forme[str]:
    codes = {un: un for un in choix}
    return code(codes, " ou ".join(codes), lambda: {un: dire(sens) for un, sens in choix.items()})


def _sous_champs(brut: Mapping[str, Any], loi: Loi) -> dict[str, SousChamp]:
    return {
        nom: SousChamp(
            nom,
            forme_de(un, loi),
            un["libelle"],
            un.get("aide", ""),
            un.get("court", ""),
            un.get("obligatoire", ""),
            un.get("formulaire", True),
        )
        for nom, un in brut.items()
    }


def _objet(brut: Mapping[str, Any], loi: Loi) -> Forme[Any]:
    return objet(_sous_champs(brut["sous"], loi), RECORDS[brut["record"]], accord=ACCORDS[brut.get("accord", "")])


def _liste(brut: Mapping[str, Any], loi: Loi) -> Forme[Any]:
    return liste(_objet(brut, loi), brut["cle"], brut["attendu"], brut.get("unique", ""))


def _par_axe(brut: Mapping[str, Any], loi: Loi) -> Forme[Any]:
    return par_axe(brut["axes"], SIMPLES[brut["de"]](brut, loi), brut["etiquette"], ACCORDS[brut.get("accord", "")])


def forme_de(brut: Mapping[str, Any], loi: Loi) -> Forme[Any]:
    """Return the form that a field of `champs.toml` has."""
    return FORMES[brut["forme"]](brut, loi)


FORMES: Final[Mapping[str, Fabrique]] = {
    **SIMPLES,
    "objet": _objet,
    "liste": _liste,
    "par_axe": _par_axe,
    "lectures": lambda _brut, loi: lectures(loi),
}
"""Every form by its name in `champs.toml`."""
