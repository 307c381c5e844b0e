"""`binome droit`: the law as data, to read or to reuse."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from binome.cli.commun import ecrire_json
from binome.droit.catalogue import Catalogue, Regime
from binome.droit.loi import loi_en_vigueur
from binome.droit.registre import toutes_les_regles
from binome.moteur.doutes import Lecture
from binome.moteur.parametres import Parametre
from binome.moteur.proximite import vouliez_vous
from binome.moteur.sources import GRADES, Texte
from binome.moteur.trace import Regle

Fiche = dict[str, Any]


def _droit() -> Catalogue:
    return loi_en_vigueur().catalogue


@click.group(options_metavar="[OPTIONS…]", subcommand_metavar="COMMANDE …")
def droit() -> None:
    """Lire le droit : règles, nombres, lectures, textes, spécialités, avec leurs dates et leurs sources."""


def _commande(nom: str, aide: str, entrees: Callable[[], Mapping[str, Any]], fiche: Callable[[Any], Fiche]) -> None:
    @droit.command(nom, help=aide, options_metavar="[OPTIONS…]")
    @click.argument("identifiant", required=False, metavar="[NOM]")
    @click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
    def lire(identifiant: str | None, en_json: bool) -> None:
        connues = entrees()
        if identifiant is not None and identifiant not in connues:
            raise click.UsageError(f"« {identifiant[:60]} » inconnu.{vouliez_vous(identifiant, connues)}")
        choisies = connues if identifiant is None else {identifiant: connues[identifiant]}
        fiches = [fiche(entree) for entree in choisies.values()]
        if en_json:
            ecrire_json(fiches if identifiant is None else fiches[0])
        else:
            _ecrire(fiches, detail=identifiant is not None)


def _ecrire(fiches: list[Fiche], detail: bool) -> None:
    for fiche in fiches:
        click.secho(fiche["nom"], bold=True, nl=False)
        click.echo(f"  {fiche['titre']}")
        if detail:
            for cle, valeur in fiche.items():
                if cle not in ("nom", "titre") and valeur not in (None, "", [], {}):
                    _ecrire_valeur(cle, valeur, "  ")


def _ecrire_valeur(cle: str, valeur: object, marge: str) -> None:
    if isinstance(valeur, Mapping):
        click.echo(f"{marge}{cle} :")
        for sous_cle, sous_valeur in valeur.items():
            _ecrire_valeur(sous_cle, sous_valeur, marge + "  ")
    elif isinstance(valeur, list) and valeur and isinstance(valeur[0], Mapping):
        for element in valeur:
            _ecrire_valeur(cle, element, marge)
    elif isinstance(valeur, list):
        click.echo(f"{marge}{cle} :")
        for element in valeur:
            click.echo(f"{marge}  {' | '.join(map(str, element)) if isinstance(element, list) else element}")
    else:
        click.echo(f"{marge}{cle} : {valeur}")


def _fiche_de_regle(regle: Regle[Any, Any]) -> Fiche:
    return {
        "nom": regle.nom,
        "titre": regle.titre,
        "theme": regle.theme.removeprefix("binome.droit.").removesuffix(".regles"),
        "source": str(regle.source),
        "grade": GRADES[regle.source.grade],
        "entrees": list(regle.entrees),
    }


def _fiche_de_nombre(parametre: Parametre) -> Fiche:
    return {
        "nom": parametre.nom,
        "titre": parametre.titre,
        "unite": parametre.unite,
        "selon": parametre.selon,
        "theme": parametre.theme,
        "axes": list(parametre.axes),
        "versions": [
            {
                "depuis": version.depuis.isoformat(),
                "jusque": version.jusque.isoformat() if version.jusque else None,
                "valeur": version.imprimee,
                "source": str(version.source),
                "verifie_le": version.verifie_le.isoformat(),
                "note": version.note,
            }
            for version in parametre.versions
        ],
    }


def _fiche_de_lecture(lecture: Lecture) -> Fiche:
    return {
        "nom": lecture.id,
        "titre": lecture.question,
        "choix": lecture.choix,
        "defaut": lecture.defaut,
        "defauts_particuliers": lecture.defauts,
        "enjeu": lecture.enjeu,
        "sources": [str(source) for source in lecture.sources],
        "note": lecture.note,
    }


def _fiche_de_texte(texte: Texte) -> Fiche:
    return {
        "nom": texte.id,
        "titre": texte.titre,
        "auteur": texte.auteur,
        "nature": texte.nature,
        "date": texte.date.isoformat() if texte.date else None,
        "url": texte.url,
        "lu": "oui" if texte.lu else "non",
        "note": texte.note,
    }


def _fiche_de_regime(regime: Regime) -> Fiche:
    return {
        "nom": regime.id,
        "titre": regime.titre,
        "depuis": regime.depuis.isoformat(),
        "grade": regime.grade,
        "sources": " ; ".join(map(str, regime.sources)),
        "famille": regime.famille,
        "note": regime.note,
    }


def _fiche_de_specialite(specialite: Any) -> Fiche:
    bareme = _droit().bareme(_droit().verifie_le)
    return {
        "nom": specialite.code,
        "titre": specialite.libelle,
        "mot": specialite.alias,
        "situation": bareme.situation_de_la_specialite[specialite.rang].code,
        "famille": bareme.famille_de_la_specialite[specialite.rang].code,
    }


_commande("regles", "Les règles : ce qu'elles décident, leur texte, leur grade.", toutes_les_regles, _fiche_de_regle)
_commande(
    "nombres",
    "Les nombres et les tableaux, avec leurs dates.",
    lambda: {**_droit().parametres, **_droit().parametres_collectifs},
    _fiche_de_nombre,
)
_commande("lectures", "Les doutes des textes : question, choix, défaut.", lambda: _droit().lectures, _fiche_de_lecture)
_commande(
    "regimes", "Les régimes, par date de signature.", lambda: {r.id: r for r in _droit().regimes}, _fiche_de_regime
)
_commande("textes", "Les documents cités.", lambda: _droit().textes, _fiche_de_texte)
_commande(
    "specialites",
    "Les spécialités, leur code et leur mot.",
    lambda: {s.code: s for s in _droit().specialites},
    _fiche_de_specialite,
)
