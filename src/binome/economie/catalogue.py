"""The numbers, doubts and documents of the cost and of the activity, read once; the manner is that of the law's."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from binome.droit.catalogue import Catalogue, catalogue
from binome.economie.baremes import BaremeDActivite, BaremeDuCout
from binome.economie.codes import axes
from binome.economie.lectures import ENUMERATIONS, LecturesDuCout, des_codes
from binome.moteur.doutes import Lecture, lire_lectures
from binome.moteur.erreurs import ErreurDeDroit
from binome.moteur.parametres import Parametre, Version, lire_parametres
from binome.moteur.sources import Texte, lire_textes

DOSSIER: Final = Path(__file__).parent
COUT: Final = "cout"
ACTIVITE: Final = "activite"


class CatalogueEconomique:
    """All the data of this package. Built once by `catalogue_economique()`."""

    def __init__(self, droit: Catalogue, dossier: Path = DOSSIER) -> None:
        self._dossier = dossier
        self._axes = axes(tuple(s.code for s in droit.specialites))
        self.du_cout = self._parametres(COUT, BaremeDuCout._fields)
        self.de_l_activite = self._parametres(ACTIVITE, BaremeDActivite._fields)
        self.lectures: dict[str, Lecture] = lire_lectures(self._lire("lectures.toml"))
        choix = {nom: [membre.code for membre in classe] for nom, classe in ENUMERATIONS.items()}
        if choix != {nom: list(lecture.choix) for nom, lecture in self.lectures.items()}:
            raise ErreurDeDroit("Les lectures du coût ne sont pas celles que les règles connaissent.")
        self._baremes: dict[tuple[date, ...], BaremeDuCout] = {}

    def _parametres(self, theme: str, champs: tuple[str, ...]) -> dict[str, Parametre]:
        lus = lire_parametres(theme, self._lire(f"{theme}/nombres.toml"), self._axes)
        if set(lus) != set(champs):
            raise ErreurDeDroit(f"Nombres et barème diffèrent ({theme}) : {set(lus) ^ set(champs)}.")
        return lus

    @property
    def parametres(self) -> dict[str, Parametre]:
        """Every number, by name."""
        return self.du_cout | self.de_l_activite

    def _lire(self, nom: str) -> dict[str, Any]:
        return tomllib.loads((self._dossier / nom).read_text("utf-8"))

    @cached_property
    def textes(self) -> dict[str, Texte]:
        """The documents that are cited, by identifier."""
        return lire_textes(self._lire("textes.toml"))

    @cached_property
    def premier_jour(self) -> date:
        """The first day on which every number of the cost is known."""
        return max(min(v.depuis for v in p.versions) for p in self.du_cout.values())

    @cached_property
    def dernier_changement(self) -> date:
        """The last day on which a number changes: nothing later is known."""
        return max(v.depuis for p in self.du_cout.values() for v in p.versions if v.source.grade != "D")

    def jour_connu(self, jour: date) -> date:
        """Return the day whose numbers hold on `jour`: itself, or the first known one."""
        return max(jour, self.premier_jour)

    def version(self, nom: str, jour: date) -> Version:
        """Return the version of a number that holds on a day, the first known one before it."""
        return self.du_cout[nom].au(self.jour_connu(jour))

    def bareme(self, jour: date) -> BaremeDuCout:
        """Return every number of the cost in force on `jour`: one object for all the days that share them."""
        versions = {nom: self.version(nom, jour) for nom in BaremeDuCout._fields}
        cle = tuple(version.depuis for version in versions.values())
        if cle not in self._baremes:
            self._baremes[cle] = BaremeDuCout(**{nom: version.valeur for nom, version in versions.items()})
        return self._baremes[cle]

    def bareme_d_activite(self, jour: date) -> BaremeDActivite:
        """Return every number of the activity in force on `jour`, the first known ones before it."""
        premier = max(min(v.depuis for v in p.versions) for p in self.de_l_activite.values())
        return BaremeDActivite(**{nom: p.au(max(jour, premier)).valeur for nom, p in self.de_l_activite.items()})

    def lectures_retenues(self, choix: Mapping[str, str]) -> LecturesDuCout:
        """Return the choice of every doubt: the caller's, or the default."""
        return des_codes({nom: choix.get(nom, lecture.defaut) for nom, lecture in self.lectures.items()})


@cache
def catalogue_economique() -> CatalogueEconomique:
    """Return the data of this package, read on first use."""
    return CatalogueEconomique(catalogue())
