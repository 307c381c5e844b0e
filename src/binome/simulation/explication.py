"""The derivation of a result: from every figure to the rule, the numbers, the text and the grade it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final

from binome.contrats.dossier import Dossier
from binome.droit.loi import Loi
from binome.droit.reformes_en_mots import ReformeEnMots, en_mots
from binome.langue.ecriture import en_date, en_pourcent, en_texte, nombre
from binome.langue.noms import nom_en_mots
from binome.moteur.argent import en_euros
from binome.moteur.codes import Codes
from binome.moteur.doutes import Lecture
from binome.moteur.parametres import Parametre, Version
from binome.moteur.primitives import ABSENT, INCONNU, SANS_OBJET
from binome.moteur.rendu import FACULTATIF, TU, EnJson
from binome.moteur.saisie import CENTIEMES
from binome.moteur.sources import GRADES, Source, Texte
from binome.moteur.trace import Etape
from binome.moteur.unites import RESULTAT, Unite, unites
from binome.simulation.observation import observer


@dataclass(frozen=True, slots=True)
class NombreConsulte(EnJson):
    """A number of the law that a step looked at."""

    nom: str
    titre: str
    valeur: str
    source: Source
    verifie_le: date
    reforme: bool | None = field(metadata=FACULTATIF)
    """True where a reform has written in it: the version is then the one that it changes."""
    version: Version = field(metadata=TU)
    est_une_table: bool = field(metadata=TU)

    @property
    def en_mots(self) -> str:
        """Its title and its value; the title alone for a table."""
        return self.titre if self.est_une_table else f"{self.titre} : {nom_en_mots(self.valeur)}"


@dataclass(frozen=True, slots=True)
class Pas(EnJson):
    """One step: rule, inputs, result, source, numbers and lectures consulted, steps below it."""

    regle: str
    titre: str
    entrees: dict[str, str]
    resultat: str
    source: Source
    nombres: tuple[NombreConsulte, ...]
    lectures: dict[str, str]
    pas: tuple[Pas, ...]
    doutes: tuple[str, ...] = field(metadata=TU)
    """The lectures in words: the question, then the choice retained."""
    avec: tuple[tuple[str, str], ...] = field(metadata=TU)
    """The simple inputs in words: what each is, and its value."""
    conclusion: str = field(metadata=TU)
    """The result in words; nothing where it is made of several values."""

    @property
    def lectures_en_mots(self) -> list[tuple[str, str]]:
        """Each lecture with its words."""
        return list(zip(self.lectures, self.doutes, strict=True))


@dataclass(frozen=True, slots=True)
class TexteCite(EnJson):
    """A document that a derivation cites."""

    titre: str
    auteur: str
    url: str | None
    nature: str = field(metadata=TU)


@dataclass(frozen=True, slots=True)
class Derivation(EnJson):
    """Every step of a simulation, in order, the texts that are cited, and the reform that it applies if it does."""

    reforme: ReformeEnMots | None = field(metadata=FACULTATIF)
    pas: tuple[Pas, ...]
    textes: dict[str, TexteCite]

    def parcours(self) -> Iterator[tuple[int, Pas]]:
        """Yield every step with its depth."""
        return parcourir(self.pas)

    def sources(self) -> list[Source]:
        """Return every citation of the derivation, once, sorted."""
        return citations(self.pas)

    def en_texte(self) -> str:
        """Return the derivation as a text to read."""
        lignes = [*self._avant_tout()]
        for profondeur, pas in self.parcours():
            marge = "  " * profondeur
            lignes.append(f"{marge}• {pas.titre}")
            if pas.entrees:
                lignes.append(
                    f"{marge}    avec {', '.join(f'{nom} = {v}' for nom, v in pas.entrees.items())}".replace("_", " ")
                )
            lignes.append(f"{marge}    donne {pas.resultat.replace('_', ' ')}   ({pas.source})")
            lignes += [
                f"{marge}    nombre : {n.titre} = {n.valeur.replace('_', ' ')}   ({n.source}, "
                f"vérifié le {n.verifie_le:%d/%m/%Y}{', changé par la réforme' if n.reforme else ''})"
                for n in pas.nombres
            ]
            lignes += [f"{marge}    lecture : {doute}" for doute in pas.doutes]
        return "\n".join([*lignes, "", *self._bibliographie()])

    def _avant_tout(self) -> Iterator[str]:
        """Yield the sentence that says that this is not the law in force, and what the reform changes."""
        if self.reforme is not None:
            yield self.reforme.phrase
            yield from (f"  {changement}" for changement in self.reforme.changements)
            yield ""

    def _bibliographie(self) -> Iterator[str]:
        yield "Textes cités"
        for nom, cite in self.textes.items():
            yield f"  {nom} : {cite.titre}, {cite.auteur} ({cite.nature}){' ' + cite.url if cite.url else ''}"
        yield "Grades : " + " ; ".join(f"{grade}, {sens}" for grade, sens in GRADES.items())


def parcourir(pas: tuple[Pas, ...]) -> Iterator[tuple[int, Pas]]:
    """Yield every step with its depth."""
    pile = [(0, un) for un in reversed(pas)]
    while pile:
        profondeur, un = pile.pop()
        yield profondeur, un
        pile += [(profondeur + 1, sous) for sous in reversed(un.pas)]


def citations(pas: tuple[Pas, ...]) -> list[Source]:
    """Return every citation of these steps, once, sorted."""
    tous = [un for _, un in parcourir(pas)]
    return sorted({un.source for un in tous} | {nombre.source for un in tous for nombre in un.nombres}, key=str)


def deriver(dossier: Dossier) -> Derivation:
    """Run a simulation again with every rule recorded."""
    jour, loi = dossier.jour_du_droit, dossier.loi
    pas = tuple(_pas(etape, jour, loi) for etape in _distinctes(observer(dossier).etapes))
    return Derivation(en_mots(loi), pas, {nom: _cite(loi.catalogue.textes[nom]) for nom in _textes(pas)})


def _textes(pas: tuple[Pas, ...]) -> list[str]:
    return sorted({source.texte for source in citations(pas)})


def _cite(texte: Texte) -> TexteCite:
    return TexteCite(texte.titre, texte.auteur, texte.url, texte.nature)


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
    lectures = [_lecture(nom, rang, loi) for nom, rang in etape.lectures.items()]
    return Pas(
        regle=etape.regle.nom,
        titre=etape.regle.titre,
        entrees=_champs(etape.regle.fonction, etape.entrees),
        resultat=montrer(etape.resultat, unites(etape.regle.fonction).get(RESULTAT)),
        source=etape.regle.source,
        nombres=tuple(_nombre(nom, valeur, jour, loi) for nom, valeur in etape.parametres.items()),
        lectures={lecture.id: choix for lecture, choix, _ in lectures},
        pas=tuple(_pas(sous, jour, loi) for sous in _distinctes(etape.etapes)),
        doutes=tuple(f"{lecture.question} {sens}" for lecture, _, sens in lectures),
        avec=tuple(_simples(etape.regle.fonction, etape.entrees)),
        conclusion=en_clair(etape.resultat, unites(etape.regle.fonction).get(RESULTAT)),
    )


def _simples(declarant: Callable[..., Any], entrees: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    dites = unites(declarant)
    for nom, valeur in entrees.items():
        if dit := en_clair(valeur, dites.get(nom)):
            yield nom_en_mots(nom), dit


def _lecture(nom: str, rang: int, loi: Loi) -> tuple[Lecture, str, str]:
    """Return a lecture, the choice of that rank, and what a reader calls it."""
    lecture = loi.catalogue.lectures[nom]
    return lecture, *list(lecture.choix.items())[rang]


def _nombre(nom: str, valeur: object, jour: date, loi: Loi) -> NombreConsulte:
    parametre = loi.catalogue.parametres[nom]
    texte = f"table {' × '.join(parametre.axes)}" if parametre.axes else _avec_son_unite(valeur, parametre)
    version = version_lue(parametre, valeur, jour, loi)
    change = True if nom in loi.reforme.parametres else None
    return NombreConsulte(
        nom, parametre.titre, texte, version.source, version.verifie_le, change, version, bool(parametre.axes)
    )


def _avec_son_unite(valeur: object, parametre: Parametre) -> str:
    """Return a number of the law followed by what it counts: codes and fractions say it themselves."""
    dit = montrer(valeur)
    compte = type(valeur) is int and valeur not in _MARQUES
    return f"{dit} {parametre.unite}" if compte else dit


def version_lue(parametre: Parametre, valeur: object, jour: date, loi: Loi) -> Version:
    """Return the version a value was read from: an anniversary takes later numbers than the signature.

    When a reform has written in it, the version is the one that it changes.
    """
    au_jour = parametre.au(loi.jour_des_nombres(jour))
    if au_jour.valeur == valeur or parametre.nom in loi.reforme.parametres:
        return au_jour
    return [version for version in parametre.versions if version.valeur == valeur][-1]


def _champs(declarant: Callable[..., Any] | type, valeurs: Mapping[str, Any]) -> dict[str, str]:
    """Return values in words, each under the unit that the rule or the record declares."""
    dites = unites(declarant)
    return {nom: montrer(valeur, dites.get(nom)) for nom, valeur in valeurs.items()}


def montrer(valeur: Any, unite: Unite | None = None) -> str:
    """Return a rule's input or result in the words of the law, a day as a day, a sum as a sum."""
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Codes):
        return valeur.mot
    if isinstance(valeur, tuple):
        return _montrer_un_tuple(valeur)
    if valeur in _MARQUES:
        return _MARQUES[valeur]
    return _UNITES[unite](valeur) if unite is not None else nombre(valeur)


def en_clair(valeur: Any, unite: Unite | None = None) -> str:
    """Return a simple value in words, without a name of the code; nothing for what is made of several."""
    if hasattr(valeur, "_fields"):
        return ""
    if isinstance(valeur, Codes):
        return nom_en_mots(valeur.libelle.replace(" ", "_"))
    if isinstance(valeur, tuple):
        if next(iter(valeur), ABSENT) in _MARQUES:
            return _MARQUES[next(iter(valeur), ABSENT)]
        return en_pourcent(valeur) if len(valeur) == _FRACTION else ""
    return montrer(valeur, unite)


_FRACTION: Final = 2
"""A rate is a numerator and a denominator."""


def _montrer_un_tuple(valeur: Any) -> str:
    if hasattr(valeur, "_fields"):
        champs = _champs(type(valeur), dict(zip(valeur._fields, valeur, strict=True)))
        return "(" + ", ".join(f"{nom} = {mots}" for nom, mots in champs.items()) + ")"
    if valeur and valeur[0] in _MARQUES:
        return _MARQUES[valeur[0]]
    return "/".join(montrer(v) for v in valeur)


_MARQUES: Final = {INCONNU: "inconnu", SANS_OBJET: "sans objet", ABSENT: "aucun"}
_UNITES: Final[dict[Unite, Callable[[int], str]]] = {
    Unite.JOUR: lambda jour: en_date(date.fromordinal(jour)),
    Unite.EUROS: lambda euros: en_texte(Decimal(euros)),
    Unite.CENTIMES: lambda centimes: en_texte(en_euros(centimes)),
    Unite.CENTIEMES_DE_RANG: lambda rang: nombre(rang, CENTIEMES),
}
