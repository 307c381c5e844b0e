"""What an integer of the law counts: a day, euros, cents. The annotation says it; a reader is shown it.

A rule receives and returns plain integers: `Jour` and its like are `int` to the type checker and to the compiler.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Annotated, Any, Final, TypeAlias, get_args, get_type_hints


class Unite(Enum):
    """The unit of an integer."""

    JOUR = "jour du calendrier, en numéro"
    EUROS = "euros entiers"
    CENTIMES = "centimes"
    CENTIEMES_DE_RANG = "centièmes de rang"


Jour: TypeAlias = Annotated[int, Unite.JOUR]
Euros: TypeAlias = Annotated[int, Unite.EUROS]
Centimes: TypeAlias = Annotated[int, Unite.CENTIMES]
CentiemesDeRang: TypeAlias = Annotated[int, Unite.CENTIEMES_DE_RANG]

RESULTAT: Final = "return"


@cache
def unites(declarant: Callable[..., Any] | type) -> dict[str, Unite]:
    """Return the units that a function or a record declares, by argument or field; `return` for a result."""
    annotees = get_type_hints(declarant, include_extras=True)
    dites = {nom: [a for a in get_args(genre)[1:] if isinstance(a, Unite)] for nom, genre in annotees.items()}
    return {nom: trouvees[0] for nom, trouvees in dites.items() if trouvees}
