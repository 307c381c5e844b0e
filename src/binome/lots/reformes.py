"""The files that a reform is written in: TOML, YAML, or a sheet; what they say is read by the law."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Final

from binome.droit.catalogue import Catalogue
from binome.droit.choix import reforme_prete, reformes_pretes
from binome.droit.reformes import Reforme
from binome.droit.reformes_ecrites import COLONNES, lire_lignes, lire_reforme, lire_toml
from binome.droit.reformes_en_ligne import est_en_ligne, lire_en_ligne
from binome.langue.courante import dire
from binome.moteur.dates_ecrites import jours_et_mois
from binome.moteur.donnees_lues import TexteRefuse
from binome.moteur.doublons import premier_doublon
from binome.moteur.erreurs import ErreurDeSaisie, montrer
from binome.moteur.nombres_ecrits import EUROS, Illisible, nombre_ecrit
from binome.moteur.proximite import vouliez_vous
from binome.moteur.supplements import bibliotheque_absente

_TAILLE_MAXIMALE: Final = 1_000_000
_CENT: Final = 100


def reforme(nom_ou_fichier: str, droit: Catalogue) -> Reforme:
    """Return a ready-made reform by its name, or read one in a file, or in the line itself (« nom=valeur;… »).

    Raises:
        ErreurDeSaisie: neither a known name nor a file.
    """
    if est_en_ligne(nom_ou_fichier) and not Path(nom_ou_fichier).is_file():
        return lire_en_ligne(nom_ou_fichier, droit)
    if Path(nom_ou_fichier).suffix:
        if not Path(nom_ou_fichier).is_file():
            raise ErreurDeSaisie("reforme", nom_ou_fichier, "un fichier qui existe, ou une réforme toute prête")
        return lire_fichier(Path(nom_ou_fichier), droit)
    pretes = reformes_pretes(droit)
    if nom_ou_fichier not in pretes:
        conseil = vouliez_vous(nom_ou_fichier, pretes)
        raise ErreurDeSaisie("reforme", nom_ou_fichier, f"un fichier, ou {', '.join(pretes)}", conseil)
    return reforme_prete(nom_ou_fichier, droit)


def lire_fichier(fichier: Path, droit: Catalogue) -> Reforme:
    """Read a reform from a file: `.toml`, `.yaml`, or a sheet (`.csv`, `.xlsx`, `.ods`).

    Raises:
        ErreurDeSaisie: the file or what it says cannot be read.
    """
    suffixe = fichier.suffix.lower()
    if suffixe == ".toml":
        return lire_toml(fichier.stem, _texte(fichier), droit)
    if suffixe in (".yaml", ".yml"):
        return lire_yaml(fichier.stem, _texte(fichier), droit)
    if suffixe in (".csv", ".xlsx", ".ods"):
        from binome.lots.lecture.feuille import lire_feuille

        feuille = lire_feuille(fichier, COLONNES, seules=True)
        lignes = [ligne | {"valeur": valeur_ecrite(ligne.get("valeur"))} for ligne in feuille.lignes]
        return lire_lignes(fichier.stem, lignes, droit, feuille.numeros)
    raise ErreurDeSaisie("reforme", fichier.name, "un fichier .toml, .yaml, .csv, .xlsx ou .ods")


def valeur_ecrite(cellule: str | None) -> str | None:
    """Return a number as the law reads it: « 40 000 », « 80 % » and « 0,9 » in plain, « 9/10 » even made a date.

    A cell that is no number, or that may be two, is left as it stands.
    """
    texte = cellule or ""
    try:
        lues, pour_cent = nombre_ecrit(texte, EUROS)
    except Illisible:
        devenue = jours_et_mois(texte)
        return "/".join(map(str, min(sorted(paire) for paire in devenue))) if devenue else cellule
    if len(lues) > 1:
        return cellule
    return str(Fraction(lues[0]) / _CENT) if pour_cent else format(lues[0], "f")


def _texte(fichier: Path) -> str:
    try:
        if fichier.stat().st_size > _TAILLE_MAXIMALE:
            raise ErreurDeSaisie("reforme", fichier.name, "un fichier d'un mégaoctet au plus")
        return fichier.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as faute:
        raise ErreurDeSaisie("reforme", fichier.name, "un fichier de texte lisible, en UTF-8") from faute


def lire_yaml(nom: str, texte: str, droit: Catalogue) -> Reforme:
    """Read a reform from the text of a YAML file.

    Raises:
        ErreurDeSaisie: as `lire_reforme`, or the text is not plain YAML.
        BibliothequeAbsente: the library of YAML is not installed.
    """
    try:
        import yaml
    except ImportError as manque:
        raise bibliotheque_absente(manque, " Une réforme s'écrit aussi en .toml, sans bibliothèque.") from manque
    try:
        donnees = yaml.load(texte, Loader=_chargeur())  # noqa: S506  (a subclass of SafeLoader)
    except (TexteRefuse, yaml.YAMLError, ValueError, OverflowError, RecursionError) as faute:
        raise ErreurDeSaisie("reforme", nom, f"un texte YAML lisible ({_raison(faute)})") from faute
    return lire_reforme(nom, donnees, droit)


def _raison(faute: Exception) -> str:
    """Return in our words why a text is not the YAML that is read here: the library says its own in English."""
    if isinstance(faute, TexteRefuse):
        return str(faute)
    if isinstance(faute, RecursionError):
        return dire("trop profond")
    lieu = getattr(faute, "problem_mark", None)
    if lieu is None:
        return dire("un nombre ou un caractère y est démesuré")
    return dire("à partir de : ligne {ligne}, colonne {colonne}", ligne=lieu.line + 1, colonne=lieu.column + 1)


@cache
def _chargeur() -> Any:
    import yaml

    class Chargeur(yaml.SafeLoader):
        """Plain YAML alone.

        Decimals are read as text, not as binary floats. References, which can grow without end, tags, which choose how
        a value is built, and keys written twice are refused.
        """

        def compose_node(self, parent: Any, index: Any) -> Any:
            evenement: Any = self.peek_event()  # type: ignore[no-untyped-call]
            if isinstance(evenement, yaml.AliasEvent):
                raise TexteRefuse(dire("les références ne sont pas acceptées"))
            if getattr(evenement, "tag", None) is not None:
                raise TexteRefuse(dire("les étiquettes (!) ne sont pas acceptées"))
            return super().compose_node(parent, index)

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            double = premier_doublon(cle.value for cle, _ in node.value if isinstance(cle, yaml.ScalarNode))
            if double is not None:
                raise TexteRefuse(dire("{nom} est écrit deux fois", nom=montrer(double)))
            return super().construct_mapping(node, deep=deep)

    Chargeur.add_constructor("tag:yaml.org,2002:float", lambda _, noeud: str(noeud.value))
    return Chargeur
