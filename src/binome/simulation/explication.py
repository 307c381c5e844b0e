"""The derivation of a result: from every figure to the rule, the numbers, the text and the grade it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from binome.contrats.dossier import ouvrir
from binome.contrats.situation import Situation
from binome.droit.loi import Loi
from binome.droit.reformes_en_mots import en_mots
from binome.moteur.codes import Codes
from binome.moteur.parametres import Parametre, Version
from binome.moteur.primitives import INCONNU, SANS_OBJET
from binome.moteur.sources import GRADES, Source, source_en_json
from binome.moteur.trace import Etape, trace
from binome.simulation.simuler import rendre


@dataclass(frozen=True, slots=True)
class NombreConsulte:
    """A number of the law that a step looked at."""

    nom: str
    titre: str
    valeur: str
    version: Version
    change: bool
    """Whether a reform has written in it: the version is then the one that it changes."""

    @property
    def source(self) -> Source:
        """The citation of the version consulted."""
        return self.version.source


@dataclass(frozen=True, slots=True)
class Pas:
    """One step: rule, inputs, result, source, numbers and lectures consulted, steps below it."""

    regle: str
    titre: str
    entrees: dict[str, str]
    resultat: str
    source: Source
    nombres: tuple[NombreConsulte, ...]
    lectures: dict[str, str]
    pas: tuple[Pas, ...]

    def en_json(self) -> dict[str, Any]:
        """Return the step as JSON data."""
        return {
            "regle": self.regle,
            "titre": self.titre,
            "entrees": self.entrees,
            "resultat": self.resultat,
            "source": source_en_json(self.source),
            "nombres": [
                {
                    "nom": nombre.nom,
                    "titre": nombre.titre,
                    "valeur": nombre.valeur,
                    "source": source_en_json(nombre.source),
                    "verifie_le": nombre.version.verifie_le.isoformat(),
                    **({"reforme": True} if nombre.change else {}),
                }
                for nombre in self.nombres
            ],
            "lectures": self.lectures,
            "pas": [pas.en_json() for pas in self.pas],
        }


@dataclass(frozen=True, slots=True)
class Derivation:
    """Every step of a simulation, in order, and the law that it applies."""

    pas: tuple[Pas, ...]
    loi: Loi

    def parcours(self) -> Iterator[tuple[int, Pas]]:
        """Yield every step with its depth."""
        pile = [(0, pas) for pas in reversed(self.pas)]
        while pile:
            profondeur, pas = pile.pop()
            yield profondeur, pas
            pile += [(profondeur + 1, sous) for sous in reversed(pas.pas)]

    def sources(self) -> list[Source]:
        """Return every citation of the derivation, once, sorted."""
        citees = {pas.source for _, pas in self.parcours()}
        citees |= {nombre.source for _, pas in self.parcours() for nombre in pas.nombres}
        return sorted(citees, key=str)

    def en_json(self) -> dict[str, Any]:
        """Return the derivation as JSON data."""
        textes = self.loi.catalogue.textes
        reforme = en_mots(self.loi)
        return {
            **({} if reforme is None else {"reforme": reforme.en_json()}),
            "pas": [pas.en_json() for pas in self.pas],
            "textes": {
                nom: {"titre": textes[nom].titre, "auteur": textes[nom].auteur, "url": textes[nom].url}
                for nom in sorted({source.texte for source in self.sources()})
            },
        }

    def en_texte(self) -> str:
        """Return the derivation as a text to read."""
        reforme = en_mots(self.loi)
        lignes = [] if reforme is None else [reforme.phrase, *(f"  {un}" for un in reforme.changements), ""]
        for profondeur, pas in self.parcours():
            marge = "  " * profondeur
            lignes.append(f"{marge}• {pas.titre}")
            if pas.entrees:
                lignes.append(f"{marge}    avec {', '.join(f'{nom} = {v}' for nom, v in pas.entrees.items())}")
            lignes.append(f"{marge}    donne {pas.resultat}   ({pas.source})")
            lignes += [
                f"{marge}    nombre : {n.titre} = {n.valeur}   ({n.source}, vérifié le {n.version.verifie_le:%d/%m/%Y}"
                f"{', changé par la réforme' if n.change else ''})"
                for n in pas.nombres
            ]
            lignes += [f"{marge}    lecture : {nom} = {choix}" for nom, choix in pas.lectures.items()]
        return "\n".join([*lignes, "", *self._bibliographie()])

    def _bibliographie(self) -> Iterator[str]:
        textes = self.loi.catalogue.textes
        yield "Textes cités"
        for nom in sorted({source.texte for source in self.sources()}):
            texte = textes[nom]
            yield f"  {nom} : {texte.titre}, {texte.auteur} ({texte.nature}){' ' + texte.url if texte.url else ''}"
        yield "Grades : " + " ; ".join(f"{grade}, {sens}" for grade, sens in GRADES.items())


def deriver(situation: Situation, loi: Loi) -> Derivation:
    """Run a simulation again with every rule recorded."""
    with trace() as racine:
        dossier = ouvrir(situation, loi, observe=True)
        rendre(dossier)
    return Derivation(tuple(_pas(etape, dossier.jour_du_droit, loi) for etape in _distinctes(racine.etapes)), loi)


def _distinctes(etapes: list[Etape]) -> Iterator[Etape]:
    """Keep the first of identical calls: a rule asked the same thing twice is explained once."""
    vues: set[tuple[Any, ...]] = set()
    for etape in etapes:
        cle = (etape.regle, *etape.entrees.values())
        if cle not in vues:
            vues.add(cle)
            yield etape


def _pas(etape: Etape, jour: date, loi: Loi) -> Pas:
    assert etape.regle is not None
    return Pas(
        regle=etape.regle.nom,
        titre=etape.regle.titre,
        entrees={nom: montrer(valeur) for nom, valeur in etape.entrees.items()},
        resultat=montrer(etape.resultat),
        source=etape.regle.source,
        nombres=tuple(_nombre(nom, valeur, jour, loi) for nom, valeur in etape.parametres.items()),
        lectures={nom: list(loi.catalogue.lectures[nom].choix)[rang] for nom, rang in etape.lectures.items()},
        pas=tuple(_pas(sous, jour, loi) for sous in _distinctes(etape.etapes)),
    )


def _nombre(nom: str, valeur: Any, jour: date, loi: Loi) -> NombreConsulte:
    parametre = loi.catalogue.parametres[nom]
    texte = f"table {' × '.join(parametre.axes)}" if parametre.axes else montrer(valeur)
    return NombreConsulte(
        nom, parametre.titre, texte, version_lue(parametre, valeur, jour, loi), nom in loi.reforme.parametres
    )


def version_lue(parametre: Parametre, valeur: Any, jour: date, loi: Loi) -> Version:
    """Return the version a value was read from: an anniversary takes later numbers than the signature.

    When a reform has written in it, the version is the one that it changes.
    """
    au_jour = parametre.au(loi.jour_des_nombres(jour))
    if au_jour.valeur == valeur or parametre.nom in loi.reforme.parametres:
        return au_jour
    return [version for version in parametre.versions if version.valeur == valeur][-1]


def montrer(valeur: Any) -> str:
    """Return a rule's input or result in the words of the law."""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Codes):
        return valeur.code
    if isinstance(valeur, tuple) and hasattr(valeur, "_fields"):
        return "(" + ", ".join(f"{nom} = {montrer(v)}" for nom, v in zip(valeur._fields, valeur, strict=True)) + ")"
    if isinstance(valeur, tuple):
        return "/".join(montrer(v) for v in valeur)
    if valeur == INCONNU:
        return "inconnu"
    return "sans objet" if valeur == SANS_OBJET else str(valeur)
