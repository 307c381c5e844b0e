"""The report of « is it worth it? »: verdict and figures first, the cost line by line in an annex (PDF/UA-1)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

import typst

from binome.economie.rentabilite import phrases
from binome.economie.rentabilite.reponse import Rentabilite
from binome.langue.ecriture import en_etp, en_pourcent, en_texte

_ICI: Final = Path(__file__).parent
_PLUS_FORTES: Final = 6
_ANNEES: Final = ["Année", "Coût", "Aide", "Recettes", "Net", "Net si manqués"]
_OPTIONS: Final = ["Option", "Net", "Net si manqués", "Aide entière", "Prorata", "0 €", "Acompte à rendre"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: a table, points, or both; an annex begins on a page of its own."""

    titre: str
    points: tuple[str, ...] = ()
    tete: tuple[str, ...] = ()
    lignes: tuple[tuple[str, ...], ...] = ()
    annexe: bool = False


@cache
def _compilateur() -> typst.Compiler:
    """Return the compiler, its fonts loaded once; the document comes from this folder, data by `sys.inputs`."""
    return typst.Compiler(_ICI / "rentabilite.typ", root=_ICI, font_paths=[_ICI / "polices"], ignore_system_fonts=True)


def en_pdf(reponse: Rentabilite, lien: str = "") -> bytes:
    """Return the report; `lien` is the address that gives it again."""
    donnees = {
        "titre": "Employer un assistant médical, est-ce que cela vaut la peine ?",
        "verdict": phrases.verdict(reponse),
        "indicatif": "Indicatif : seul le contrat fait foi.",
        "sections": [asdict(section) for section in sections(reponse)],
        "version": reponse.version_du_droit,
        "lien": lien,
    }
    entree = {"donnees": json.dumps(donnees, ensure_ascii=False)}
    rendu = _compilateur().compile(format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs=entree)
    assert isinstance(rendu, bytes)
    return rendu


def sections(reponse: Rentabilite) -> Iterator[Section]:
    """Yield the parts of the report, in the order in which they are read."""
    yield Section("Année par année, objectifs atteints", (), tuple(_ANNEES), tuple(_annees(reponse)))
    risques = tuple(phrases.risques(reponse))
    yield Section("Selon le temps de travail", risques, tuple(_OPTIONS), tuple(_options(reponse)))
    yield Section("Ce qu'il faut pour équilibrer une année", (*phrases.seuils(reponse), *phrases.tresorerie(reponse)))
    yield Section(
        "Ce qui compte le plus, net sur la durée du contrat", tuple(phrases.ce_qui_compte(reponse, _PLUS_FORTES))
    )
    inconnues = tuple(f"{inconnue.libelle}. {inconnue.ou}" for inconnue in reponse.inconnues)
    yield Section("Ce qui n'est pas compté, faute d'être connu", inconnues or ("Rien.",))
    yield Section("Ce qui est supposé", tuple(hypothese.phrase for hypothese in reponse.hypotheses))
    tete = ("Ligne", "Montant", "Calcul et sources")
    yield Section("Annexe : le coût de la première année", (), tete, tuple(_lignes(reponse)), annexe=True)


def _euros(montant: Decimal | None) -> str:
    return "—" if montant is None else en_texte(montant)


def _annees(reponse: Rentabilite) -> Iterator[tuple[str, ...]]:
    for a in reponse.annees:
        yield (str(a.annee), *map(_euros, (a.cout_employeur, a.aide, a.recettes, a.net, a.net_minimal)))
    t = reponse.total
    yield ("En tout", *map(_euros, (t.cout_employeur, t.aide, t.recettes, t.net, t.net_minimal)))


def _options(reponse: Rentabilite) -> Iterator[tuple[str, ...]]:
    for option in reponse.options:
        parts = option.probabilites
        dites = (parts.integrale, parts.prorata, parts.nulle) if parts else (None,) * 3
        yield (
            "aucune" if option.option_etp is None else en_etp(option.option_etp),
            _euros(option.total.net),
            _euros(option.total.net_minimal),
            *("—" if part is None else en_pourcent(part) for part in (*dites, option.rendre_un_acompte)),
        )


def _lignes(reponse: Rentabilite) -> Iterator[tuple[str, ...]]:
    for ligne in reponse.cout[0].lignes:
        sources = " ; ".join(map(str, ligne.sources))
        yield (ligne.libelle, _euros(ligne.montant), f"{ligne.explication} {sources}".strip())
