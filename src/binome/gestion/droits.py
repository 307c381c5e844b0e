"""Who may do what: one table, role by object, gives the predicate and the filter; what it does not say is refused.

Every object belongs to a caisse, most to a doctor too: people of a caisse see their caisse, a doctor sees their own,
an adviser sees the doctors whose mandate is not revoked. `portee` opens the scope without which a query raises.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from binome.gestion.codes import Role
from binome.gestion.modeles.caisses import Caisse, Medecin, Structure
from binome.gestion.modeles.comptes import Compte, Fonction, Mandat
from binome.gestion.modeles.contrats import Acte, Apercu, Constat, Contrat, Piece
from binome.gestion.modeles.echanges import Message
from binome.gestion.modeles.journal import Entree
from binome.gestion.modeles.paiements import Export, Recouvrement, Remboursement, Versement
from binome.gestion.refus import AccesRefuse


class Action(StrEnum):
    """What is done to an object; what adds an object is done to the one that holds it."""

    LIRE = "lire"
    ECRIRE = "ecrire"
    CONTESTER = "contester"
    JOINDRE = "joindre"
    MANDATER = "mandater"
    SAISIR = "saisir"
    VALIDER = "valider"
    REMETTRE = "remettre"
    EXPORTER = "exporter"
    RAPPROCHER = "rapprocher"
    ADMINISTRER = "administrer"


Modele: TypeAlias = type[Model]
_M = TypeVar("_M", bound=Model)


class _Lien(NamedTuple):
    """How an object is tied to its caisse and to its doctor; nothing where it is tied to none."""

    caisse: str = ""
    medecin: str = ""


LIENS: Final[Mapping[Modele, _Lien]] = {
    Caisse: _Lien("pk"),
    Structure: _Lien("caisse"),
    Medecin: _Lien("caisse", "pk"),
    Contrat: _Lien("caisse", "medecin"),
    Acte: _Lien("caisse", "contrat__medecin"),
    Constat: _Lien("caisse", "contrat__medecin"),
    Piece: _Lien("caisse", "contrat__medecin"),
    Apercu: _Lien("caisse", "contrat__medecin"),
    Versement: _Lien("caisse", "contrat__medecin"),
    Recouvrement: _Lien("caisse", "contrat__medecin"),
    Remboursement: _Lien("caisse", "recouvrement__contrat__medecin"),
    Mandat: _Lien("caisse", "medecin"),
    Message: _Lien("caisse", "medecin"),
    Export: _Lien("caisse"),
    Entree: _Lien("chaine"),
    Compte: _Lien(),
    Fonction: _Lien(),
}

_L: Final = frozenset({Action.LIRE})
_LE: Final = frozenset({Action.LIRE, Action.ECRIRE})
_DU_DOSSIER: Final = (Contrat, Acte, Constat, Piece, Apercu, Versement, Recouvrement, Remboursement)
_DE_LA_CAISSE: Final = (Caisse, Structure, Medecin, *_DU_DOSSIER, Mandat, Message, Export)
_LISENT_LA_CAISSE: Final = dict.fromkeys(_DE_LA_CAISSE, _L)
_LISENT_LE_DOSSIER: Final = dict.fromkeys((Medecin, *_DU_DOSSIER, Mandat), _L)

TABLE: Final[Mapping[Role, Mapping[Modele, frozenset[Action]]]] = {
    Role.MEDECIN: {
        **_LISENT_LE_DOSSIER,
        Medecin: _L | {Action.MANDATER},
        Contrat: _L | {Action.JOINDRE},
        Constat: _L | {Action.CONTESTER},
        Mandat: _LE,
        Message: _L,
    },
    Role.CONSEILLER: _LISENT_LE_DOSSIER,
    Role.GESTIONNAIRE: {
        **_LISENT_LA_CAISSE,
        Caisse: _LE | {Action.REMETTRE, Action.EXPORTER},
        Structure: _LE,
        Medecin: _LE | {Action.MANDATER},
        Contrat: _LE | {Action.JOINDRE, Action.SAISIR},
        Constat: _LE | {Action.CONTESTER},
        Piece: _LE,
        Mandat: _LE,
        Message: _LE,
        Versement: _L | {Action.SAISIR, Action.RAPPROCHER},
        Recouvrement: _LE,
        Remboursement: _LE,
        Entree: _L,
    },
    Role.VALIDATEUR: {**_LISENT_LA_CAISSE, Entree: _L, Versement: _L | {Action.VALIDER}},
    Role.AUDITEUR: {**dict.fromkeys((*_DE_LA_CAISSE, Entree), _L), Caisse: _L | {Action.EXPORTER}},
    Role.ADMINISTRATEUR: dict.fromkeys((Caisse, Compte, Fonction), _L | {Action.ADMINISTRER}),
}
"""An administrator keeps accounts and caisses, and sees no contract."""

PERSONNE: Final = Q(pk__in=())


def fonctions(compte: Compte) -> list[Fonction]:
    """Return the functions that an account holds; none once it has left."""
    if not compte.is_active:
        return []
    maintenant = timezone.now()
    return [
        une for une in compte.fonctions.all() if une.depuis <= maintenant and (une.fin is None or une.fin > maintenant)
    ]


def filtre(compte: Compte, action: Action, modele: Modele) -> Q:
    """Return the condition of the objects on which an account may act."""
    total = PERSONNE
    for fonction in fonctions(compte):
        role = Role(fonction.role)
        if action in TABLE[role].get(modele, ()):
            total |= _condition(fonction, role, compte, modele)
    return total


def _condition(fonction: Fonction, role: Role, compte: Compte, modele: Modele) -> Q:
    lien = LIENS[modele]
    if role is Role.ADMINISTRATEUR:
        return ~PERSONNE
    if role in (Role.MEDECIN, Role.CONSEILLER):
        siens = Q(**{f"{lien.medecin}__in": _siens(role, compte)})
        return siens if fonction.caisse_id is None else siens & Q(**{lien.caisse: fonction.caisse_id})
    cle = fonction.caisse_id
    return Q(chaine__in=Caisse.objects.filter(pk=cle).values("code")) if modele is Entree else Q(**{lien.caisse: cle})


def _siens(role: Role, compte: Compte) -> QuerySet[Medecin]:
    """Return the doctors that an account is, or whose mandate it holds."""
    if role is Role.MEDECIN:
        return Medecin.objects.filter(compte=compte).values("pk")
    return Mandat.objects.filter(conseiller=compte, revoque_le=None).values("medecin")


def visibles(compte: Compte, action: Action, modele: type[_M]) -> QuerySet[_M]:
    """Return the objects on which an account may act, in the scope that is open.

    Raises:
        ScopeError: no scope is open, and the objects belong to a caisse.
    """
    return modele.objects.filter(filtre(compte, action, modele))


def peut(compte: Compte, action: Action, objet: Model) -> bool:
    """Return whether an account may act on an object: whether the filter of the same cell keeps it."""
    return visibles(compte, action, type(objet)).filter(pk=objet.pk).exists()


def exiger(compte: Compte, action: Action, objet: Model) -> None:
    """Refuse an action that no function of the account opens.

    Raises:
        AccesRefuse: so it is.
    """
    if not peut(compte, action, objet):
        raise AccesRefuse("Aucune de vos fonctions n'ouvre cette action ici.")


def caisses(compte: Compte) -> list[int]:
    """Return the caisses in which an account has anything to see."""
    tenues = {une.caisse_id for une in fonctions(compte) if une.caisse_id is not None}
    roles = {une.role for une in fonctions(compte)}
    with scopes_disabled():
        if Role.MEDECIN in roles:
            tenues.update(Medecin.objects.filter(compte=compte).values_list("caisse", flat=True))
        if Role.CONSEILLER in roles:
            siennes = Mandat.objects.filter(conseiller=compte, revoque_le=None)
            tenues.update(siennes.values_list("caisse", flat=True))
    return sorted(tenues)


@contextmanager
def portee(compte: Compte) -> Iterator[None]:
    """Open the scope of an account: its caisses, and no other."""
    with scope(caisse=caisses(compte)):
        yield
