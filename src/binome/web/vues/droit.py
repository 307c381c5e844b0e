"""The pages of the law: rules, numbers, lectures, texts, worked cases; searchable, with permanent addresses."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from binome.droit.catalogue import Catalogue
from binome.droit.loi import loi_en_vigueur
from binome.droit.registre import toutes_les_regles
from binome.droit.reperes import Repere
from binome.langue.courante import dire
from binome.moteur.parametres import Parametre
from binome.moteur.sources import GRADES
from binome.web.exemples import tous
from binome.web.reponses import toutes_les_reponses
from binome.web.vues.comprendre import PAGES, rubriques

Entree = tuple[str, str, str, str]
"""Kind, name, title, address."""


def _droit() -> Catalogue:
    return loi_en_vigueur().catalogue


def _tous_les_nombres() -> dict[str, Parametre]:
    return {**_droit().parametres, **_droit().parametres_collectifs}


def _entrees() -> Iterator[Entree]:
    for nom, regle in toutes_les_regles().items():
        yield "regles", nom, regle.titre, reverse("droit-fiche", args=["regles", nom])
    for nom, parametre in _tous_les_nombres().items():
        yield "nombres", nom, parametre.titre, reverse("droit-fiche", args=["nombres", nom])
    yield from (entree for _, entree in _reperes())
    for nom, lecture in _droit().lectures.items():
        yield "lectures", nom, dire(lecture.question), reverse("droit-fiche", args=["lectures", nom])
    for nom, texte in _droit().textes.items():
        yield "textes", nom, texte.titre, reverse("droit-fiche", args=["textes", nom])
    for nom, cas in tous().items():
        yield "cas", nom, cas.titre, reverse("droit-cas", args=[nom])


def _reperes() -> Iterator[tuple[Repere, Entree]]:
    """Yield the sentences of the pages on the aid, at their place in them."""
    for rubrique, bareme in (une for page in PAGES for une in rubriques(page, loi_en_vigueur())):
        for repere in rubrique.reperes:
            adresse = f"{reverse(rubrique.page)}#{repere.code}"
            yield repere, ("reperes", dire(rubrique.titre), repere.entiere(bareme), adresse)


def _plat(texte: str) -> str:
    decompose = unicodedata.normalize("NFD", texte.lower())
    return "".join(c for c in decompose if not unicodedata.combining(c)).replace("_", " ")


def droit(requete: HttpRequest) -> HttpResponse:
    """Show the index of the law, filtered by the words of a search."""
    cherche = requete.GET.get("q", "").strip()[:100]
    mots = _plat(cherche).split()
    par_nature: dict[str, list[Entree]] = {}
    for entree in _entrees():
        if all(mot in _plat(f"{entree[1]} {entree[2]}") for mot in mots):
            par_nature.setdefault(entree[0], []).append(entree)
    contexte = {
        "cherche": cherche,
        "par_nature": par_nature,
        "trouves": sum(map(len, par_nature.values())),
        "regimes": _droit().regimes,
        "corrections": _droit().corrections,
    }
    return render(requete, "droit.html", contexte)


def fiche(requete: HttpRequest, nature: str, nom: str) -> HttpResponse:
    """Show one rule, number, lecture or text."""
    connus: Any = {
        "regles": toutes_les_regles(),
        "nombres": _tous_les_nombres(),
        "lectures": _droit().lectures,
        "textes": _droit().textes,
    }[nature]
    if nom not in connus:
        raise Http404
    contexte = {
        "nature": nature,
        "nom": nom,
        "entree": connus[nom],
        "textes": _droit().textes,
        "grades": GRADES,
        "cites": _cites(nom) if nature == "textes" else None,
        "tables": _tables(connus[nom]) if nature == "nombres" else None,
    }
    return render(requete, f"fiches/{nature}.html", contexte)


def _tables(parametre: Parametre) -> list[tuple[object, list[object], list[list[object]]]]:
    """Return (version, head, rows) for each version; no head for a single value."""
    rendues: list[tuple[Any, list[Any], list[list[Any]]]] = []
    for version in parametre.versions:
        imprimee = version.imprimee
        if not isinstance(imprimee, list) or not imprimee:
            rendues.append((version, [], [[imprimee]]))
            continue
        avec_tete = imprimee[0][0] in parametre.axes
        tete = imprimee[0] if avec_tete else [*parametre.axes, "valeur"]
        rendues.append((version, tete, imprimee[1:] if avec_tete else imprimee))
    return rendues[::-1]


def _cites(texte: str) -> list[Entree]:
    """Return what rests on a text."""
    regles = {nom for nom, regle in toutes_les_regles().items() if regle.source.texte == texte}
    nombres = {n for n, p in _tous_les_nombres().items() if any(v.source.texte == texte for v in p.versions)}
    lectures = {n for n, une in _droit().lectures.items() if any(s.texte == texte for s in une.sources)}
    retenus = {"regles": regles, "nombres": nombres, "lectures": lectures}
    reperes = (entree for repere, entree in _reperes() if any(source.texte == texte for source in repere.sources))
    return [*(entree for entree in _entrees() if entree[1] in retenus.get(entree[0], set())), *reperes]


def cas(requete: HttpRequest, nom: str) -> HttpResponse:
    """Show one worked case: why, the arithmetic, and the answer."""
    connus = tous()
    if nom not in connus:
        raise Http404
    un_cas = connus[nom]
    return render(
        requete, "fiches/cas.html", {"cas": un_cas, "reponses": toutes_les_reponses(QueryDict(un_cas.adresse).dict())}
    )
