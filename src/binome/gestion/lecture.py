"""A contract as its acts make it: the acts of the table, through the reader of every act, to the statement."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final

from binome.contrats.actes.acte import Acte as ActeLu
from binome.contrats.actes.acte import Correction, NatureDActe, lire_actes
from binome.contrats.actes.releve import ACTES_DES_OBLIGATIONS, releve
from binome.contrats.actes.reponse import Releve
from binome.droit.loi import Loi, loi_en_vigueur
from binome.gestion.modeles.contrats import Contrat

ActesLus = tuple[ActeLu | Correction, ...]
_SANS_EFFET_SUR_LES_SOMMES: Final = [
    nature.code for nature in (NatureDActe.VERSEMENT, NatureDActe.RECOUVREMENT, *ACTES_DES_OBLIGATIONS.values())
]


def actes_ecrits(contrat: Contrat) -> list[dict[str, Any]]:
    """Return the acts of a contract in JSON, in the order of their recording: the file that `binome contrat` reads."""
    return [json.loads(contenu) for contenu in contrat.actes.order_by("rang").values_list("contenu", flat=True)]


def actes_lus(contrat: Contrat, loi: Loi | None = None) -> ActesLus:
    """Return the acts of a contract, read."""
    return lire_actes(actes_ecrits(contrat), loi or loi_en_vigueur())


def releve_de(contrat: Contrat, au: date, connu_au: date | None = None, loi: Loi | None = None) -> Releve:
    """Return the statement of a contract on a day.

    Raises:
        ActeRefuse: its acts cannot follow each other.
    """
    loi = loi or loi_en_vigueur()
    return releve(actes_lus(contrat, loi), au, connu_au, loi)


def empreinte_des_decisions(contrat: Contrat) -> str:
    """Return the digest of the acts that decide sums: all but what was paid or given back, and the duties done."""
    return _empreinte(
        contrat.actes.exclude(nature__in=_SANS_EFFET_SUR_LES_SOMMES).order_by("rang").values_list("contenu", flat=True)
    )


def _empreinte(contenus: Iterable[str]) -> str:
    digere = sha256()
    for contenu in contenus:
        digere.update(f"{contenu}\n".encode())
    return digere.hexdigest()


def dernier_jour(actes: Sequence[ActeLu | Correction], au: date) -> date:
    """Return the last day on which an act takes effect, or is known: a sequence is checked up to it."""
    jours = [acte.connu_le for acte in actes]
    jours += [acte.effectif_le for acte in actes if isinstance(acte, ActeLu)]
    jours += [acte.remplace.effectif_le for acte in actes if isinstance(acte, Correction) and acte.remplace is not None]
    return max([au, *jours])
