"""What a request may hold, described once: each form reads a value and gives its schema. No field is written twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final, TypeAlias

from binome.contrats.champs.composes import objet
from binome.contrats.champs.description import champs_de
from binome.contrats.champs.formes import COMPTE, JOUR, Forme, Genre, Schema, SousChamp, code, entier, mot
from binome.contrats.champs.noms_du_droit import derniere_annee
from binome.contrats.decrire import decrire
from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import reformes_pretes
from binome.droit.codes import CODES_D_OPTION
from binome.droit.loi import Loi, loi_en_vigueur
from binome.economie.champs import champs_du_projet
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.rendu import champs_rendus
from binome.simulation.question_inverse import VISEE
from binome.simulation.recu import FORMAT, Contenu

Demande: TypeAlias = Callable[[Loi], Forme[Any]]
"""What a request holds, under a law."""
Parametres: TypeAlias = Mapping[str, SousChamp]

_COLONNES_AU_PLUS: Final = 20
_UN_OBJET: Final = "un objet {champ: valeur}"


def reference(nom: str) -> Schema:
    """Return the schema that stands for one of the components of the document."""
    return {"$ref": f"#/components/schemas/{nom}"}


def _exiger_un_objet(champ: str, brut: object) -> Mapping[str, Any]:
    if not isinstance(brut, Mapping):
        raise ErreurDeSaisie(champ, brut, _UN_OBJET)
    return brut


def _de_situation(schema: Schema, lire: Callable[[str, Any], Any], loi: Loi) -> Forme[Any]:
    exemple = {nom: champ.exemple for nom, champ in champs_de(loi).items() if nom in _EXEMPLE}
    return Forme(Genre.OBJET, lire, lambda lue: decrire(lue, loi), schema, _UN_OBJET, exemple)


_EXEMPLE: Final = ("date_signature", "specialite", "secteur", "option_etp", "zone", "pmt_initiale", "pfa_initiale")


@lru_cache(16)
def situation(loi: Loi) -> Forme[Situation]:
    """Return the form of a situation."""

    def lire(champ: str, brut: object) -> Situation:
        return lire_situation(_exiger_un_objet(champ, brut), loi)

    return _de_situation(reference("Situation"), lire, loi)


def _variante(loi: Loi) -> Forme[Mapping[str, Any]]:
    """Return the form of some fields of a situation; they are read with those that they complete."""
    return _de_situation(reference("Situation"), _exiger_un_objet, loi)


def schema_de_la_situation() -> Schema:
    """Return the schema of a situation, as a component."""
    return {cle: valeur for cle, valeur in champs_de(loi_en_vigueur()).schema().items() if cle != "$schema"}


def suite(de: Forme[Any], attendu: str, au_moins: int = 1) -> Forme[list[Any]]:
    """Return the form of a list of values, of a bounded length."""

    def lire(champ: str, brut: object) -> list[Any]:
        if not isinstance(brut, list) or not au_moins <= len(brut) <= _COLONNES_AU_PLUS:
            raise ErreurDeSaisie(champ, brut, attendu)
        return [de.lire(f"{champ}[{rang}]", un) for rang, un in enumerate(brut)]

    schema = {"type": "array", "items": de.schema, "minItems": au_moins, "maxItems": _COLONNES_AU_PLUS}
    return Forme(Genre.LISTE, lire, list, schema, attendu, [de.exemple])


def parmi(codes: Mapping[str, str], attendu: str) -> Forme[str]:
    """Return the form of one identifier among those of the law."""
    return code(dict(zip(codes, codes, strict=True)), attendu, lambda: dict(codes))


def _texte(attendu: str, motif: str, exemple: str) -> Forme[str]:
    def lire(champ: str, brut: object) -> str:
        if not isinstance(brut, str):
            raise ErreurDeSaisie(champ, brut, attendu)
        return brut

    return Forme(Genre.TEXTE, lire, str, {"type": "string", "pattern": motif}, attendu, exemple)


def _avec(loi: Loi, **sous: SousChamp) -> Forme[dict[str, Any]]:
    """Return the form of a situation and of what is asked of it."""
    donnee = SousChamp("situation", situation(loi), obligatoire="la situation du médecin")
    return objet({"situation": donnee, **sous}, dict)


def _annee(loi: Loi) -> SousChamp:
    derniere = derniere_annee(loi)
    forme = entier(1, derniere, f"une année de contrat, de 1 à {derniere}", exemple=3)
    return SousChamp("annee", forme)


@lru_cache(16)
def options(loi: Loi) -> Forme[dict[str, Any]]:
    """Return the form of a comparison of working times."""
    attendu = "une liste d'options, de 1 à 20"
    liste = suite(parmi(dict(zip(CODES_D_OPTION, CODES_D_OPTION, strict=True)), ", ".join(CODES_D_OPTION)), attendu)
    return _avec(loi, options=SousChamp("options", liste, obligatoire=attendu))


@lru_cache(16)
def regimes(loi: Loi) -> Forme[dict[str, Any]]:
    """Return the form of a comparison of regimes: all of them when none is named."""
    connus = {regime.id: regime.titre for regime in loi.catalogue.regimes}
    liste = suite(parmi(connus, ", ".join(connus)), "une liste de régimes", au_moins=0)
    return _avec(loi, regimes=SousChamp("regimes", liste))


@lru_cache(16)
def lecture(loi: Loi) -> Forme[dict[str, Any]]:
    """Return the form of a comparison of the choices of a lecture."""
    connues = {nom: une.question for nom, une in loi.catalogue.lectures.items()}
    choisie = parmi(connues, ", ".join(connues))
    return _avec(loi, lecture=SousChamp("lecture", choisie, obligatoire="une lecture"))


@lru_cache(16)
def variantes(loi: Loi) -> Forme[dict[str, Any]]:
    """Return the form of a comparison with other answers."""
    attendu = "une liste d'objets {champ: valeur}, de 1 à 20"
    return _avec(loi, variantes=SousChamp("variantes", suite(_variante(loi), attendu), obligatoire=attendu))


@lru_cache(16)
def terme(loi: Loi) -> Forme[dict[str, Any]]:
    """Return the form of a comparison of the ways on at the term."""
    return _avec(loi, pmt=SousChamp("pmt", COMPTE), pfa=SousChamp("pfa", COMPTE))


@lru_cache(16)
def objectif(loi: Loi) -> Forme[dict[str, Any]]:
    """Return the form of the inverse question."""
    vise = _texte("100%, non-nul ou une somme en euros (15000 ou 15000.50)", VISEE, "100%")
    depuis = mot({"initiale": "patientèle initiale", "constat": "dernier constat"})
    return _avec(loi, annee=_annee(loi), viser=SousChamp("viser", vise), depuis=SousChamp("depuis", depuis))


@lru_cache(16)
def rentabilite(loi: Loi) -> Forme[dict[str, Any]]:
    """Return the form of a project of employment, beside the situation."""
    du_projet = {nom: SousChamp(nom, champ.forme, champ.libelle) for nom, champ in champs_du_projet().items()}
    codes = dict(zip(CODES_D_OPTION, CODES_D_OPTION, strict=True))
    liste = suite(parmi(codes, ", ".join(CODES_D_OPTION)), "une liste d'options, de 1 à 20")
    return _avec(loi, **du_projet, options=SousChamp("options", liste))


@lru_cache(16)
def carte(loi: Loi) -> Forme[dict[str, Any]]:
    """Return the form of the cliff map."""
    return _avec(loi, annee=_annee(loi))


def recu(_loi: Loi) -> Forme[Mapping[str, Any]]:
    """Return the form of a receipt to verify: what it must have, whatever it has become."""
    exigees = [champ.cle for champ in champs_rendus(Contenu) if not champ.presentation.facultatif]
    contenu = {"type": "object", "required": exigees, "properties": {"format": {"const": FORMAT}}}
    schema = {
        "type": "object",
        "required": ["contenu", "empreinte"],
        "properties": {"contenu": contenu, "empreinte": {"type": "string"}},
    }
    return Forme(Genre.OBJET, _exiger_un_objet, dict, schema, "un récépissé", {})


def _parametre(nom: str, forme: Forme[Any], libelle: str) -> SousChamp:
    return SousChamp(nom, forme, libelle)


@lru_cache(1)
def reforme() -> SousChamp:
    """Return the parameter that chooses a ready-made reform."""
    pretes = {nom: une.titre for nom, une in reformes_pretes(loi_en_vigueur().catalogue).items()}
    return _parametre(
        "reforme", parmi(pretes, ", ".join(pretes)), "Une réforme toute prête ; le droit en vigueur sinon."
    )


EFFETS: Final = _parametre(
    "effets",
    replace(mot({"oui": "oui", "non": "non"}), exemple="non"),
    "« non » tait ce qui demande d'autres simulations (effet de chaque lecture, de chaque présomption, champs "
    "manquants) : la réponse vient alors environ trente fois plus vite.",
)
AU: Final = _parametre("au", JOUR, "Ne donner que la version en vigueur ce jour-là.")
