"""The law's data, read once: numbers, lectures, texts, specialities, sentences, regimes; and the law's version."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from binome.droit.aide_collective.regles import BaremeCollectif
from binome.droit.bareme import Bareme
from binome.droit.codes import FamilleDeRegime, Issue, Motif, Option, Ouverture, Statut, axes
from binome.droit.lectures import ENUMERATIONS, Lectures, des_rangs
from binome.droit.reperes import Rubrique, lire_rubriques
from binome.moteur.doutes import Lecture, lire_lectures
from binome.moteur.erreurs import DroitAbsent, ErreurDeDroit
from binome.moteur.parametres import Parametre, lire_parametres
from binome.moteur.sources import Source, Texte, lire_source, lire_textes
from binome.moteur.tables import Axes

DOSSIER: Final = Path(__file__).parent
COLLECTIF: Final = "aide_collective"
REFORMES_PRETES: Final = "reformes_pretes"
THEMES: Final = ("patientele", "eligibilite", "objectifs", "montant", "atteinte", "versement", "vie_du_contrat")


@dataclass(frozen=True, slots=True)
class Specialite:
    """A speciality: code of the documents, word alias, label, other names that people give it."""

    rang: int
    code: str
    alias: str
    libelle: str
    noms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueDeCritere:
    """What an answer of a criterion means: criterion, status, sentence, source; `bloquant` when it decides.

    `selon_le_regime` gives another source, and sometimes another sentence, under an earlier regime.
    """

    critere: str
    statut: Statut
    bloquant: bool
    phrase: str
    source: Source
    selon_le_regime: dict[str, tuple[str, Source]]

    def sous(self, regime: Regime) -> tuple[str, Source]:
        """Return the sentence and source of this answer under a regime."""
        return self.selon_le_regime.get(regime.famille, (self.phrase, self.source))


@dataclass(frozen=True, slots=True)
class Regime:
    """A period of the scheme. `famille` is the regime whose tables it shares; `grade` says how sure the date is.

    `entree_lue` when the day itself was read as that of the entry into force, and not that of the signature.
    """

    id: str
    titre: str
    famille: str
    depuis: date
    lecture: str | None
    grade: str
    note: str
    sources: tuple[Source, ...]
    entree_lue: bool

    @property
    def rang_de_famille(self) -> FamilleDeRegime:
        """The family as the tables index it."""
        return FamilleDeRegime.lire(self.famille.replace("-", "_"))


@dataclass(frozen=True, slots=True)
class Obligation:
    """A duty of the doctor: wording, name of its deadline, delay parameter, start of the delay, source."""

    code: str
    libelle: str
    echeance: str
    si: str | None
    delai: str | None
    repete: bool
    lecture: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class Terme:
    """A word of the scheme: its name, its definition in French, its English gloss, where it comes from."""

    code: str
    terme: str
    definition: str
    anglais: str
    source: Source


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of the law as written here: when, what, a figure before and after."""

    le: date
    quoi: str
    avant: str
    apres: str

    def __str__(self) -> str:
        avant = f" Avant : {self.avant}" if self.avant else ""
        return f"Corrigé le {self.le:%d/%m/%Y} : {self.quoi}{avant} Depuis : {self.apres}"


class Catalogue:
    """All the data of the law. Built once by `catalogue()`; parts that few results need are read on demand."""

    def __init__(self, dossier: Path = DOSSIER) -> None:
        self._dossier = dossier
        self.specialites = tuple(
            Specialite(rang, s["code"], s.get("alias", s["code"]), s["libelle"], tuple(s.get("noms", ())))
            for rang, s in enumerate(self._lire("specialites.toml")["specialites"])
        )
        self.parametres: dict[str, Parametre] = {}
        for theme in THEMES:
            self.parametres |= lire_parametres(theme, self._lire(f"{theme}/nombres.toml"), self.axes)
        if set(self.parametres) != set(Bareme._fields):
            raise ErreurDeDroit(f"Nombres et barème diffèrent : {set(self.parametres) ^ set(Bareme._fields)}.")
        self.lectures: dict[str, Lecture] = lire_lectures(self._lire("lectures.toml"))
        _verifier_les_lectures(self.lectures)
        self.parametres_collectifs = lire_parametres(COLLECTIF, self._lire(f"{COLLECTIF}/nombres.toml"), self.axes)
        if set(self.parametres_collectifs) != set(BaremeCollectif._fields):
            raise ErreurDeDroit("Nombres et barème de l'aide collective diffèrent.")
        self._changements = sorted({v.depuis for p in self.parametres.values() for v in p.versions})
        self._baremes: dict[int, Bareme] = {}

    def _lire(self, nom: str) -> dict[str, Any]:
        return tomllib.loads((self._dossier / nom).read_text("utf-8"))

    @cached_property
    def textes(self) -> dict[str, Texte]:
        """The documents that are cited, by identifier."""
        return lire_textes(self._lire("textes.toml"))

    @cached_property
    def issues(self) -> dict[Issue, IssueDeCritere]:
        """The answers of the criteria, by code."""
        brutes = self._lire("eligibilite/issues.toml")
        return {
            issue: IssueDeCritere(
                brute["critere"],
                Statut.lire(brute["statut"]),
                brute.get("bloquant", True),
                brute["phrase"],
                lire_source(brute["source"], brute["grade"]),
                {
                    famille: (autre.get("phrase", brute["phrase"]), lire_source(autre["source"], autre["grade"]))
                    for famille, autre in brute.get("selon_le_regime", {}).items()
                },
            )
            for issue in Issue
            for brute in [brutes[issue.code]]
        }

    @cached_property
    def motifs(self) -> dict[Motif, str]:
        """The sentence of each outcome of a year."""
        brutes = self._lire("atteinte/motifs.toml")
        return {motif: brutes[motif.code] for motif in Motif}

    @cached_property
    def phrases_d_eligibilite(self) -> dict[str, Any]:
        """The sentences on minimum activity, and the names of the criteria (`criteres`)."""
        return self._lire("eligibilite/phrases.toml")

    @cached_property
    def regimes(self) -> tuple[Regime, ...]:
        """The regimes of the scheme, oldest first."""
        return tuple(
            Regime(
                r["id"],
                r["titre"],
                r["famille"],
                r["depuis"],
                r.get("lecture"),
                r["grade"],
                r["note"],
                tuple(lire_source(s["source"], s["grade"]) for s in r["sources"]),
                r.get("entree_lue", True),
            )
            for r in self._lire("vie_du_contrat/regimes.toml")["regimes"]
        )

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """The doctor's duties beside patients."""
        return tuple(
            Obligation(
                code,
                o["libelle"],
                o["echeance"],
                o.get("si"),
                o.get("delai"),
                o.get("repete", False),
                o.get("lecture"),
                lire_source(o["source"], o["grade"]),
            )
            for code, o in self._lire("vie_du_contrat/obligations.toml").items()
        )

    def option_fermee_depuis(self, option: Option) -> date | None:
        """Return the day since which no new contract may choose an option; None for one that is open, or not yet."""
        depuis = None
        for version in self.parametres["options_ouvertes"].versions:
            if version.valeur[option] != Ouverture.FERMEE:
                depuis = None
            elif depuis is None:
                depuis = version.depuis
        return depuis

    @cached_property
    def lexique(self) -> dict[str, Terme]:
        """The glossary, by code."""
        return {
            code: Terme(code, t["terme"], t["definition"], t["anglais"], lire_source(t["source"], t["grade"]))
            for code, t in self._lire("lexique.toml").items()
        }

    @cached_property
    def rubriques(self) -> tuple[Rubrique, ...]:
        """What people look for beside the figures, by section, in the order of the pages."""
        return lire_rubriques(self._lire("reperes.toml")["rubriques"], self.textes, self.lectures)

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """The journal of corrections, latest first."""
        return tuple(Correction(**brute) for brute in self._lire("journal.toml")["corrections"])

    def corrections_depuis(self, version: str) -> tuple[Correction, ...]:
        """Return what was corrected since a version of the law; nothing when it is this one or cannot be read."""
        if version == self.version:
            return ()
        try:
            jour = date.fromisoformat(version.partition("+")[0].replace(".", "-"))
        except ValueError:
            return ()
        return tuple(correction for correction in self.corrections if correction.le > jour)

    @cached_property
    def version(self) -> str:
        """The law's version: last day of checking, then a digest of every rule and number."""
        empreinte = sha256()
        for fichier in sorted([*self._dossier.rglob("*.py"), *self._dossier.rglob("*.toml")]):
            if fichier.parent.name == REFORMES_PRETES:
                continue
            empreinte.update(fichier.relative_to(self._dossier).as_posix().encode())
            empreinte.update(fichier.read_bytes())
        return f"{self.verifie_le:%Y.%m.%d}+{empreinte.hexdigest()[:12]}"

    @cached_property
    def verifie_le(self) -> date:
        """The last day on which a number was checked against its source."""
        return max(v.verifie_le for p in self.parametres.values() for v in p.versions)

    def specialite(self, nom: str) -> Specialite | None:
        """Return the speciality of this code or alias, or None."""
        return self._specialites_par_nom.get(nom.strip().lower())

    @cached_property
    def _specialites_par_nom(self) -> dict[str, Specialite]:
        return {nom: s for s in self.specialites for nom in (s.code.lower(), s.alias)}

    @cached_property
    def noms_de_specialites(self) -> dict[str, int]:
        """The rank of each speciality by everything that it is called: codes and aliases first."""
        rangs = {nom: s.rang for nom, s in self._specialites_par_nom.items()}
        return rangs | {nom: s.rang for s in self.specialites for nom in (s.libelle, *s.noms)}

    def bareme(self, jour: date) -> Bareme:
        """Return every number in force on `jour`.

        Raises:
            DroitAbsent: a number has no value on that day.
        """
        rang = self.rang_du_jour(jour)
        if rang not in self._baremes:
            debut = self.debut_du_rang(rang)
            self._baremes[rang] = Bareme(**{nom: self.parametres[nom].au(debut).valeur for nom in Bareme._fields})
        return self._baremes[rang]

    def rang_du_jour(self, jour: date) -> int:
        """Return which of the periods between two changes of the numbers a day falls in, from 1.

        Raises:
            DroitAbsent: the day comes before the first number.
        """
        rang = bisect_right(self._changements, jour)
        if rang == 0:
            raise DroitAbsent(f"Aucun nombre connu au {jour:%d/%m/%Y}.")
        return rang

    def debut_du_rang(self, rang: int) -> date:
        """Return the first day of a period between two changes of the numbers."""
        return self._changements[rang - 1]

    @property
    def changements(self) -> tuple[date, ...]:
        """The days on which a number changes."""
        return tuple(self._changements)

    @cached_property
    def axes(self) -> Axes:
        """The codes of every axis of the tables."""
        return axes(tuple(s.code for s in self.specialites))

    @property
    def actuel(self) -> Regime:
        """The regime of the contracts that are signed today: the convention, or its last avenant."""
        return self.regimes[-1]

    @property
    def convention(self) -> Regime:
        """The convention in force, which its avenants amend: running contracts of before it join it."""
        return next(regime for regime in self.regimes if regime.famille == self.actuel.famille)

    def bareme_collectif(self, jour: date) -> BaremeCollectif:
        """Return the numbers of the collective contract in force on `jour`.

        Raises:
            DroitAbsent: the collective contract does not exist yet.
        """
        return BaremeCollectif(**{nom: p.au(jour).valeur for nom, p in self.parametres_collectifs.items()})

    def lectures_retenues(self, choix: Mapping[str, str], contextes: tuple[str, ...]) -> Lectures:
        """Return the choice of every lecture: the caller's, or the default in these contexts (family, regime)."""
        return des_rangs(
            {
                nom: lecture.rang_du_choix(choix.get(nom) or lecture.retenue(contextes))
                for nom, lecture in self.lectures.items()
            }
        )


def _verifier_les_lectures(lectures: Mapping[str, Lecture]) -> None:
    """Check that rules and data speak of the same choices, in the same order."""
    if set(lectures) != set(ENUMERATIONS):
        raise ErreurDeDroit(f"Lectures différentes : {set(lectures) ^ set(ENUMERATIONS)}.")
    for nom, enumeration in ENUMERATIONS.items():
        des_regles = [membre.code for membre in enumeration]
        des_donnees = list(lectures[nom].choix)
        if des_regles != des_donnees:
            raise ErreurDeDroit(f"Lecture {nom} : les règles connaissent {des_regles}, les données {des_donnees}.")


@cache
def catalogue() -> Catalogue:
    """Return the law's data, read on first use."""
    return Catalogue()
