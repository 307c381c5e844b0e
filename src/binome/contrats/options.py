"""Whether the law of a day opens an option to a running contract, in the words of the law."""

from __future__ import annotations

from datetime import date

from binome.droit.cadre import Cadre
from binome.droit.codes import Option, Statut
from binome.droit.eligibilite.regles import critere_option


def refus_d_option(option: Option, cadre: Cadre, jour: date) -> str | None:
    """Return why a contract may not take an option on `jour`; None when it may, perhaps under conditions."""
    sens = cadre.loi.catalogue.issues[critere_option(option, cadre.bareme_au(jour))]
    if sens.statut is not Statut.NON_REMPLI:
        return None
    phrase, _ = sens.sous(cadre.regime)
    return phrase.format(option=str(option.code).replace(".", ",")).rstrip(".")
