"""What a request may hold, described once: each form reads a value and gives its schema. No field is written twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final, TypeAlias

from binome.collectif.groupe import Groupe, champs_du_groupe, lire_groupe
from binome.contrats.actes.acte import Acte, Correction, lire_actes
from binome.contrats.champs.composes import objet, suite
from binome.contrats.champs.formes import COMPTE, JOUR, MONTANT, Forme, Genre, Schema, SousChamp, code, entier, mot
from binome.contrats.champs.noms_du_droit import derniere_annee
from binome.contrats.situation import Situation, forme_de_situation
from binome.droit.choix import reformes_pretes
from binome.droit.codes import CODES_D_OPTION
from binome.droit.loi import Loi, loi_en_vigueur
from binome.economie.champs import champs_du_projet
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.rendu import champs_rendus
from binome.simulation.question_inverse import VISEE
from binome.simulation.recu import FORMAT, Contenu
from binome.simulation.retrouver import Chiffre

Demande: TypeAlias = Callable[[Loi], Forme[Any]]
"""What a request holds, under a law."""
Parametres: TypeAlias = Mapping[str, SousChamp]

_COLONNES: Final = 20
_ACTES: Final = 2_000


def reference(nom: str) -> Schema:
    """Return the schema that stands for one of the components of the document."""
    return {"$ref": f"#/components/schemas/{nom}"}


def _exiger_un_objet(champ: str, brut: object) -> Mapping[str, Any]:
    if not isinstance(brut, Mapping):
        raise ErreurDeSaisie(champ, brut, situation(loi_en_vigueur()).attendu)
    return brut


@lru_cache(16)
def situation(loi: Loi) -> Forme[Situation]:
    """Return the form of a situation, whose schema stands among the components."""
    return replace(forme_de_situation(loi), schema=reference("Situation"))


def _variante(loi: Loi) -> Forme[Any]:
    """Return the form of some fields of a situation; they are read with those that they complete."""
    forme: Forme[Any] = forme_de_situation(loi)
    return replace(forme, lire=_exiger_un_objet, schema=reference("Situation"))


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
    liste = suite(
        parmi(dict(zip(CODES_D_OPTION, CODES_D_OPTION, strict=True)), ", ".join(CODES_D_OPTION)), attendu, 1, _COLONNES
    )
    return _avec(loi, options=SousChamp("options", liste, obligatoire=attendu))


@lru_cache(16)
def regimes(loi: Loi) -> Forme[dict[str, Any]]:
    """Return the form of a comparison of regimes: all of them when none is named."""
    connus = {regime.id: regime.titre for regime in loi.catalogue.regimes}
    liste = suite(parmi(connus, ", ".join(connus)), "une liste de régimes", 0, _COLONNES)
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
    return _avec(
        loi, variantes=SousChamp("variantes", suite(_variante(loi), attendu, 1, _COLONNES), obligatoire=attendu)
    )


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
    liste = suite(parmi(codes, ", ".join(CODES_D_OPTION)), "une liste d'options, de 1 à 20", 1, _COLONNES)
    return _avec(loi, **du_projet, options=SousChamp("options", liste))


@lru_cache(16)
def retrouver(loi: Loi) -> Forme[dict[str, Any]]:
    """Return the form of a figure to explain."""
    somme = SousChamp("montant", MONTANT, obligatoire="la somme imprimée par la caisse, en euros")
    chiffre = SousChamp("chiffre", mot({str(un.value): un.libelle for un in Chiffre}))
    return _avec(loi, montant=somme, annee=_annee(loi), chiffre=chiffre)


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


@lru_cache(16)
def releve(loi: Loi) -> Forme[dict[str, Any]]:
    """Return the form of the acts of a contract, and of the days of the statement."""
    attendu = f"une liste d'actes, {_ACTES} au plus"

    def lire(_champ: str, brut: object) -> tuple[Acte | Correction, ...]:
        if isinstance(brut, list) and len(brut) > _ACTES:
            raise ErreurDeSaisie("actes", brut, attendu)
        return lire_actes(brut, loi)

    schema = {"type": "array", "maxItems": _ACTES, "items": reference("Acte")}
    actes = Forme(Genre.LISTE, lire, lambda _actes: [], schema, attendu, [])
    jour = SousChamp("au", JOUR, obligatoire="le jour du relevé")
    return objet(
        {
            "actes": SousChamp("actes", actes, obligatoire="les actes du contrat"),
            "au": jour,
            "connu_au": SousChamp("connu_au", JOUR),
        },
        dict,
    )


@lru_cache(16)
def groupe(loi: Loi) -> Forme[Groupe]:
    """Return the form of a group that would sign a collective contract."""
    forme: Forme[Any] = objet(champs_du_groupe(loi), dict)

    def lire(champ: str, brut: object) -> Groupe:
        return lire_groupe(_exiger_un_objet(champ, brut), loi)

    return replace(forme, lire=lire)


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
