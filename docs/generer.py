"""Write the reference pages and JSON schemas from the law itself; `--verifier` fails when they are out of date."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import click

from binome.cli.principal import binome as binome_cli
from binome.cli.principal import parler_francais
from binome.collectif.reponse import SimulationCollective
from binome.contrats.actes.reponse import Releve
from binome.contrats.champs.description import Champ, Devenir, champs
from binome.contrats.champs.formes import Forme, Genre
from binome.contrats.echeancier import NatureDeVersement
from binome.droit.catalogue import catalogue
from binome.droit.codes import Nature
from binome.droit.registre import toutes_les_regles
from binome.economie.catalogue import catalogue_economique
from binome.economie.champs import champs_du_projet
from binome.economie.croissances import hypotheses_d_un_medecin
from binome.economie.rentabilite.reponse import Rentabilite
from binome.economie.repertoire import toutes_les_regles_economiques
from binome.moteur.doutes import Lecture
from binome.moteur.parametres import Parametre
from binome.moteur.schema import schema
from binome.moteur.sources import GRADES
from binome.simulation.comparaison import Comparaison
from binome.simulation.explication import Derivation
from binome.simulation.plan import Carte
from binome.simulation.question_inverse import ReponseInverse
from binome.simulation.recu import Recu, Verification
from binome.simulation.reponse import ReponseCalculee
from binome.simulation.terme import AuTerme

DOSSIER = Path(__file__).parent
ENTETE = "<!-- Page écrite par docs/generer.py à partir du droit : ne pas la modifier à la main. -->\n"


def regles() -> Iterator[str]:
    """Yield the page of rules."""
    yield f"{ENTETE}\n# Les règles\n"
    par_theme = groupby(toutes_les_regles().values(), key=lambda regle: regle.theme)
    for theme, du_theme in par_theme:
        yield f"\n## {theme.removeprefix('binome.droit.').removesuffix('.regles')}\n"
        yield "| règle | ce qu'elle décide | source | grade |\n|---|---|---|---|"
        for regle in du_theme:
            source = regle.source
            yield f"| `{regle.nom}` | {regle.titre} | {source.texte} §{source.section} | {source.grade} |"


def nombres() -> Iterator[str]:
    """Yield the page of numbers and tables."""
    yield f"{ENTETE}\n# Les nombres et les tableaux\n\n« nc » : non communiqué ; « - » : case sans objet.\n"
    yield from _nombres([*catalogue().parametres.values(), *catalogue().parametres_collectifs.values()], "##")


def _nombres(parametres: Iterable[Parametre], niveau: str) -> Iterator[str]:
    for parametre in parametres:
        entete = f"{parametre.titre}. Unité : {parametre.unite}. Selon : {parametre.selon}."
        yield f"\n{niveau} `{parametre.nom}`\n\n{entete}"
        for version in parametre.versions:
            fin = f" au {version.jusque:%d/%m/%Y} (exclu)" if version.jusque else ""
            verifie = f"vérifié le {version.verifie_le:%d/%m/%Y}"
            yield f"\nDepuis le {version.depuis:%d/%m/%Y}{fin}. Source : {version.source}, {verifie}. {version.note}\n"
            yield from _valeur(version.imprimee, parametre.axes)


def _valeur(imprimee: Any, axes: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(imprimee, list):
        yield f"**{imprimee}**"
        return
    lignes = imprimee if imprimee[0][0] in axes else [[*axes, "valeur"], *imprimee]
    yield "| " + " | ".join(map(str, lignes[0])) + " |"
    yield "|" + "---|" * len(lignes[0])
    yield from ("| " + " | ".join(map(str, ligne)) + " |" for ligne in lignes[1:])


def lectures() -> Iterator[str]:
    """Yield the page of lectures."""
    yield f"{ENTETE}\n# Les lectures : là où les textes laissent un doute\n"
    yield from _lectures(catalogue().lectures, "##")


def _lectures(lectures_dites: Mapping[str, Lecture], niveau: str) -> Iterator[str]:
    for lecture in lectures_dites.values():
        yield f"\n{niveau} `{lecture.id}`\n\n{lecture.question}\n"
        for code, sens in lecture.choix.items():
            yield f"- `{code}` : {sens}{' **(par défaut)**' if code == lecture.defaut else ''}"
        for contexte, code in lecture.defauts.items():
            yield f"- par défaut pour `{contexte}` : `{code}`"
        yield f"\nEnjeu : {lecture.enjeu}. Sources : {' ; '.join(map(str, lecture.sources))}. {lecture.note}".rstrip()


def regimes() -> Iterator[str]:
    """Yield the page of regimes, and of what changes at each date."""
    yield f"{ENTETE}\n# Les régimes, par date de signature\n"
    changements = sorted({v.depuis for p in catalogue().parametres.values() for v in p.versions})
    for regime in catalogue().regimes:
        yield f"\n## `{regime.id}`\n"
        yield f"{regime.titre}, depuis le {regime.depuis:%d/%m/%Y} (date de grade {regime.grade})."
        yield f"{regime.note} Sources : {' ; '.join(map(str, regime.sources))}.\n"
        if regime.depuis not in changements:
            yield "Aucun nombre ne change à cette date."
        for parametre in catalogue().parametres.values():
            for version in parametre.versions:
                if version.depuis == regime.depuis:
                    yield f"- `{parametre.nom}` : {version.source}"


def textes() -> Iterator[str]:
    """Yield the page of documents."""
    yield f"{ENTETE}\n# Les textes cités\n\n| grade | sens |\n|---|---|"
    yield from (f"| {grade} | {sens} |" for grade, sens in GRADES.items())
    for texte in catalogue().textes.values():
        lien = f" [{texte.url}]({texte.url})" if texte.url else ""
        lu = "lu" if texte.lu else "**non lu**"
        yield f"\n## `{texte.id}`\n\n{texte.titre}. {texte.auteur} ({texte.nature}), {lu}.{lien} {texte.note}".rstrip()


def codes() -> Iterator[str]:
    """Yield the page of codes that a program meets."""
    yield f"{ENTETE}\n# Les codes des résultats\n\n## Motifs d'une année\n\n| code | sens |\n|---|---|"
    yield from (f"| `{motif.code}` | {phrase} |" for motif, phrase in catalogue().motifs.items())
    yield "\n## Natures de versement\n"
    yield from (f"- `{nature}`" for nature in NatureDeVersement)
    yield "\n## Natures d'objectif\n"
    yield from (f"- `{nature.code}`" for nature in Nature if nature is not Nature.SANS_OBJET)
    yield "\n## Critères d'éligibilité\n\n| critère | issue | statut | décide |\n|---|---|---|---|"
    for issue, sens in catalogue().issues.items():
        bloquant = "oui" if sens.bloquant else "non"
        yield f"| `{sens.critere}` | `{issue.code}` | `{sens.statut.code}` | {bloquant} |"
    yield "\nLes champs d'une situation ont [leur page](champs.md)."


def economie() -> Iterator[str]:
    """Yield the page of the cost and of the activity: what is asked, numbers, doubts, rules, documents, assumptions."""
    catalogue_du_cout = catalogue_economique()
    yield f"{ENTETE}\n# L'économie d'un assistant : champs, nombres, lectures, règles\n"
    yield "Grades de cette page : A, un texte d'une autorité ; B, un outil officiel ou professionnel ; C, une source "
    yield "secondaire ; D, une déduction du projet. Le mode d'emploi est dans [l'économie](../economie.md).\n"
    yield "## Ce que l'employeur donne\n\n| champ | sens | attendu | sans lui |\n|---|---|---|---|"
    for champ in champs_du_projet().values():
        absent = champ.presume or "inconnu : rien n'est compté"
        yield f"| `{champ.nom}` | {champ.libelle}. {champ.pourquoi} {champ.ou} | {champ.forme.attendu} | {absent} |"
    yield "\n## Les hypothèses sur les patientèles\n"
    yield "| nom | sens | valeur | source | supposée |\n|---|---|---|---|---|"
    for nom, h in hypotheses_d_un_medecin().items():
        yield f"| `{nom}` | {h.titre} | {h.valeur} | {h.source} | {'oui' if h.supposee else 'non'} |"
    yield "\n## Les lectures du coût"
    yield from _lectures(catalogue_du_cout.lectures, "###")
    yield "\n## Les règles\n\n| règle | ce qu'elle calcule | source | grade |\n|---|---|---|---|"
    for regle in toutes_les_regles_economiques().values():
        yield f"| `{regle.nom}` | {regle.titre} | {regle.source.texte} §{regle.source.section} | {regle.source.grade} |"
    yield "\n## Les nombres"
    yield from _nombres(catalogue_du_cout.parametres.values(), "###")
    yield "\n## Les textes cités\n"
    for texte in catalogue_du_cout.textes.values():
        lien = f" [{texte.url}]({texte.url})" if texte.url else ""
        yield f"- `{texte.id}` [{texte.grade}] {texte.titre}, {texte.auteur}{lien}. {texte.note}"


AU_TERME = {Devenir.GARDE: "gardé", Devenir.EFFACE: "oublié", Devenir.REMPLACE: "remplacé par sa valeur au terme"}


def page_des_champs() -> Iterator[str]:
    """Yield the page of the fields of a situation."""
    yield f"{ENTETE}\n# Les champs d'une situation\n"
    yield "Un champ absent est inconnu, jamais nul ; le schéma JSON est dans `docs/schema/situation.json`."
    for champ in champs().values():
        yield f"\n## `{champ.nom}`\n\n{champ.libelle}. {champ.pourquoi} {champ.ou}".rstrip() + "\n"
        yield from (f"- {nom} : {valeur}" for nom, valeur in _proprietes(champ) if valeur)
        if champ.forme.sous and not champ.forme.ouverte:
            yield "\n| partie | sens | attendu |\n|---|---|---|"
            yield from _parties(champ.forme, "")


def _proprietes(champ: Champ) -> Iterator[tuple[str, str]]:
    """Yield what a person or a program must know to give a field."""
    yield "question", champ.question
    yield "attendu", champ.forme.attendu
    yield "unité", champ.forme.unite
    if champ.forme.genre is Genre.CODE and champ.nom != "specialite":
        yield "choix", " ; ".join(f"`{code}` {libelle}" for code, libelle in champ.forme.choix().items())
    yield "exemple", f"`{json.dumps(champ.exemple, ensure_ascii=False)}`"
    yield "présumé", champ.presume or ""
    exemple = {champ.nom: champ.exemple}
    yield "option", "" if champ.option is None else f"`--{champ.option.nom} {champ.option.metavar}`"
    if champ.forme.sous:
        colonnes = [nom for nom in champs().colonnes.aplatir(exemple) if champs().colonnes.place(nom)]
        yield "colonnes, pour cet exemple", ", ".join(f"`{nom}`" for nom in colonnes)
    yield "dans un contrat qui suit le terme", AU_TERME[champ.au_terme]
    yield "donnée personnelle", "jamais telle quelle dans une adresse" if champ.personnel else ""


def _parties(forme: Forme[Any], prefixe: str) -> Iterator[str]:
    for sous in forme.sous.values():
        attendu = "" if sous.forme.sous else sous.forme.attendu
        libelle = sous.libelle.replace("{annee}", "N")
        yield f"| `{prefixe}{sous.nom}` | {libelle} | {attendu}{' (obligatoire)' if sous.obligatoire else ''} |"
        yield from _parties(sous.forme, f"{prefixe}{sous.nom}.")


def commandes() -> Iterator[str]:
    """Yield the page of commands, from their own help."""
    parler_francais()
    contexte = click.Context(binome_cli, info_name="binome")
    yield f"{ENTETE}\n# Les commandes\n"
    refus = "2 saisie refusée ; 69 il manque quelque chose à la machine ; 70 erreur interne"
    yield f"Codes de sortie : 0 fait ; 1 la réponse est non ; {refus}."
    for nom in binome_cli.list_commands(contexte):
        commande = binome_cli.get_command(contexte, nom)
        assert commande is not None
        yield f"\n## `binome {nom}`\n\n{' '.join((commande.help or '').split())}\n"
        for parametre in commande.params:
            if isinstance(parametre, click.Option):
                yield f"- `{', '.join(parametre.opts)}` : {parametre.help or ''}"
        if isinstance(commande, click.Group):
            for sous_nom, sous in sorted(commande.commands.items()):
                yield f"- `binome {nom} {sous_nom}` : {sous.help}"


REPONSES: Final = {
    "simulation": ReponseCalculee,
    "derivation": Derivation,
    "comparaison": Comparaison,
    "au_terme": AuTerme,
    "question_inverse": ReponseInverse,
    "carte": Carte,
    "recu": Recu,
    "verification": Verification,
    "releve": Releve,
    "collectif": SimulationCollective,
    "rentabilite": Rentabilite,
}
"""The answers that a program reads, by the name of their schema."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of a situation and of every answer (its promised keys; more may be added)."""
    return {
        "situation": champs().schema(),
        **{nom: schema(nom.replace("_", " ").capitalize(), classe) for nom, classe in REPONSES.items()},
    }


def pages() -> dict[Path, str]:
    """Return every generated file with its content."""
    generees = {
        DOSSIER / "reference" / f"{page.__name__}.md": "\n".join(page()) + "\n"
        for page in (regles, nombres, lectures, regimes, textes, codes, commandes, economie)
    }
    generees[DOSSIER / "reference" / "champs.md"] = "\n".join(page_des_champs()) + "\n"
    for nom, lu in schemas().items():
        generees[DOSSIER / "schema" / f"{nom}.json"] = json.dumps(lu, ensure_ascii=False, indent=2) + "\n"
    return generees


def principal() -> int:
    """Write the files, or say which are out of date."""
    perimees = []
    for fichier, contenu in pages().items():
        if "--verifier" in sys.argv:
            if not fichier.exists() or fichier.read_text("utf-8") != contenu:
                perimees.append(fichier.name)
        else:
            fichier.parent.mkdir(parents=True, exist_ok=True)
            fichier.write_text(contenu, "utf-8")
    if perimees:
        print(f"Out of date: {', '.join(perimees)}. Run `make docs`.", file=sys.stderr)
    return 1 if perimees else 0


if __name__ == "__main__":
    sys.exit(principal())
