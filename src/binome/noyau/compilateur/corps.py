"""The text of one compiled function: registers, blocks, values taken apart into registers and put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from binome.noyau.compilateur.langue import NonCompilable
from binome.noyau.compilateur.valeurs import (
    ADRESSE,
    BOOLEEN,
    ENTIER,
    REEL,
    Connue,
    EnMemoire,
    Forme,
    Groupe,
    Nombre,
    Tableau,
    Valeur,
    en_groupe,
)

_STABLE = ", !invariant.load !0"
"""A cell of a table, of the readings or of the numbers is the same for as long as the kernel runs."""


@dataclass(slots=True)
class Corps:
    """Blocks under construction. `clos` when the block at hand has ended: nothing more may be written in it."""

    lignes: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    bloc: str = "entree"
    clos: bool = False
    _suivant: int = 0

    def nom(self, racine: str = "v") -> str:
        """Return a name that nothing bears yet."""
        self._suivant += 1
        return f"{racine}{self._suivant}"

    def ecrire(self, instruction: str) -> None:
        """Add an instruction without a result."""
        self.lignes.append(f"  {instruction}")

    def calcul(self, genre: str, instruction: str) -> Nombre:
        """Add an instruction and return the register of its result."""
        registre = f"%{self.nom()}"
        self.lignes.append(f"  {registre} = {instruction}")
        return Nombre(registre, genre)

    def ouvrir(self, bloc: str) -> None:
        """Begin a block."""
        self.lignes.append(f"{bloc}:")
        self.bloc, self.clos = bloc, False

    def aller(self, bloc: str) -> None:
        """End the block at hand by a jump, unless it has already ended."""
        if not self.clos:
            self.ecrire(f"br label %{bloc}")
            self.clos = True

    def brancher(self, condition: Nombre, oui: str, non: str) -> None:
        """End the block at hand by a choice between two others."""
        self.ecrire(f"br i1 {condition.texte}, label %{oui}, label %{non}")
        self.clos = True

    def place(self, genre: str) -> str:
        """Return the address of a variable that is written more than once; the optimiser makes a register of it."""
        adresse = f"%{self.nom('p')}"
        self.places.append(f"  {adresse} = alloca {genre}")
        return adresse

    # Numbers -------------------------------------------------------------------------------------------------------

    def nombre(self, valeur: Valeur) -> Nombre:
        """Return a value as one register.

        Raises:
            NonCompilable: it is not a number.
        """
        if isinstance(valeur, Nombre):
            return valeur
        if isinstance(valeur, Connue) and isinstance(valeur.objet, bool):
            return Nombre("true" if valeur.objet else "false", BOOLEEN)
        if isinstance(valeur, Connue) and isinstance(valeur.objet, int):
            return Nombre(str(int(valeur.objet)), ENTIER)
        if isinstance(valeur, EnMemoire) and valeur.forme.feuille:
            lu = self.calcul(ENTIER, f"load i64, ptr {valeur.adresse}{_STABLE if valeur.stable else ''}")
            return self.verite(lu) if valeur.forme.classe is bool else lu
        raise NonCompilable(f"un nombre est attendu au lieu de {valeur}")

    def entier(self, valeur: Valeur) -> Nombre:
        """Return a number as an integer."""
        lu = self.nombre(valeur)
        if lu.genre == BOOLEEN:
            return self.calcul(ENTIER, f"zext i1 {lu.texte} to i64")
        return self.calcul(ENTIER, f"fptosi double {lu.texte} to i64") if lu.genre == REEL else lu

    def verite(self, valeur: Valeur) -> Nombre:
        """Return whether a number is not zero."""
        lu = self.nombre(valeur)
        return lu if lu.genre == BOOLEEN else self.calcul(BOOLEEN, f"icmp ne i64 {lu.texte}, 0")

    def reel(self, valeur: Valeur) -> Nombre:
        """Return a number as a double."""
        lu = self.nombre(valeur)
        return lu if lu.genre == REEL else self.calcul(REEL, f"sitofp i64 {self.entier(lu).texte} to double")

    def en(self, genre: str | None, valeur: Valeur) -> Valeur:
        """Return a value in the register that a field declares; as it is when nothing is declared."""
        if genre is None or isinstance(valeur, Connue):
            return valeur
        return self.verite(valeur) if genre == BOOLEEN else self.entier(valeur)

    # Memory --------------------------------------------------------------------------------------------------------

    def decaler(self, adresse: str, cases: int) -> str:
        """Return an address some cells further."""
        return self.calcul(ADRESSE, f"getelementptr i64, ptr {adresse}, i64 {cases}").texte if cases else adresse

    def membre(self, lieu: EnMemoire, rang: int) -> Valeur:
        """Return a member of a record or table in memory, loaded if it is a number."""
        forme = lieu.forme.membres[rang]
        fils = EnMemoire(self.decaler(lieu.adresse, lieu.forme.place(rang)), forme, lieu.stable)
        return self.nombre(fils) if forme.feuille else fils

    def charge(self, lieu: EnMemoire) -> Groupe:
        """Return what lies in memory as a group of registers."""
        rangs = range(len(lieu.forme.membres))
        membres = (self.membre(lieu, rang) for rang in rangs)
        return Groupe(lieu.forme.classe, tuple(self.charge(un) if isinstance(un, EnMemoire) else un for un in membres))

    def ranger(self, adresse: str, valeur: Valeur) -> None:
        """Write the integers of a value one after the other."""
        for case, feuille in enumerate(self.feuilles(valeur)):
            self.ecrire(f"store i64 {self.entier(feuille).texte}, ptr {self.decaler(adresse, case)}")

    # Values taken apart and put together -----------------------------------------------------------------------------

    def feuilles(self, valeur: Valeur) -> Iterator[Nombre]:
        """Yield the registers of a number, a group or a record in memory."""
        if isinstance(valeur, EnMemoire) and not valeur.forme.feuille:
            valeur = self.charge(valeur)
        groupe = en_groupe(valeur)
        if groupe is None:
            yield self.nombre(valeur)
        else:
            for membre in groupe.membres:
                yield from self.feuilles(membre)

    def comme(self, modele: Valeur, registres: Iterator[Nombre]) -> Valeur:
        """Return a value of the same kind as a model, made of other registers."""
        if isinstance(modele, EnMemoire) and not modele.forme.feuille:
            return self._comme_la_forme(modele.forme, registres)
        groupe = en_groupe(modele)
        if groupe is None:
            return next(registres)
        return Groupe(groupe.classe, tuple(self.comme(membre, registres) for membre in groupe.membres))

    def _comme_la_forme(self, forme: Forme, registres: Iterator[Nombre]) -> Valeur:
        if forme.feuille:
            return next(registres)
        return Groupe(forme.classe, tuple(self._comme_la_forme(membre, registres) for membre in forme.membres))

    def accorder(self, genres: Sequence[str], feuilles: Sequence[Nombre]) -> list[Nombre]:
        """Return registers as the given kinds; a truth may stand for an integer, never the reverse."""
        if len(genres) != len(feuilles):
            raise NonCompilable("deux valeurs de formes différentes se rejoignent")
        accordees = []
        for genre, feuille in zip(genres, feuilles, strict=True):
            if genre == feuille.genre:
                accordees.append(feuille)
            elif genre == ENTIER and feuille.genre == BOOLEEN:
                accordees.append(self.entier(feuille))
            else:
                raise NonCompilable("une vérité et un nombre se rejoignent")
        return accordees

    # Arrays ----------------------------------------------------------------------------------------------------------

    def adresse(self, tableau: Tableau, indices: Sequence[Valeur]) -> str:
        """Return where an element, or the smaller array left when some axes have no index, begins."""
        rang = Nombre("0", ENTIER)
        for axe, indice in zip_longest(tableau.axes, indices):
            ligne = self.calcul(ENTIER, f"mul nsw i64 {rang.texte}, {axe.texte}")
            pas = "0" if indice is None else self.entier(indice).texte
            rang = self.calcul(ENTIER, f"add nsw i64 {ligne.texte}, {pas}")
        return self.calcul(ADRESSE, f"getelementptr {tableau.element}, ptr {tableau.adresse}, i64 {rang.texte}").texte

    def lire(self, tableau: Tableau, indices: Sequence[Valeur]) -> Valeur:
        """Return an element, or the smaller array left when some axes have no index."""
        adresse, element, reste = self.adresse(tableau, indices), tableau.element, tableau.axes[len(indices) :]
        if reste or element.startswith("["):
            return Tableau(adresse, element, reste)
        lu = self.calcul(element, f"load {element}, ptr {adresse}")
        return lu if element == ENTIER else self.calcul(ENTIER, f"sext {element} {lu.texte} to i64")

    def poser(self, tableau: Tableau, indices: Sequence[Valeur], valeur: Valeur) -> None:
        """Write a number in an array."""
        adresse, element, nombre = self.adresse(tableau, indices), tableau.element, self.entier(valeur)
        if element != ENTIER:
            nombre = self.calcul(element, f"trunc i64 {nombre.texte} to {element}")
        self.ecrire(f"store {element} {nombre.texte}, ptr {adresse}")
