"""Records as JSON data: one serializer for every answer, prepared once per type.

Money is a decimal string with two digits, a rate a fraction, a day ISO 8601, a member of an enumeration its code; None
is null, tuples are lists, a record is an object whose keys are its fields, in their order. What a type does not say
stands beside the field: `field(metadata=FACULTATIF)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter
from types import MappingProxyType, NoneType
from typing import Annotated, Any, Final, NamedTuple, TypeVar

from binome.moteur.argent import en_euros
from binome.moteur.codes import Code, Codes

T = TypeVar("T")
Presenter = Callable[[Any], Any]
Forme = Mapping[str, "Presentation"]


class Presentation(NamedTuple):
    """How a field is written: under another key, left out when None, among the keys of its record, not at all…"""

    cle: str = ""
    facultatif: bool = False
    a_plat: bool = False
    tu: bool = False
    centimes: bool = False
    parmi: Callable[[], Iterable[str]] | None = None


_ORDINAIRE: Final = Presentation()


def _forme(presentation: Presentation) -> Forme:
    return MappingProxyType({"presentation": presentation})


FACULTATIF: Final = _forme(Presentation(facultatif=True))
"""The key is left out when the value is None."""
A_PLAT: Final = _forme(Presentation(a_plat=True))
"""The keys of the value (a record, or several) stand among those of the record."""
TU: Final = _forme(Presentation(tu=True))
"""The field is for Python alone."""
CENTIMES: Final = _forme(Presentation(centimes=True))
"""An integer of cents, written in euros."""
SIGNE: Final = "signé"
"""Mark of a sum that may be negative: `Annotated[Decimal, SIGNE]`; the others never are."""
EurosSignes = Annotated[Decimal, SIGNE]


def sous(cle: str) -> Forme:
    """Return the form of a field written under another key."""
    return _forme(Presentation(cle=cle))


def en_centimes(cle: str) -> Forme:
    """Return the form of an integer of cents, written in euros under another key."""
    return _forme(Presentation(cle=cle, centimes=True))


def parmi(valeurs: Callable[[], Iterable[str]]) -> Forme:
    """Return the form of a string that is one of these; only a schema asks which."""
    return _forme(Presentation(parmi=valeurs))


class EnJson:
    """A record that says itself as JSON data."""

    __slots__ = ()

    def en_json(self) -> dict[str, Any]:
        """Return the record as JSON data."""
        rendu: dict[str, Any] = en_donnees(self)
        return rendu


class ClesPropres:
    """A record whose keys depend on its values; it stands `A_PLAT` in another."""

    __slots__ = ()

    def paires(self) -> Mapping[str, Any]:
        """Return each key with its value."""
        raise NotImplementedError


def en_mot(classe: type[T]) -> type[T]:
    """Make the values of a class written as the word that they are: their string."""
    _PRESENTER[classe] = str
    return classe


def en_nombre(classe: type[T]) -> type[T]:
    """Make the values of a class written as a JSON number: what is shown and never compared with the law or money."""
    _PRESENTER[classe] = float
    return classe


def est_un_nombre(classe: type) -> bool:
    """Return whether the values of a class are written as a number."""
    return _PRESENTER.get(classe) is float


def est_un_mot(classe: type) -> bool:
    """Return whether the values of a class are written as a word."""
    return _PRESENTER.get(classe) is str


class ChampRendu(NamedTuple):
    """A field of a record as it is written."""

    nom: str
    cle: str
    presentation: Presentation


def champs_rendus(classe: type) -> Iterator[ChampRendu]:
    """Yield the fields of a record that are written, in their order."""
    for champ in fields(classe):
        presentation = champ.metadata.get("presentation", _ORDINAIRE)
        if not presentation.tu:
            yield ChampRendu(champ.name, presentation.cle or champ.name, presentation)


class _Presentateurs(dict[type, Presenter]):
    """How the values of each type are written; a type is learnt the first time that it is met."""

    def __missing__(self, classe: type) -> Presenter:
        self[classe] = presenter = _du_type(classe)
        return presenter


_TELS_QUELS: Final = frozenset({NoneType, bool, int, str})
"""Types that JSON has; looking at the type of a value is much cheaper than a call that returns it."""


def en_donnees(valeur: object) -> Any:
    """Return any value of an answer as JSON data."""
    return valeur if type(valeur) in _TELS_QUELS else _PRESENTER[type(valeur)](valeur)


def _liste(valeurs: Iterable[object]) -> list[object]:
    return [v if type(v) in _TELS_QUELS else _PRESENTER[type(v)](v) for v in valeurs]


def _objet(valeurs: Mapping[Any, object]) -> dict[str, Any]:
    return {str(c): v if type(v) in _TELS_QUELS else _PRESENTER[type(v)](v) for c, v in valeurs.items()}


def _euros(montant: Decimal) -> str:
    return f"{montant:.2f}"


_PRESENTER: Final = _Presentateurs(
    {tuple: _liste, list: _liste, dict: _objet, Decimal: _euros, Fraction: str, date: date.isoformat, Code: str}
)


def _du_type(classe: type) -> Presenter:
    if issubclass(classe, ClesPropres):
        return lambda record: _objet(record.paires())
    if is_dataclass(classe):
        return _du_record(classe)
    if issubclass(classe, StrEnum):
        return str
    if issubclass(classe, Codes):
        return lambda membre: str(membre.code)
    raise TypeError(f"{classe.__name__} ne s'écrit pas en JSON.")


def _du_record(classe: type) -> Presenter:
    """Return how a record is written: its fields, then what some of them declare."""
    champs = tuple(champs_rendus(classe))
    cles = tuple(champ.cle for champ in champs)
    lire = _lecteur([champ.nom for champ in champs])
    facultatifs = tuple(champ.cle for champ in champs if champ.presentation.facultatif)
    if any(champ.presentation.a_plat or champ.presentation.centimes for champ in champs):
        return lambda record: _avec_soin(champs, lire(record))

    def presenter(record: object) -> dict[str, object]:
        valeurs = zip(cles, lire(record), strict=True)
        rendu = {c: v if type(v) in _TELS_QUELS else _PRESENTER[type(v)](v) for c, v in valeurs}
        for cle in facultatifs:
            if rendu[cle] is None:
                del rendu[cle]
        return rendu

    return presenter


def _avec_soin(champs: tuple[ChampRendu, ...], valeurs: tuple[Any, ...]) -> dict[str, Any]:
    """Return a record some of whose fields stand among its own, or are sums in cents."""
    rendu: dict[str, Any] = {}
    for (_, cle, presentation), valeur in zip(champs, valeurs, strict=True):
        if presentation.a_plat:
            for un in valeur if isinstance(valeur, tuple) else (valeur,):
                rendu |= en_donnees(un)
        elif valeur is not None or not presentation.facultatif:
            une_somme = presentation.centimes and valeur is not None
            rendu[cle] = _euros(en_euros(valeur)) if une_somme else en_donnees(valeur)
    return rendu


def _lecteur(noms: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(noms) > 1:
        return attrgetter(*noms)
    return lambda record: tuple(getattr(record, nom) for nom in noms)
