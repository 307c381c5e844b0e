"""Add an entry to a chain, in the transaction of the change that it tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from hashlib import blake2b

from django.db import connection, transaction
from django.utils import timezone

from binome.gestion.journal.sceau import ORIGINE, Scelle
from binome.gestion.modeles.journal import Entree
from binome.moteur.canonique import canonique

_OCTETS_DU_VERROU = 8


def ecrire(chaine: str, qui: str, commande: str, objet: str, contenu: Mapping[str, object]) -> Entree:
    """Add an entry at the end of a chain.

    Args:
        chaine: the code of the caisse; empty for the platform.
        qui: the number of the account, or « systeme ».
        commande: what was done.
        objet: what it was done to, for example « contrat 12 ».
        contenu: JSON values: what was decided, and on what.

    Raises:
        TransactionManagementError: no transaction is open, so that the change and its entry could part.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("un changement et son entrée se font dans une transaction")
    prendre_son_tour(chaine)
    derniere = Entree.objects.filter(chaine=chaine).order_by("-rang").first()
    scelle = Scelle(
        chaine=chaine,
        rang=derniere.rang + 1 if derniere else 1,
        quand=_instant(derniere),
        qui=qui,
        commande=commande,
        objet=objet,
        contenu=canonique(contenu),
        precedente=derniere.empreinte if derniere else ORIGINE,
    )
    return Entree.objects.create(**{nom: getattr(scelle, nom) for nom in scelle.__slots__}, empreinte=scelle.empreinte)


def _instant(derniere: Entree | None) -> str:
    """Return the instant, never before the last entry: a clock that is moved back does not reorder a journal."""
    instant = timezone.now().astimezone(UTC).isoformat(timespec="microseconds")
    return max(instant, derniere.quand) if derniere else instant


def prendre_son_tour(chaine: str) -> None:
    """Wait for the writers of the same chain; on SQLite a transaction has taken its turn from its start."""
    if connection.vendor == "postgresql":
        numero = int.from_bytes(blake2b(chaine.encode(), digest_size=_OCTETS_DU_VERROU).digest(), signed=True)
        with connection.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_xact_lock(%s)", [numero])
