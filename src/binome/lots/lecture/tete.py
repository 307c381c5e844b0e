"""The head of a table: the row whose cells are titles of columns, wherever it stands, and what each title names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from binome.langue.courante import dire
from binome.lots.lecture.bornes import verifier_la_largeur
from binome.lots.lecture.refus import FichierRefuse, lettre
from binome.lots.lecture.titres import Autres, Vocabulaire, est_un_identifiant
from binome.moteur.erreurs import montrer
from binome.moteur.mots import net

Rangee = tuple[int, Sequence[str | None]]
"""The line of the file where a row begins, and its cells."""
_TITRES_MONTRES = 8


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of a file: where it is, its title, the field that it gives, or whether it names the person."""

    rang: int
    titre: str
    champ: str | None
    identifiant: bool

    @property
    def vue(self) -> str:
        """The column as a person finds it: its title and its letter."""
        return f"{montrer(self.titre)} ({lettre(self.rang)})"


@dataclass(frozen=True, slots=True)
class Tete:
    """The titles of a table: the line where they stand, how far they go, the columns that bear one."""

    ligne: int
    largeur: int
    colonnes: tuple[Colonne, ...]

    @property
    def champs(self) -> dict[str, Colonne]:
        """The columns that give a field, by its name."""
        return {une.champ: une for une in self.colonnes if une.champ is not None}

    @property
    def vues(self) -> dict[str, str]:
        """Each field's column as the person finds it."""
        return {champ: une.vue for champ, une in self.champs.items()}

    @property
    def identifiants(self) -> tuple[Colonne, ...]:
        """The columns that travel to the answers."""
        return tuple(une for une in self.colonnes if une.identifiant)

    @property
    def sans_emploi(self) -> tuple[Colonne, ...]:
        """The columns that nothing reads."""
        return tuple(une for une in self.colonnes if une.champ is None and not une.identifiant)


def reconnus(cellules: Sequence[str | None], vocabulaire: Vocabulaire) -> int:
    """Return how many titles of a row name a field."""
    return sum(vocabulaire.champ(cellule) is not None for cellule in cellules if cellule)


def chercher(rangees: Sequence[Rangee], vocabulaire: Vocabulaire) -> int:
    """Return the rank of the row that bears most titles: the first one that is not empty when no row does."""
    notes = [reconnus(cellules, vocabulaire) for _, cellules in rangees]
    if any(notes):
        return notes.index(max(notes))
    return next((rang for rang, (_, cellules) in enumerate(rangees) if any(cellules)), 0)


def lire_la_tete(nom: str, rangee: Rangee, vocabulaire: Vocabulaire) -> Tete:
    """Read the titles of a table.

    Raises:
        FichierRefuse: two columns give one field, a title looks like a misspelt field, or none is known.
    """
    ligne, cellules = rangee
    titres = [net(cellule or "") for cellule in cellules]
    largeur = max((position + 1 for position, titre in enumerate(titres) if titre), default=0)
    verifier_la_largeur(nom, largeur)
    colonnes = tuple(_colonne(position, titre, vocabulaire) for position, titre in enumerate(titres) if titre)
    _refuser_les_doublons(nom, colonnes)
    for colonne in colonnes:
        if colonne.champ is None and not colonne.identifiant:
            vocabulaire.refuser(nom, colonne.titre, colonne.vue)
    if not reconnus(titres, vocabulaire):
        raise _sans_titres(nom, ligne, titres, vocabulaire)
    return Tete(ligne, largeur, colonnes)


def _colonne(rang: int, titre: str, vocabulaire: Vocabulaire) -> Colonne:
    champ = vocabulaire.champ(titre) or (titre if vocabulaire.autres is Autres.GARDEES else None)
    return Colonne(rang, titre, champ, champ is None and est_un_identifiant(titre))


def _refuser_les_doublons(nom: str, colonnes: Sequence[Colonne]) -> None:
    vues: dict[str, Colonne] = {}
    for colonne in colonnes:
        cle = colonne.champ or (colonne.titre if colonne.identifiant else None)
        if cle in vues:
            phrase = dire(
                "les colonnes {une} et {autre} disent toutes deux « {champ} » : gardez-en une.",
                une=vues[cle].vue,
                autre=colonne.vue,
                champ=cle,
            )
            raise FichierRefuse(nom, phrase)
        if cle is not None:
            vues[cle] = colonne


def _sans_titres(nom: str, ligne: int, titres: Sequence[str], vocabulaire: Vocabulaire) -> FichierRefuse:
    lus = ", ".join(montrer(titre) for titre in titres[:_TITRES_MONTRES] if titre)
    phrase = dire(
        "aucune colonne connue. Ligne {ligne}, on lit : {lus}. Attendu : {exemples}…",
        ligne=ligne,
        lus=lus or dire("rien"),
        exemples=", ".join(vocabulaire.exemples),
    )
    return FichierRefuse(nom, phrase)
