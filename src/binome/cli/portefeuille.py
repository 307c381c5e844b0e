"""`binome portefeuille`: the doctors of a file, by what worries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from binome.cli.commun import annoncer, ecrire_json_sous, option_de_reforme
from binome.droit.loi import Loi
from binome.langue.tableau import Cellule, Colonne, ecrire
from binome.moteur.ecrire import ecrire as ecrire_le_fichier
from binome.moteur.erreurs import ErreurDeSaisie
from binome.moteur.saisie import lire_date
from binome.portefeuille.tableau import Tri, bilan, tableau, trier

if TYPE_CHECKING:
    from binome.portefeuille.fichier import Portefeuille
    from binome.portefeuille.suivi import Suivi


def _csv(suivis: list[Suivi]) -> bytes:
    from binome.rapports.feuilles import en_csv

    return en_csv(tableau(suivis))


def _xlsx(suivis: list[Suivi]) -> bytes:
    from binome.rapports.feuilles import en_classeur

    return en_classeur([tableau(suivis)])


def _svg(suivis: list[Suivi]) -> bytes:
    from binome.rapports.portefeuille_svg import en_svg

    return en_svg(suivis).encode()


_FORMES: Final[dict[str, Callable[[list[Suivi]], bytes]]] = {".csv": _csv, ".xlsx": _xlsx, ".svg": _svg}


@click.command(options_metavar="[OPTIONS…]")
@click.argument("entree", metavar="ENTREE", type=click.Path(path_type=Path))
@click.argument("sortie", metavar="[SORTIE]", required=False, type=click.Path(path_type=Path))
@click.option("--au", metavar="JOUR", help="Jour où l'on regarde (aaaa-mm-jj) ; aujourd'hui sinon.")
@click.option(
    "--tri",
    type=click.Choice([str(un) for un in Tri]),
    default=str(Tri.RISQUE),
    help="Ordre : " + " ; ".join(f"{un}, {un.libelle}" for un in Tri) + ".",
)
@click.option("--json", "en_json", is_flag=True, help="Écrire le portefeuille en JSON.")
@click.option("--remplacer", is_flag=True, help="Écraser SORTIE si elle existe déjà.")
@option_de_reforme
def portefeuille(
    entree: Path, sortie: Path | None, au: str | None, tri: str, en_json: bool, remplacer: bool, loi: Loi
) -> None:
    """Suivre les médecins d'un fichier : qui tombe, quand, de combien de patients, pour combien d'euros.

    ENTREE est un fichier comme ceux de « binome lot », une ligne par médecin ; ses colonnes de noms suivent. SORTIE,
    en .csv ou .xlsx, reçoit le tableau ; en .svg, la carte des risques. L'année jugée est celle qui court, ou la
    première dont les patients décident ; ses derniers comptes connus sont ceux du fichier.
    """
    from binome.cli.ecran import cris_retenus
    from binome.portefeuille.fichier import suivre_le_fichier

    jour = lire_date("au", au) if au else datetime.now(tz=UTC).astimezone().date()
    forme = None if sortie is None else _forme(sortie, remplacer)
    with cris_retenus():
        vu = suivre_le_fichier(entree, jour, loi)
    suivis = trier(vu.suivis, Tri(tri))
    if sortie is not None and forme is not None:
        ecrire_le_fichier(sortie, forme(suivis))
    elif en_json:
        ecrire_json_sous(loi, _donnees(suivis, vu, jour))
    else:
        annoncer(loi)
        _afficher(suivis)
    _dire_le_reste(vu, None if sortie is None else f"{bilan(suivis)} Écrit dans {sortie}.")


def _forme(sortie: Path, remplacer: bool) -> Callable[[list[Suivi]], bytes]:
    forme = _FORMES.get(sortie.suffix.lower())
    if forme is None:
        raise ErreurDeSaisie("SORTIE", sortie.name, f"un fichier {', '.join(_FORMES)}, par exemple risques.xlsx")
    if sortie.exists() and not remplacer:
        raise ErreurDeSaisie("SORTIE", sortie.name, "un fichier qui n'existe pas encore ; --remplacer écrase celui-ci")
    return forme


def _donnees(suivis: list[Suivi], vu: Portefeuille, jour: date) -> dict[str, object]:
    return {
        "au": jour.isoformat(),
        "medecins": [{**un.en_json(), "en_jeu": str(un.en_jeu)} for un in suivis],
        "erreurs": [{"ligne": une.ligne, "champ": une.champ, "raison": une.raison} for une in vu.erreurs],
    }


def _afficher(suivis: list[Suivi]) -> None:
    """Write the table that a terminal holds; the files have every column."""
    from rich.table import Table

    from binome.cli.ecran import Ecran

    complet = tableau(suivis)
    choisi = complet.choisir(*(colonne.cle for colonne in complet.colonnes if colonne.essentielle))
    click.echo(bilan(suivis))
    table = Table()
    for colonne in choisi.colonnes:
        table.add_column(colonne.en_tete, justify="left" if colonne.en_mots else "right", no_wrap=not colonne.en_mots)
    for cellules in choisi.cellules():
        table.add_row(*(_cellule(une, col) for une, col in zip(cellules, choisi.colonnes, strict=True)))
    console = Ecran(highlight=False)
    console.print(table)
    for un in suivis:
        if un.a_preciser:
            console.print(f"Ligne {un.ligne} : {un.a_preciser}", markup=False)


def _cellule(cellule: Cellule, colonne: Colonne) -> str:
    """Return a cell in the width of a terminal."""
    return f"{cellule:%d/%m/%Y}" if isinstance(cellule, date) else ecrire(cellule, colonne.unite)


def _dire_le_reste(vu: Portefeuille, ecrit: str | None) -> None:
    for remarque in vu.remarques:
        click.echo(remarque, err=True)
    for une in vu.erreurs:
        click.echo(f"Ligne {une.ligne} refusée. {une.raison}", err=True)
    if ecrit:
        click.echo(ecrit, err=True)
