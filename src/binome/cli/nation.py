"""What `binome population` shows on a terminal: progress, lists, the report."""

from __future__ import annotations

import click
from rich import box
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from binome.cli.ecran import Ecran
from binome.droit.choix import reformes_pretes
from binome.droit.loi import loi_en_vigueur
from binome.nation.hypotheses import hypotheses
from binome.nation.resultats.controles import Controle, HypotheseRetenue
from binome.noyau.calcul import avertissement
from binome.rapports.nation.rapport import Rapport
from binome.rapports.nation.sections import Partie, Section

_LIGNES_A_L_ECRAN = 40
_LARGEUR_ENTIERE = 160
_TITRE_D_UN_PAS = 70


class Avancement:
    """A bar on the error output, one step a law; the first one also compiles the rules."""

    def __init__(self) -> None:
        self._barre = Progress(
            BarColumn(),
            TextColumn("{task.completed}/{task.total} {task.description}"),
            TimeElapsedColumn(),
            console=Ecran(stderr=True),
            transient=True,
        )
        self._tache: TaskID | None = None

    def __call__(self, fait: int, total: int, quoi: str) -> None:
        """Show what is done, and what is being done."""
        if self._tache is None:
            if avertissement():
                click.echo(avertissement(), err=True)
            self._barre.start()
            self._tache = self._barre.add_task(quoi, total=total)
        self._barre.update(self._tache, completed=fait, description=quoi[:_TITRE_D_UN_PAS])

    def finir(self) -> None:
        """Clear the bar."""
        self._barre.stop()


def lister() -> None:
    """List the ready-made reforms and the assumptions."""
    click.echo("Réformes toutes prêtes :")
    for nom, reforme in reformes_pretes(loi_en_vigueur().catalogue).items():
        click.echo(f"  {nom} : {reforme.titre}. {reforme.description}")
    click.echo("Hypothèses :")
    for nom, hypothese in hypotheses().items():
        supposee = " (supposée)" if hypothese.supposee else ""
        click.echo(f"  {nom} = {hypothese.valeur}{supposee} : {hypothese.titre} ; {hypothese.source}")


def afficher(rapport: Rapport) -> None:
    """Show a report: the answer, the tables that a screen can hold, then limits and assumptions."""
    ecran = Ecran()
    for phrase in (*rapport.effets, rapport.reference):
        click.echo(phrase)
    for section in rapport.sections:
        if section.partie is not Partie.METHODE and len(section.lignes) <= _LIGNES_A_L_ECRAN:
            ecran.print(_table(section, etroite=ecran.width < _LARGEUR_ENTIERE))
    tableaux = rapport.tableaux
    phrases = {
        "limites": [limite.limite for limite in tableaux.limites],
        "hypotheses": [_hypothese(hypothese) for hypothese in tableaux.hypotheses],
        "controles": [_controle(controle) for controle in tableaux.controles],
    }
    for section in rapport.sections:
        if section.partie is Partie.METHODE:
            click.echo(f"\n{section.titre}")
            for phrase in phrases[section.cle]:
                click.echo(f"  - {phrase}")
    click.echo(rapport.mentions)


def _hypothese(hypothese: HypotheseRetenue) -> str:
    supposee = ", supposée" if hypothese.supposee else ""
    return f"{hypothese.titre} : {hypothese.valeur} ({hypothese.source}{supposee})"


def _controle(controle: Controle) -> str:
    return f"{controle.chiffre} : {controle.publie}, simulé {controle.simule}"


def _table(section: Section, *, etroite: bool) -> Table:
    """Return a part as a table; a narrow screen keeps the essential columns."""
    table = Table(title=f"\n{section.titre}", box=box.SIMPLE_HEAD, caption=section.texte, title_justify="left")
    gardes = [rang for rang, colonne in enumerate(section.colonnes) if colonne.essentielle or not etroite]
    for rang in gardes:
        table.add_column(section.colonnes[rang].titre, justify="left" if rang == 0 else "right")
    for ligne in section.lignes:
        table.add_row(*(ligne[rang] for rang in gardes))
    return table
