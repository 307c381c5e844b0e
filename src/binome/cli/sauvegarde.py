"""`binome sauvegarder` and `binome restaurer`: the whole of management in one file, and back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from binome.moteur.ecrire import en_place
from binome.moteur.erreurs import ErreurDeSaisie

if TYPE_CHECKING:
    from binome.gestion.sauvegarde.archive import Manifeste

_option_de_phrase = click.option(
    "--phrase",
    "phrase",
    metavar="FICHIER",
    help="Un fichier dont la première ligne scelle la sauvegarde, ou l'ouvre ; « - » la demande.",
)


@click.command(options_metavar="[OPTIONS…]")
@click.argument("fichier", metavar="FICHIER")
@_option_de_phrase
def sauvegarder(fichier: str, phrase: str | None) -> None:
    """Écrire toute la gestion des contrats dans un fichier : comptes, contrats, actes, paiements, journal, pièces.

    Sans phrase, le fichier est en clair : gardez-le comme la base elle-même.
    """
    secrete = _lire_la_phrase(phrase, confirmer=True)
    from binome.web.demarrer import ouvrir_la_base

    ouvrir_la_base()
    from binome.gestion.sauvegarde.archive import sauvegarder as ecrire_l_archive
    from binome.gestion.sauvegarde.chiffre import Scelleur

    with en_place(Path(fichier)) as provisoire, provisoire.open("wb") as sortie:
        provisoire.chmod(0o600)
        if secrete is None:
            manifeste = ecrire_l_archive(sortie)
        else:
            scelleur = Scelleur(sortie, secrete)
            manifeste = ecrire_l_archive(scelleur)
            scelleur.finir()
    _dire("Sauvegardé", manifeste)


@click.command(options_metavar="[OPTIONS…]")
@click.argument("fichier", metavar="FICHIER")
@_option_de_phrase
def restaurer(fichier: str, phrase: str | None) -> None:
    """Relire une sauvegarde dans une installation vide, sur SQLite comme sur PostgreSQL.

    Rien n'est gardé si le journal de la sauvegarde n'est pas intact.
    """
    from binome.web.demarrer import ouvrir_la_base

    ouvrir_la_base()
    from binome.gestion.sauvegarde.archive import restaurer as lire_l_archive

    with Path(fichier).open("rb") as entree, _en_clair(entree, phrase) as claire:
        manifeste = lire_l_archive(claire)
    _dire("Restauré", manifeste)


@contextmanager
def _en_clair(entree: BinaryIO, phrase: str | None) -> Iterator[BinaryIO]:
    """Give a backup in clear: itself, or what its phrase opens, in a file that disappears."""
    from binome.gestion.sauvegarde.chiffre import est_scelle, ouvrir

    if not est_scelle(entree):
        yield entree
        return
    secrete = _lire_la_phrase(phrase or "-", confirmer=False)
    assert secrete is not None
    with tempfile.TemporaryFile() as claire:
        ouvrir(entree, secrete, claire)
        claire.seek(0)
        yield claire


def _lire_la_phrase(fichier: str | None, confirmer: bool) -> str | None:
    if fichier is None:
        return None
    if fichier == "-":
        return str(click.prompt("Phrase", hide_input=True, confirmation_prompt=confirmer))
    lignes = Path(fichier).read_text("utf-8").splitlines()
    if not lignes:
        raise ErreurDeSaisie("phrase", "un fichier vide", "une phrase sur la première ligne")
    return lignes[0]


def _dire(fait: str, manifeste: Manifeste) -> None:
    click.echo(f"{fait} : {manifeste.lignes} lignes, {manifeste.pieces} pièces.")
