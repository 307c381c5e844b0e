"""The English catalogue of the site: every French sentence a visitor may meet, checked complete and compiled.

French is the source: a sentence is its own key. Pages quote the law itself (titles of rules and numbers, notes,
documents, worked cases) in French, marked as such; everything else is translated.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.template import Origin
from django.utils.translation.template import templatize

from binome.contrats.champs.description import champs
from binome.contrats.champs.formes import Forme, Genre
from binome.contrats.echeancier import NatureDeVersement
from binome.droit.catalogue import catalogue
from binome.droit.codes import (
    Nature,
    NatureDePart,
    Option,
    OuiNon,
    Patientele,
    Rang,
    Secteur,
    Statut,
    StatutDEligibilite,
    Tranche,
    TrancheDAge,
    Zone,
)
from binome.moteur.codes import Codes, Mots
from binome.simulation.quantites import Quantite
from binome.simulation.terme import Voie

RACINE = Path(__file__).parent.parent
SOURCE = RACINE / "src" / "binome"
PO = SOURCE / "web" / "langue" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
_LITTERAL = re.compile(r"""\b(?:gettext|ngettext|_)\(\s*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")
_APPELS = ("_", "gettext", "gettext_lazy", "dire", "dire_en_langue")


def phrases() -> list[str]:
    """Return every sentence to translate, once, in the order in which it is met."""
    return list(dict.fromkeys(phrase for phrase in (*_des_pages(), *_du_code(), *_du_droit()) if phrase.strip()))


def _des_pages() -> Iterator[str]:
    for page in sorted((SOURCE / "web" / "templates").rglob("*.html")):
        python = templatize(page.read_text("utf-8"), origin=Origin(str(page)))
        for trouvee in _LITTERAL.finditer(python):
            yield ast.literal_eval(trouvee[1])


def _du_code() -> Iterator[str]:
    """Yield the literal sentences given to a translating function, and the tables of words read by one."""
    etages = ("langue", "moteur", "droit", "contrats", "simulation", "collectif", "rapports", "web", "api")
    for fichier in sorted(f for etage in etages for f in (SOURCE / etage).rglob("*.py")):
        for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
            if isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Name) and noeud.func.id in _APPELS:
                if noeud.args and isinstance(noeud.args[0], ast.Constant) and isinstance(noeud.args[0].value, str):
                    yield noeud.args[0].value
    yield from _des_tables()


def _des_tables() -> Iterator[str]:
    from binome.api import intergiciel
    from binome.api.problemes import natures
    from binome.collectif import groupe
    from binome.contrats import remarques
    from binome.langue import ecriture as textes
    from binome.moteur import saisie
    from binome.rapports import carte_svg, courbes_svg, rapport
    from binome.rapports import tableaux as emportes
    from binome.simulation import avertissements, echeances, phrases, tableaux, terme
    from binome.web import etapes, exemples, tableaux_du_droit

    yield from textes._MOIS
    yield from phrases._PATIENTELES.values()
    yield from (membre.libelle for enumeration in MONTREES for membre in enumeration)
    yield from carte_svg._MODELES.values()
    yield from (*courbes_svg._NOMS.values(), *courbes_svg._AXES.values())
    yield from avertissements._messages().values()
    yield from (modele["message"] for modele in remarques.modeles().values())
    yield terme._TACITE
    yield from echeances._MODELES.values()
    yield from rapport._MOTS.values()
    yield from (colonne.titre for colonne in (*tableaux.ANNEES, *tableaux.VERSEMENTS))
    yield from (colonne.titre for colonne in (*emportes._DE_LA_SITUATION, *emportes._DES_DOUTES))
    yield from ("Années", "Versements", "Situation", "Doutes")
    yield from (etape.titre for etape in etapes.ETAPES)
    yield from (titre for titre, _ in exemples._PORTRAITS)
    for intitules in (tableaux_du_droit._TRANCHES, tableaux_du_droit._ANNEES, tableaux_du_droit._COLONNES):
        yield from intitules.values()
    yield from tableaux_du_droit._POINTS.values()
    yield from tableaux_du_droit._SITUATIONS.values()
    yield from MOTS_DES_CODES
    yield saisie.UNE_SOMME
    yield groupe._UN_ETP
    yield from (nature.titre for nature in natures())
    yield from intergiciel._CONSEILS.values()
    yield intergiciel._AILLEURS
    yield from REFUS


MONTREES: tuple[Iterable[Codes | Mots], ...] = (
    Quantite,
    NatureDeVersement,
    StatutDEligibilite,
    Statut,
    Tranche,
    Nature,
    Voie,
)
"""The enumerations whose members a visitor reads."""
MOTS_DES_CODES = ("ETP",)
REFUS = (
    "une date qui ne suit pas la signature",
    "une date postérieure à la naissance",
    "100%, une somme en euros (15000 ou 15000.50) ou non-nul",
    "zip, zac, hors",
    "1, 2-optam, 2-optam-aco, 2, 3",
    "l'absence de valeur",
    "la date de signature du contrat qui arrive à son terme",
    "0.5 ou 1 pour un nouveau contrat, 1.5, 2 ou 1/3",
    "une date proche de la signature",
)


def _du_droit() -> Iterator[str]:
    droit = catalogue()
    for issue in droit.issues.values():
        yield issue.phrase
        yield from (phrase for phrase, _ in issue.selon_le_regime.values())
    yield from (v for v in droit.phrases_d_eligibilite.values() if isinstance(v, str))
    yield from droit.phrases_d_eligibilite["criteres"].values()
    yield from droit.motifs.values()
    for lecture in droit.lectures.values():
        yield lecture.question
        yield from lecture.choix.values()
    for obligation in droit.obligations:
        yield from (obligation.libelle, obligation.echeance)
        yield obligation.si or ""
    for enumeration in (Secteur, Zone, Option, OuiNon, TrancheDAge, Patientele, Rang, NatureDePart):
        yield from (membre.libelle for membre in enumeration if membre >= 0)
    yield from champs().groupes.values()
    for champ in champs().values():
        yield from (champ.libelle, champ.question, champ.pourquoi, champ.ou, champ.presume or "")
        yield from _d_une_forme(champ.forme)
    yield from (specialite.libelle for specialite in droit.specialites)
    for regime in droit.regimes:
        yield from (regime.titre, regime.note)
    yield from (terme.terme for terme in droit.lexique.values())
    for rubrique in droit.rubriques:
        yield rubrique.titre
        for repere in rubrique.reperes:
            yield from (repere.quoi, repere.chiffre, repere.phrase)


def _d_une_forme(forme: Forme[Any]) -> Iterator[str]:
    """Yield what a form accepts, and the parts of the labels of the fields inside it."""
    if not forme.sous and forme.genre is not Genre.CODE:
        yield forme.attendu
    yield from forme.libelles.values()
    for sous in forme.sous.values():
        yield from (partie for texte in (sous.libelle, sous.aide, sous.obligatoire) for partie in texte.split(" · "))
        yield from _d_une_forme(sous.forme)


def _figures(phrase: str) -> set[str]:
    entre_accolades = {nom for _, nom, _, _ in Formatter().parse(phrase) if nom} if "{" in phrase else set()
    return entre_accolades | set(re.findall(r"%\((\w+)\)s", phrase))


def defauts() -> list[str]:
    """Return what is wrong with the catalogue: missing, obsolete, or with other figures than the source."""
    anglais = lire()
    attendues = phrases()
    trouvees = {
        message.id if isinstance(message.id, str) else message.id[0]: message.string
        for message in anglais
        if message.id
    }
    fautes = [f"manque : {phrase}" for phrase in attendues if not trouvees.get(phrase)]
    fautes += [f"ne sert plus : {phrase}" for phrase in trouvees if phrase not in set(attendues)]
    for phrase, traduite in trouvees.items():
        if isinstance(traduite, str) and traduite and _figures(phrase) != _figures(traduite):
            fautes.append(f"autres chiffres : {phrase}")
    if compiler() != (MO.read_bytes() if MO.exists() else b""):
        fautes.append("le catalogue compilé n'est plus à jour")
    return fautes


def lire() -> Catalog:
    """Return the English catalogue."""
    with PO.open("rb") as flux:
        return read_po(flux, locale="en")


def compiler() -> bytes:
    """Return the compiled catalogue."""
    tampon = BytesIO()
    write_mo(tampon, lire())
    return tampon.getvalue()


def principal() -> int:
    """Compile the catalogue; with `--verifier`, only say what is wrong."""
    if "--verifier" not in sys.argv:
        MO.write_bytes(compiler())
    fautes = defauts()
    for faute in fautes:
        print(faute)
    return 1 if fautes else 0


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binome.web.reglages")
    django.setup()
    sys.exit(principal())
