"""Entry point: the group of commands, French messages, exit codes.

Exit codes: 0 done, 1 the answer is no where a yes or no was asked, 2 malformed or contradictory input, 69 the machine
lacks something (room, a right, a library), 70 internal error, 130 interrupted, 141 nobody reads the answer any more.
No command prints a traceback.
"""

from __future__ import annotations

import gettext
import os
import sys
from contextlib import suppress
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Final

import click

from binome import __version__

CODE_NON: Final = 1
CODE_SAISIE: Final = 2
CODE_INTERNE: Final = 70
CODE_INTERROMPU: Final = 130
CODE_TUYAU: Final = 141

_COMMANDES: Final = {
    "simuler": "Simuler un contrat : éligibilité, objectifs, cinq années de versements.",
    "lot": "Simuler chaque ligne d'un fichier CSV, XLSX, Parquet ou JSONL.",
    "portefeuille": "Suivre les médecins d'un fichier : qui tombe, quand, de combien, pour combien.",
    "population": "Chiffrer chaque lecture des textes sur une population synthétique.",
    "expliquer": "Montrer chaque étape du calcul, avec son texte et son grade.",
    "objectif": "Dire combien de patients de plus suffisent, avec la preuve.",
    "retrouver": "Expliquer une somme imprimée par la caisse : lectures, comptes, dates qui la donnent.",
    "carte": "Montrer la carte des falaises d'une année : 100 %, prorata, 0 €.",
    "comparer": "Mettre côte à côte des options, des régimes, des lectures, des dates ; ou les suites au terme.",
    "rentabilite": "Dire si employer vaut la peine : coût, net, seuils, probabilités.",
    "collective": "Simuler l'aide collective de 2026, pour un groupe de généralistes.",
    "contrat": "Rejouer les actes d'un contrat : état, échéancier, sommes, obligations.",
    "recu": "Écrire le récépissé d'un calcul, rejouable hors ligne.",
    "verifier": "Rejouer un récépissé : même résultat, ou ce qui diffère.",
    "web": "Ouvrir l'application dans le navigateur, sur cette machine.",
    "installer": "Préparer la gestion des contrats et créer son premier administrateur.",
    "demo": "Remplir une installation vide d'une caisse inventée de 500 contrats.",
    "actualiser": "Rejouer chaque contrat géré au jour d'aujourd'hui.",
    "journal": "Vérifier le journal de la gestion des contrats, en garder l'ancre du jour.",
    "sauvegarder": "Écrire toute la gestion des contrats dans un fichier, scellé d'une phrase si l'on veut.",
    "restaurer": "Relire une sauvegarde dans une installation vide.",
    "mcp": "Servir les réponses à un assistant, par le Model Context Protocol.",
    "droit": "Lire les règles, les nombres, les lectures et les textes.",
}
_MODULES: Final = {
    "objectif": "questions_inverses",
    "carte": "questions_inverses",
    "comparer": "comparaisons",
    "collective": "comparaisons",
    "recu": "recepisse",
    "verifier": "recepisse",
    "installer": "installation",
    "actualiser": "installation",
    "demo": "installation",
    "sauvegarder": "sauvegarde",
    "restaurer": "sauvegarde",
}


class Echappee(Exception):
    """A fault that Click would conclude itself: a closed pipe as a « no », an end of file as an interruption."""

    def __init__(self, faute: Exception) -> None:
        super().__init__(faute)
        self.faute = faute


class Groupe(click.Group):
    """The commands, each loaded when it is called."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what stops it is concluded in one place."""
        try:
            return super().invoke(ctx)
        except (OSError, EOFError) as faute:
            raise Echappee(faute) from faute

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (Click's signature)
        """Return the names of the commands, in the order of use."""
        return list(_COMMANDES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command, None when it does not exist."""
        if cmd_name not in _COMMANDES:
            return None
        commande = getattr(import_module(f"binome.cli.{_MODULES.get(cmd_name, cmd_name)}"), cmd_name)
        assert isinstance(commande, click.Command)
        return commande

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, proposing the nearest name when it does not exist."""
        from binome.moteur.proximite import vouliez_vous

        if args and args[0] not in _COMMANDES and not args[0].startswith("-"):
            connues = f"Commandes : {', '.join(_COMMANDES)}."
            raise click.UsageError(
                f"Commande « {args[0][:60]} » inconnue.{vouliez_vous(args[0], _COMMANDES)} {connues}"
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without loading them."""
        with formatter.section("Commandes"):
            formatter.write_dl(list(_COMMANDES.items()))


@click.group(
    cls=Groupe,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIONS…]",
    subcommand_metavar="COMMANDE …",
    invoke_without_command=True,
)
@click.version_option(
    __version__, prog_name="binome", message="%(prog)s %(version)s", help="Afficher la version et sortir."
)
@click.pass_context
def binome(contexte: click.Context) -> None:
    """Aide à l'emploi d'un assistant médical : simuler, expliquer, vérifier.

    Outil indépendant de l'État et de l'Assurance Maladie. Les résultats sont indicatifs, seul le contrat fait foi.
    """
    if contexte.invoked_subcommand is None:
        click.echo(contexte.get_help())


def parler_francais() -> None:
    """Make Click's own messages French, whatever the machine's language."""
    os.environ["LANGUAGE"] = "fr"
    gettext.bindtextdomain("messages", str(Path(__file__).with_name("langue")))


def principal(arguments: list[str] | None = None) -> object:
    """Run a command line and leave with its exit code."""
    parler_francais()
    try:
        code = binome.main(args=arguments, prog_name="binome", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        _dire("Interrompu.")
        code = CODE_INTERROMPU
    except click.ClickException as refus:
        paroles = StringIO()
        refus.show(paroles)
        _dire(paroles.getvalue().rstrip("\n"))
        code = CODE_SAISIE
    except Echappee as echappee:
        code = _conclure(echappee.faute)
    except Exception as faute:
        code = _conclure(faute)
    sys.exit(code if isinstance(code, int) else 0)


def _conclure(faute: Exception) -> int:
    """Say what stopped the command, and return its exit code."""
    from binome.moteur.refus import en_refus

    if isinstance(faute, OSError):
        _lacher_la_sortie()
    if isinstance(faute, BrokenPipeError):
        return CODE_TUYAU
    refus = en_refus(faute)
    if refus is not None:
        _dire(str(refus))
        return refus.consequence.code_de_sortie
    _dire(f"Erreur interne ({type(faute).__name__}). Rien n'a été écrit. BINOME_DEBUG=1 en montre l'origine.")
    if os.environ.get("BINOME_DEBUG"):
        raise faute
    return CODE_INTERNE


def _lacher_la_sortie() -> None:
    """Let go of an output that is full or closed, so that what it still holds is not written again at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dire(message: str) -> None:
    from binome.moteur.mots import sans_effet

    with suppress(OSError):
        click.echo(sans_effet(message), err=True)
