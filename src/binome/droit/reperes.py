"""What people look for beside the figures: one sentence a thing, in our words, with its sources, by page.

A sentence bears numbers of the law between braces: they are those of the day of its section, never typed by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

from binome.droit.bareme import Bareme
from binome.langue.courante import dire
from binome.langue.ecriture import en_pourcent, nombre
from binome.moteur.doublons import premier_doublon
from binome.moteur.erreurs import ErreurDeDroit
from binome.moteur.sources import Source, Texte, lire_source


@dataclass(frozen=True, slots=True)
class Repere:
    """One sentence, its sources, and what a list shows of it.

    `quoi` names what it is about, `chiffre` is the figure that it begins with, `a_faire` makes it a box to tick; `lien`
    is a text to open, `lecture` the doubt that it speaks of.
    """

    code: str
    phrase: str
    sources: tuple[Source, ...]
    quoi: str
    chiffre: str
    a_faire: bool
    lien: str | None
    lecture: str | None

    @property
    def nombres(self) -> tuple[str, ...]:
        """The numbers of the law that the sentence bears."""
        return tuple(nom for _, nom, _, _ in Formatter().parse(self.phrase) if nom)

    def dite(self, bareme: Bareme) -> str:
        """Return the sentence in the current language, its numbers put in."""
        return dire(self.phrase, **{nom: _ecrit(getattr(bareme, nom)) for nom in self.nombres})

    def entiere(self, bareme: Bareme) -> str:
        """Return the sentence with what it is about, or after the figure that it begins with."""
        phrase = self.dite(bareme)
        if self.quoi:
            return dire("{quoi} : {phrase}", quoi=dire(self.quoi), phrase=phrase)
        return f"{dire(self.chiffre)} {phrase}" if self.chiffre else phrase


def _ecrit(valeur: int | tuple[int, int]) -> str:
    return nombre(valeur) if isinstance(valeur, int) else en_pourcent(valeur)


@dataclass(frozen=True, slots=True)
class Rubrique:
    """A section of a page; `au` is the day whose numbers its sentences bear, the last one checked when None."""

    code: str
    titre: str
    page: str
    au: date | None
    reperes: tuple[Repere, ...]


def lire_rubriques(
    brutes: Iterable[Mapping[str, Any]], textes: Mapping[str, Texte], lectures: Collection[str]
) -> tuple[Rubrique, ...]:
    """Read the sections and check every sentence.

    Raises:
        ErreurDeDroit: a sentence has no source, cites an unknown text or grades it too well, names a number that the
            law does not have, opens a text without address, speaks of an unknown doubt, or has the code of another.
    """
    rubriques = tuple(
        Rubrique(
            brute["code"],
            brute["titre"],
            brute["page"],
            brute.get("au"),
            tuple(_lire(repere, textes, lectures) for repere in brute["reperes"]),
        )
        for brute in brutes
    )
    double = premier_doublon(code for une in rubriques for code in (une.code, *(repere.code for repere in une.reperes)))
    if double is not None:
        raise ErreurDeDroit(f"Deux repères portent le même nom : {double}.")
    return rubriques


def _lire(brut: Mapping[str, Any], textes: Mapping[str, Texte], lectures: Collection[str]) -> Repere:
    repere = Repere(
        brut["code"],
        brut["phrase"],
        tuple(lire_source(s["source"], s["grade"]) for s in brut["sources"]),
        brut.get("quoi", ""),
        brut.get("chiffre", ""),
        brut.get("a_faire", False),
        brut.get("lien"),
        brut.get("lecture"),
    )
    fautes = list(_fautes(repere, textes, lectures))
    if fautes:
        raise ErreurDeDroit(f"Repère {repere.code} : {' ; '.join(fautes)}.")
    return repere


def _fautes(repere: Repere, textes: Mapping[str, Texte], lectures: Collection[str]) -> Iterator[str]:
    if not repere.sources:
        yield "aucune source"
    for source in repere.sources:
        if source.texte not in textes:
            yield f"texte inconnu, {source.texte}"
        elif source.grade < textes[source.texte].grade:
            yield f"{source} est mieux noté que son texte"
    yield from (f"nombre inconnu, {nom}" for nom in repere.nombres if nom not in Bareme._fields)
    if repere.lien is not None and (repere.lien not in textes or not textes[repere.lien].url):
        yield f"aucune adresse pour {repere.lien}"
    if repere.lecture is not None and repere.lecture not in lectures:
        yield f"lecture inconnue, {repere.lecture}"
