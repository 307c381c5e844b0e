"""Titles of columns: a field's own name or label, whatever its accents, capitals and spaces; names of persons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Final

from binome.langue.courante import dire
from binome.lots.lecture.refus import FichierRefuse
from binome.moteur.mots import aplatir

_IDENTIFIANTS: Final = frozenset(
    (
        *("rpps", "adeli", "finess", "siret", "siren", "id", "identifiant", "matricule", "numero", "dossier"),
        *("reference", "ref", "nom", "prenom", "civilite", "medecin", "praticien", "docteur"),
        *("email", "mail", "courriel"),
    )
)
_RESSEMBLANCE: Final = 4 / 5
_LONGUEUR_COMPARABLE: Final = range(4, 60)
_EXEMPLES: Final = 6


def est_un_identifiant(titre: str) -> bool:
    """Return whether a column names a person or a file: it is carried, never read."""
    return not _IDENTIFIANTS.isdisjoint(aplatir(titre).split())


class Autres(Enum):
    """What becomes of a column whose title says no field."""

    LAISSEES = 0
    """It is not read, and said; unless it names a person, or looks like a misspelt field."""
    GARDEES = 1
    """It is read under its own title."""
    REFUSEES = 2


@dataclass(frozen=True, slots=True)
class Vocabulaire:
    """The fields that a table may have.

    Args:
        formes: canonical names by the flattened form of every title that says them.
        ouverts: finds the canonical name of a title that `formes` cannot list, such as « PMT année 3 ».
        connus: names to propose.
        autres: what becomes of the other columns.
    """

    formes: Mapping[str, str]
    connus: Collection[str]
    ouverts: Callable[[str], str | None] = lambda _titre: None
    autres: Autres = Autres.LAISSEES

    @property
    def exemples(self) -> list[str]:
        """Some names, to show what is expected."""
        return list(self.connus)[:_EXEMPLES]

    def champ(self, titre: str) -> str | None:
        """Return the field that a title names."""
        if titre in self.connus:
            return titre
        plat = aplatir(titre)
        return self.formes.get(plat) or self.ouverts(plat.replace(" ", "_"))

    def refuser(self, nom: str, titre: str, vue: str) -> None:
        """Refuse a title that says no field, if it looks like one or if only fields are read.

        Raises:
            FichierRefuse: the nearest name is proposed.
        """
        if self.autres is Autres.REFUSEES:
            phrase = "colonne {vue} inconnue. Attendu : {exemples}."
            raise FichierRefuse(nom, dire(phrase, vue=vue, exemples=", ".join(self.connus)))
        plat = aplatir(titre)
        if len(plat) not in _LONGUEUR_COMPARABLE:
            return
        noms = {aplatir(connu): connu for connu in self.connus} | dict(self.formes)
        proches = get_close_matches(plat, [*noms], n=1, cutoff=_RESSEMBLANCE)
        if proches:
            voulu = noms[proches[0]]
            phrase = dire("colonne {vue} inconnue. Vouliez-vous écrire « {voulu} » ?", vue=vue, voulu=voulu)
            raise FichierRefuse(nom, phrase)


def vocabulaire_de(noms: Collection[str], *, garder_les_autres: bool) -> Vocabulaire:
    """Return the vocabulary of a sheet whose columns bear these names, and others that are kept or refused."""
    sort = Autres.GARDEES if garder_les_autres else Autres.REFUSEES
    return Vocabulaire({aplatir(nom): nom for nom in noms}, tuple(noms), autres=sort)
