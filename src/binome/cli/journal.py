"""`binome journal`: check that nothing was rewritten, export the anchor of the day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import click

from binome.cli.commun import ecrire_fichier, ecrire_json
from binome.cli.lecture import lire_json_quelconque
from binome.moteur.erreurs import ErreurDeSaisie

_NON = 1


@click.group(subcommand_metavar="COMMANDE …", options_metavar="[OPTIONS…]")
def journal() -> None:
    """Vérifier le journal de la gestion des contrats, en garder l'ancre du jour."""


@journal.command(options_metavar="[OPTIONS…]")
@click.option("--ancre", metavar="FICHIER", help="Une ancre gardée ailleurs : ce qui a été coupé depuis se voit.")
@click.option("--json", "en_json", is_flag=True, help="Écrire en JSON.")
def verifier(ancre: str | None, en_json: bool) -> int:
    """Rejouer chaque chaîne : dire quelle entrée a été modifiée, manque ou n'est pas à sa place.

    Rend 0 quand tout se tient, 1 sinon.
    """
    dites = _lire_une_ancre(ancre) if ancre else {}
    from binome.web.demarrer import ouvrir_la_base

    ouvrir_la_base()
    from binome.gestion.journal.tables import verifier as chercher
    from binome.gestion.journal.verifier import ancres

    fautes = [*chercher(dites)]
    entrees = sum(rang for rang, _ in ancres().values())
    if en_json:
        ecrire_json({"intact": not fautes, "entrees": entrees, "fautes": [str(faute) for faute in fautes]})
    else:
        for faute in fautes:
            click.echo(str(faute))
        click.echo(
            f"{entrees} entrées, {len(fautes)} fautes." if fautes else f"Le journal est intact : {entrees} entrées."
        )
    return _NON if fautes else 0


@journal.command(options_metavar="[OPTIONS…]")
@click.argument("fichier", required=False, metavar="[FICHIER]")
def ancre(fichier: str | None) -> None:
    """Écrire l'ancre du jour : le rang et l'empreinte de la dernière entrée de chaque chaîne, à garder ailleurs."""
    import json

    from binome.web.demarrer import ouvrir_la_base

    ouvrir_la_base()
    from binome.gestion.journal.verifier import ancres

    dernieres = {chaine: {"rang": rang, "empreinte": empreinte} for chaine, (rang, empreinte) in ancres().items()}
    donnees = {"le": datetime.now(tz=UTC).isoformat(timespec="seconds"), "chaines": dernieres}
    if fichier:
        ecrire_fichier(fichier, json.dumps(donnees, ensure_ascii=False, indent=2) + "\n")
    else:
        ecrire_json(donnees)


def _lire_une_ancre(fichier: str) -> dict[str, tuple[int, str]]:
    lue: Any = lire_json_quelconque(fichier, "ancre")
    try:
        return {str(nom): (int(une["rang"]), str(une["empreinte"])) for nom, une in lue["chaines"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as faute:
        raise ErreurDeSaisie("ancre", "ce fichier", "une ancre écrite par « binome journal ancre »") from faute
