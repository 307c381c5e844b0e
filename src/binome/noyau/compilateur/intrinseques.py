"""The primitives, written as instructions: choices in tables, ranks, extremes, rows of records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from binome.moteur.primitives import JUMELEES, PAR_LONGUEUR
from binome.noyau.compilateur.expressions import Expressions
from binome.noyau.compilateur.langue import NonCompilable
from binome.noyau.compilateur.valeurs import (
    ADRESSE,
    BOOLEEN,
    ENTIER,
    Connue,
    EnMemoire,
    Forme,
    Groupe,
    Nombre,
    Tableau,
    Valeur,
    en_groupe,
)
from binome.noyau.enregistrements import Disposition

Ecriture: TypeAlias = Callable[[Expressions, Sequence[Valeur]], Valeur | None]

_PAR_SELECTION: Final = 8
"""A row of so few known cells is chosen from by comparisons, which a vector does side by side."""


def intrinseque(fonction: object) -> Ecriture | None:
    """Return how a primitive is written, None for what compiles from its own source."""
    rangee = getattr(fonction, "__self__", None)
    if isinstance(rangee, Disposition):
        return _lecture(rangee) if fonction == rangee.lire else _ecrire_un_enregistrement
    return _PRIMITIVES.get(id(fonction))


def _choix(corps: Expressions, arguments: Sequence[Valeur]) -> Valeur:
    """Write the choice of a cell; an index out of the row takes the last one, as -1 does in Python."""
    ligne, indice = arguments
    if isinstance(indice, Connue) and isinstance(indice.objet, int):
        return corps.rang_fixe(ligne, indice.objet)
    groupe = en_groupe(ligne)
    if groupe is not None and (len(groupe.membres) <= _PAR_SELECTION or not isinstance(ligne, Connue)):
        return _par_selection(corps, groupe, corps.entier(indice))
    lieu = corps.module.table(ligne.objet) if isinstance(ligne, Connue) else ligne
    if not isinstance(lieu, EnMemoire):
        raise NonCompilable("« choix » demande une table")
    membres = lieu.forme.membres
    if any(membre != membres[0] for membre in membres):
        raise NonCompilable("« choix » dans une table aux lignes inégales")
    return _en_memoire(corps, lieu, membres[0], corps.entier(indice))


def _par_selection(corps: Expressions, groupe: Groupe, indice: Nombre) -> Valeur:
    lignes = [list(corps.feuilles(membre)) for membre in groupe.membres]
    retenue = lignes[-1]
    for rang, ligne in reversed(list(enumerate(lignes[:-1]))):
        ici = corps.calcul(BOOLEEN, f"icmp eq i64 {indice.texte}, {rang}")
        retenue = [
            corps.calcul(a.genre, f"select i1 {ici.texte}, {a.genre} {a.texte}, {b.genre} {b.texte}")
            for a, b in zip(ligne, retenue, strict=True)
        ]
    return corps.comme(groupe.membres[0], iter(retenue))


def _en_memoire(corps: Expressions, lieu: EnMemoire, membre: Forme, indice: Nombre) -> Valeur:
    dernier = len(lieu.forme.membres) - 1
    borne = corps.calcul(ENTIER, f"call i64 @llvm.umin.i64(i64 {indice.texte}, i64 {dernier})")
    rang = corps.calcul(ENTIER, f"mul i64 {borne.texte}, {membre.taille}")
    adresse = corps.calcul(ADRESSE, f"getelementptr i64, ptr {lieu.adresse}, i64 {rang.texte}").texte
    cellule = EnMemoire(adresse, membre, lieu.stable)
    return corps.nombre(cellule) if membre.feuille else cellule


def _rang(corps: Expressions, arguments: Sequence[Valeur]) -> Valeur:
    valeur, somme = corps.entier(arguments[0]), Nombre("0", ENTIER)
    for seuil in corps.deplier(arguments[1]):
        atteint = corps.entier(corps.calcul(BOOLEEN, f"icmp sge i64 {valeur.texte}, {corps.entier(seuil).texte}"))
        somme = corps.calcul(ENTIER, f"add i64 {somme.texte}, {atteint.texte}")
    return somme


def _quotient(corps: Expressions, arguments: Sequence[Valeur]) -> Valeur:
    rendu = corps.module.appeler(corps, quotient_par_un_double, arguments)
    assert rendu is not None
    return rendu


def quotient_par_un_double(numerateur: int, denominateur: int) -> int:
    """Return the quotient through a double and one correction: a 64-bit division costs several times more.

    Both numbers are exact in a double, the double quotient is off by less than one: its integer part is the floor, or
    one beside it, and the remainder says which. `tests/moteur/test_quotient.py` holds the proof.
    """
    q = int(float(numerateur) / float(denominateur))
    reste = numerateur - q * denominateur
    return q + (1 if reste >= denominateur else 0) - (1 if reste < 0 else 0)


def _extreme(nom: str) -> Ecriture:
    def ecrire(corps: Expressions, arguments: Sequence[Valeur]) -> Valeur:
        premier, *autres = (corps.entier(argument) for argument in arguments)
        for autre in autres:
            premier = corps.calcul(ENTIER, f"call i64 @llvm.{nom}.i64(i64 {premier.texte}, i64 {autre.texte})")
        return premier

    return ecrire


def _absolu(corps: Expressions, arguments: Sequence[Valeur]) -> Valeur:
    return corps.calcul(ENTIER, f"call i64 @llvm.abs.i64(i64 {corps.entier(arguments[0]).texte}, i1 false)")


def _longueur(corps: Expressions, arguments: Sequence[Valeur]) -> Valeur:
    (lieu,) = arguments
    return lieu.axes[0] if isinstance(lieu, Tableau) else Connue(len(list(corps.deplier(lieu))))


def _lecture(rangee: Disposition[Any]) -> Ecriture:
    def ecrire(corps: Expressions, arguments: Sequence[Valeur]) -> Valeur:
        return EnMemoire(_case(corps, arguments), rangee.forme, stable=False)

    return ecrire


def _ecrire_un_enregistrement(corps: Expressions, arguments: Sequence[Valeur]) -> None:
    *lieu, valeur = arguments
    corps.ranger(_case(corps, lieu), valeur)


def _case(corps: Expressions, lieu: Sequence[Valeur]) -> str:
    tableau, *indices = lieu
    if not isinstance(tableau, Tableau) or len(indices) != len(tableau.axes):
        raise NonCompilable("un enregistrement se lit dans un tableau d'enregistrements, un indice par axe")
    return corps.adresse(tableau, indices)


_PRIMITIVES: Final[dict[int, Ecriture]] = {
    id(PAR_LONGUEUR["choix"]): _choix,
    id(PAR_LONGUEUR["rang"]): _rang,
    id(JUMELEES["quotient"]): _quotient,
    id(min): _extreme("smin"),
    id(max): _extreme("smax"),
    id(abs): _absolu,
    id(len): _longueur,
    id(int): lambda corps, arguments: corps.entier(arguments[0]),
    id(bool): lambda corps, arguments: corps.verite(arguments[0]),
    id(float): lambda corps, arguments: corps.reel(arguments[0]),
}
