"""The operations that read the law: texts, rules, numbers at a date, lectures, regimes, reforms, worked cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

from binome.api.demandes import AU, Parametres
from binome.api.operations import Demandee, Operation
from binome.api.problemes import Nature, RefusHttp, natures
from binome.cas import Cas, cas
from binome.contrats.decrire import decrire
from binome.contrats.situation import lire_situation
from binome.droit import fiches
from binome.droit.fiches import FicheDeNombre
from binome.langue.courante import dire
from binome.moteur.proximite import vouliez_vous
from binome.moteur.rendu import EnJson

_DROIT: Final = "Le droit"
_PROBLEMES: Final = "Problèmes"


@dataclass(frozen=True, slots=True)
class VersionDuDroit(EnJson):
    """Which law answers: its version, and the day on which it was last checked."""

    version_du_droit: str
    verifie_le: date


@dataclass(frozen=True, slots=True)
class FicheDeCas(EnJson):
    """A worked case: why, from where, who checked it, the arithmetic in words, and the situation to simulate."""

    nom: str
    titre: str
    source: str
    verification: str
    calcul: str
    situation: dict[str, Any]


@cache
def _cas() -> Mapping[str, FicheDeCas]:
    return {un.nom: _fiche_de_cas(un) for un in cas()}


def _fiche_de_cas(un: Cas) -> FicheDeCas:
    situation = decrire(lire_situation(un.situation))
    return FicheDeCas(un.nom, un.titre, un.source, un.verification, un.calcul, situation)


def _version(demandee: Demandee) -> VersionDuDroit:
    return VersionDuDroit(demandee.loi.version, demandee.loi.catalogue.verifie_le)


def _au(fiche: FicheDeNombre, jour: date) -> FicheDeNombre:
    """Return a number with the version of a day alone; none when nothing is in force."""
    versions = (v for v in fiche.versions if v.depuis <= jour and (v.jusque is None or jour < v.jusque))
    return replace(fiche, versions=tuple(versions))


def _nombres(demandee: Demandee) -> Mapping[str, FicheDeNombre]:
    jour, tous = demandee.parametres.get("au"), fiches.nombres()
    return tous if jour is None else {nom: _au(fiche, jour) for nom, fiche in tous.items()}


def _natures(_demandee: Demandee) -> Mapping[str, Nature]:
    return {nature.code: replace(nature, titre=dire(nature.titre)) for nature in natures()}


def _sans_parametre(entrees: Callable[[], Mapping[str, Any]]) -> Callable[[Demandee], Mapping[str, Any]]:
    return lambda _demandee: entrees()


def _toutes(entrees: Callable[[Demandee], Mapping[str, Any]]) -> Callable[[Demandee], list[Any]]:
    return lambda demandee: list(entrees(demandee).values())


def _une(entrees: Callable[[Demandee], Mapping[str, Any]]) -> Callable[[Demandee], Any]:
    def repondre(demandee: Demandee) -> Any:
        connues = entrees(demandee)
        if demandee.nom not in connues:
            conseil = vouliez_vous(demandee.nom, connues)
            raise RefusHttp(404, dire("« {nom} » n'existe pas.", nom=demandee.nom[:_MONTRES]) + conseil)
        return connues[demandee.nom]

    return repondre


_MONTRES: Final = 60


@dataclass(frozen=True, slots=True)
class _Collection:
    """Entries of one kind: two operations, all of them and one."""

    chemin: str
    nom: str
    toutes: str
    une: str
    entrees: Callable[[Demandee], Mapping[str, Any]]
    fiche: type
    theme: str = _DROIT
    parametres: Parametres | None = None
    convertisseur: str = "{nom}"

    def operations(self) -> Iterator[Operation]:
        """Yield the two operations."""
        parametres = self.parametres or {}
        tuple_de = tuple[self.fiche, ...]  # type: ignore[name-defined]  # a type made of a value
        repondre = _toutes(self.entrees)
        yield Operation(
            f"lister_les_{self.nom}", self.chemin, self.toutes, self.theme, repondre, tuple_de, parametres=parametres
        )
        yield Operation(
            f"lire_{self.nom}",
            f"{self.chemin}/{self.convertisseur}",
            self.une,
            self.theme,
            _une(self.entrees),
            self.fiche,
            parametres=parametres,
        )


_COLLECTIONS: Final = (
    _Collection(
        "droit/textes",
        "textes",
        "Les documents cités.",
        "Un document cité.",
        _sans_parametre(fiches.textes),
        fiches.FicheDeTexte,
    ),
    _Collection(
        "droit/regles",
        "regles",
        "Les règles : ce qu'elles décident, leur texte, leur grade.",
        "Une règle.",
        _sans_parametre(fiches.regles),
        fiches.FicheDeRegle,
    ),
    _Collection(
        "droit/nombres",
        "nombres",
        "Les nombres et les tableaux, avec leurs dates.",
        "Un nombre ou un tableau.",
        _nombres,
        fiches.FicheDeNombre,
        parametres={"au": AU},
    ),
    _Collection(
        "droit/lectures",
        "lectures",
        "Les doutes des textes : question, choix, défaut.",
        "Un doute des textes.",
        _sans_parametre(fiches.lectures),
        fiches.FicheDeLecture,
    ),
    _Collection(
        "droit/regimes",
        "regimes",
        "Les régimes, par date de signature.",
        "Un régime.",
        _sans_parametre(fiches.regimes),
        fiches.FicheDeRegime,
    ),
    _Collection(
        "droit/specialites",
        "specialites",
        "Les spécialités, leur code et leur mot.",
        "Une spécialité.",
        _sans_parametre(fiches.specialites),
        fiches.FicheDeSpecialite,
    ),
    _Collection(
        "droit/reformes",
        "reformes",
        "Les réformes toutes prêtes, et ce qu'elles changent.",
        "Une réforme toute prête.",
        _sans_parametre(fiches.reformes),
        fiches.FicheDeReforme,
    ),
    _Collection(
        "droit/cas",
        "cas",
        "Les cas calculés à la main, chacun avec sa situation.",
        "Un cas calculé à la main.",
        _sans_parametre(_cas),
        FicheDeCas,
        convertisseur="{path:nom}",
    ),
    _Collection(
        "problemes",
        "problemes",
        "Les problèmes que l'API peut répondre.",
        "Un problème que l'API peut répondre.",
        _natures,
        Nature,
        theme=_PROBLEMES,
    ),
)

OPERATIONS: Final = (
    Operation(
        "lire_la_version_du_droit",
        "droit",
        "La version du droit, que porte aussi chaque réponse.",
        _DROIT,
        _version,
        VersionDuDroit,
    ),
    *(operation for collection in _COLLECTIONS for operation in collection.operations()),
)
