"""One way to change anything: a transaction that takes its turn, checks the right, and tells the journal.

A command waits for the other writers of its caisse before it reads: what it reads is what it changes, and of two who do
the same thing at once, the second one sees what the first did.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Final, Generic, TypeVar

from django.db import transaction
from django.db.models import Model
from django_scopes import scope, scopes_disabled

from binome.gestion.droits import Action, exiger
from binome.gestion.journal.ecrire import ecrire, prendre_son_tour
from binome.gestion.modeles.caisses import Caisse
from binome.gestion.modeles.comptes import Compte
from binome.gestion.modeles.contrats import Contrat
from binome.gestion.modeles.journal import Entree
from binome.gestion.refus import ContratChange

Objet = TypeVar("Objet", bound=Model)
PLATEFORME: Final = ""
"""The chain of what belongs to no caisse."""


class Commande(Generic[Objet]):
    """A command that runs: who, on what (read again under the lock), and the entries that tell it."""

    def __init__(self, qui: Compte | None, nom: str, objet: Objet, caisse: Caisse | None) -> None:
        self.qui = qui
        self.nom = nom
        self.objet = objet
        self.caisse = caisse
        self.entrees: list[Entree] = []

    @property
    def auteur(self) -> str:
        """The number of the account, as the journal says it."""
        return "systeme" if self.qui is None else str(self.qui.pk)

    def noter(self, objet: Model | str, contenu: Mapping[str, object]) -> Entree:
        """Write in the journal what is done, and on what."""
        chaine = PLATEFORME if self.caisse is None else self.caisse.code
        nomme = objet if isinstance(objet, str) else nommer(objet)
        self.entrees.append(ecrire(chaine, self.auteur, self.nom, nomme, contenu))
        return self.entrees[-1]


def nommer(objet: Model) -> str:
    """Return how the journal names an object: its kind and its number."""
    return f"{type(objet)._meta.model_name} {objet.pk}"


@contextmanager
def commande(
    qui: Compte, nom: str, action: Action, objet: Objet, caisse: Caisse | None = None, revision: int | None = None
) -> Iterator[Commande[Objet]]:
    """Open a command on an object.

    Args:
        qui: the account that asks.
        nom: the command, as the journal says it.
        action: the right that it needs on the object.
        objet: what it is done to; what is yielded is read again.
        caisse: the caisse of an object that has none of its own.
        revision: of the contract that was read, when the command changes a contract.

    Raises:
        AccesRefuse: no function of the account opens this action on this object.
        ContratChange: the contract was changed since.
    """
    caisse = caisse if caisse is not None else _sa_caisse(objet)
    with transaction.atomic(durable=True), _portee(caisse):
        prendre_son_tour(PLATEFORME if caisse is None else caisse.code)
        exiger(qui, action, objet)
        relu = type(objet)._default_manager.get(pk=objet.pk)
        if revision is not None and isinstance(relu, Contrat):
            _verifier_la_revision(relu, revision)
        ouverte = Commande(qui, nom, relu, caisse)
        yield ouverte
        if not ouverte.entrees:
            raise AssertionError(f"la commande « {nom} » n'a rien dit au journal")


def _verifier_la_revision(contrat: Contrat, lue: int) -> None:
    if contrat.revision != lue:
        raise ContratChange(
            "Ce contrat a été modifié depuis que vous l'avez ouvert : relisez-le, rien n'a été enregistré par-dessus."
        )


def _portee(caisse: Caisse | None) -> AbstractContextManager[object]:
    return scopes_disabled() if caisse is None else scope(caisse=caisse)


def _sa_caisse(objet: Model) -> Caisse | None:
    sienne = objet if isinstance(objet, Caisse) else getattr(objet, "caisse", None)
    return sienne if isinstance(sienne, Caisse) else None
