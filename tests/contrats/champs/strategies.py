"""Values that a field may be given, inside and outside what it accepts, drawn from its form alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from binome.contrats.champs.formes import Forme, Genre

QUELCONQUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda feuilles: st.lists(feuilles, max_size=2) | st.dictionaries(st.text(max_size=4), feuilles, max_size=2),
    max_leaves=4,
)
JOURS = st.dates(date(1890, 1, 1), date(2110, 12, 31)).map(date.isoformat)
JOURS_FAUX = st.sampled_from(
    ["2023-02-29", "2024-02-30", "1900-02-29", "2000-02-29", "2024-13-01", "2024-04-31", "1850-01-01"]
)
DECIMAUX = st.decimals(-1, 101, places=6).map(lambda lu: lu.normalize()) | st.decimals(0, 1, places=4)
DEPARTEMENTS = st.sampled_from(["00", "01", "18", "20", "2A", "2B", "2C", "95", "96", "971", "979", "984", "989", "1٣"])


def _entiers(forme: Forme[Any]) -> st.SearchStrategy[Any]:
    haut = forme.schema["maximum"]
    return st.integers(-2, haut + 2) | st.sampled_from([-1, 0, 1, haut, haut + 1, 2 * haut])


def _codes(forme: Forme[Any]) -> st.SearchStrategy[Any]:
    connus = st.sampled_from(list(forme.schema.get("enum", forme.choix())))
    return connus | connus.map(str.upper) | connus.map(lambda code: code + "x")


def _objets(forme: Forme[Any]) -> st.SearchStrategy[Any]:
    parties = {nom: st.none() | valeurs(sous.forme) for nom, sous in forme.sous.items()}
    requises = {nom: valeurs(sous.forme) for nom, sous in forme.sous.items() if sous.obligatoire}
    bien_nommes = st.fixed_dictionaries(requises, optional={n: p for n, p in parties.items() if n not in requises})
    return bien_nommes | st.fixed_dictionaries({}, optional={**parties, "inconnu": QUELCONQUES})


def valeurs(forme: Forme[Any]) -> st.SearchStrategy[Any]:
    """Return JSON values near what a form accepts, on both sides, and any other."""
    if forme.genre is Genre.LISTE:
        return st.lists(_objets(forme), max_size=3) | _objets(forme).map(lambda un: [un, un]) | QUELCONQUES
    proches: dict[Genre, Any] = {
        Genre.DATE: lambda _forme: JOURS | JOURS_FAUX,
        Genre.ENTIER: _entiers,
        Genre.DECIMAL: lambda _forme: (
            DECIMAUX
            | DECIMAUX.map(lambda lu: f"{lu:f}")
            | st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda paire: f"{paire[0]}/{paire[1]}")
        ),
        Genre.OUI_NON: lambda _forme: st.booleans() | st.sampled_from(["oui", "NON", "peut-être", 1, 0]),
        Genre.CODE: _codes,
        Genre.TEXTE: lambda _forme: DEPARTEMENTS,
        Genre.OBJET: _objets,
    }
    voisines: st.SearchStrategy[Any] = proches[forme.genre](forme)
    return st.one_of(voisines, voisines, QUELCONQUES)
