"""`binome contrat`: the acts of a contract, replayed into a statement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import click

from binome.cli.commun import ecrire_json
from binome.cli.lecture import lire_json_quelconque, lire_table_de_cas
from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.releve import releve as etablir
from binome.contrats.actes.reponse import Releve, UnReleve
from binome.contrats.echeancier import NatureDeVersement
from binome.langue.ecriture import en_date, en_texte
from binome.moteur.argent import en_euros
from binome.moteur.codes import Mots
from binome.moteur.saisie import lire_date


@click.command(options_metavar="[OPTIONS…]")
@click.argument("fichier", metavar="FICHIER")
@click.option("--au", metavar="DATE", help="Jour du relevé (aujourd'hui par défaut).")
@click.option("--connu-au", metavar="DATE", help="Ne retenir que les actes connus ce jour-là (le jour du relevé).")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def contrat(fichier: str, au: str | None, connu_au: str | None, en_json: bool) -> None:
    """Rejouer les actes d'un contrat : état, objectifs, échéancier, sommes versées, dues ou à rendre, obligations.

    FICHIER est une liste d'actes en JSON, ou un cas de contrat (TOML).

    Le relevé d'un jour passé peut être refait tel qu'il était connu alors (--connu-au). Rien n'est modifié : une
    correction est un acte de plus.
    """
    jour = lire_date("au", au) if au else datetime.now(tz=UTC).astimezone().date()
    connu = lire_date("connu-au", connu_au) if connu_au else jour
    actes = lire_table_de_cas(fichier, "actes") if fichier.endswith(".toml") else lire_json_quelconque(fichier, "actes")
    resultat = etablir(lire_actes(actes), jour, connu)
    if en_json:
        ecrire_json(resultat.en_json())
    else:
        _afficher(resultat)


def _afficher(releve: Releve) -> None:
    for rang, precedent in enumerate(releve.precedents or (), 1):
        click.secho(f"Contrat n° {rang}, {precedent.etat.libelle}", bold=True)
        _afficher_un(precedent)
        click.echo()
    combien = len(releve.precedents or ())
    quoi = f"Contrat n° {combien + 1}, {releve.etat.libelle}" if combien else f"Contrat {releve.etat.libelle}"
    click.secho(f"{quoi} au {en_date(releve.au)}", bold=True)
    _afficher_un(releve)


def _afficher_un(releve: UnReleve) -> None:
    for remarque in releve.remarques:
        click.secho(f"  À savoir : {remarque.message} ({remarque.source})", fg="yellow")
    for nom in ("verse", "a_verser", "exigible", "a_recouvrer"):
        click.echo(f"  {_NOMS[nom]} : {en_texte(en_euros(getattr(releve, nom)))}")
    for ligne in releve.echeancier:
        quand = "sans date lue        "
        if ligne.au_plus_tard is not None:
            quand = f"{'attendu le' if ligne.au_plus_tard > releve.au else 'échu le   '} {ligne.au_plus_tard:%d/%m/%Y}"
        nom = _NOMS_DE_LIGNE.get(ligne.nature, ligne.nature.libelle)
        somme = en_texte(en_euros(ligne.centimes))
        click.echo(f"  {quand}, année {ligne.annee}, {nom} : {somme}")
    if releve.carence is not None:
        click.echo(
            f"  selon le motif, pas de nouveau contrat avant le {en_date(releve.carence)} : demandez à la caisse"
        )
    for suivie in releve.obligations:
        quand = "" if suivie.obligation.echeance is None else f" (échéance {suivie.obligation.echeance:%d/%m/%Y})"
        click.echo(f"  {suivie.etat.libelle} : {suivie.obligation.libelle}{quand}")


_NOMS_DE_LIGNE: Mapping[Mots, str] = {NatureDeVersement.TROP_PERCU: "trop-perçu"}
"""Where the sign of a sum already says that it is to give back."""
_NOMS = {"verse": "versé", "a_verser": "à verser", "exigible": "dont déjà exigible", "a_recouvrer": "à recouvrer"}
