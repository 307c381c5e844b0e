"""What the journal tells, looked for in the tables: each act, and the sum of each payment that was validated."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db.models import CharField, Exists, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django_scopes import scopes_disabled

from binome.gestion.codes import EtatDuVersement
from binome.gestion.journal.verifier import PAR_LOT, Faute, suivre_les_chaines
from binome.gestion.modeles.contrats import Acte
from binome.gestion.modeles.journal import Entree
from binome.gestion.modeles.paiements import Versement

_D_UN_ACTE: Final = '{"acte":'
"""How the content of an entry that tells an act starts: its keys are in order."""
_PAS_DECIDE: Final = (EtatDuVersement.PROPOSE, EtatDuVersement.SAISI, EtatDuVersement.ECARTE)


def verifier(ancres: Mapping[str, tuple[int, str]] | None = None) -> Iterator[Faute]:
    """Yield every fault of the journal, and every act or payment that it does not tell as it is."""
    yield from suivre_les_chaines(ancres)
    with scopes_disabled():
        yield from _actes()
        yield from _versements()


def _actes() -> Iterator[Faute]:
    for acte in Acte.objects.select_related("entree", "caisse").iterator(chunk_size=PAR_LOT):
        if not _le_dit(acte.entree, acte):
            yield Faute(acte.caisse.code, acte.entree.rang, f"elle ne dit pas l'acte « {acte.nom} » tel qu'il est.")
    sans_acte = Entree.objects.filter(contenu__startswith=_D_UN_ACTE)
    for entree in sans_acte.exclude(Exists(Acte.objects.filter(entree=OuterRef("pk")))).iterator(chunk_size=PAR_LOT):
        yield Faute(entree.chaine, entree.rang, "l'acte qu'elle dit manque.")


def _le_dit(entree: Entree, acte: Acte) -> bool:
    """Return whether an entry tells an act: its words, its contract, and what lists read of it."""
    dit: dict[str, Any] = json.loads(acte.contenu)
    remplace = dit["nature"] == "correction"
    return (
        entree.chaine == acte.caisse.code
        and entree.objet == f"contrat {acte.contrat_id}"
        and entree.contenu.startswith(f"{_D_UN_ACTE}{acte.contenu},")
        and (acte.nom, acte.nature, acte.connu_le.isoformat()) == (dit["id"], dit["nature"], dit["connu_le"])
        and (remplace or (acte.effectif_le is not None and acte.effectif_le.isoformat() == dit["effectif_le"]))
    )


def _versements() -> Iterator[Faute]:
    """Yield the payments that are decided without an entry that validates this sum."""
    nomme = Concat(Value("versement "), Cast(OuterRef("pk"), CharField()))
    dite = Entree.objects.filter(commande="valider", objet=nomme).order_by("rang")
    decides = Versement.objects.exclude(etat__in=_PAS_DECIDE).annotate(
        dit=Subquery(dite.values("contenu")[:1]), rang=Subquery(dite.values("rang")[:1]), code=F("caisse__code")
    )
    for versement in decides.iterator(chunk_size=PAR_LOT):
        if versement.dit is None:
            yield Faute(versement.code, 0, f"aucune ne valide le versement {versement.pk}.")
        elif json.loads(versement.dit)["centimes"] != versement.centimes:
            yield Faute(versement.code, versement.rang, f"le versement {versement.pk} n'est pas de la somme validée.")
