"""What Django refuses of a row, said as every reader says it: the field, the value, what is expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from binome.gestion.refus import ChampRefuse


def controler(objet: Model, sans: Sequence[str] = ()) -> None:
    """Check a row before it is written.

    Args:
        objet: the row.
        sans: fields that are not what someone gives.

    Raises:
        ChampRefuse: a field is refused, or the row is there already.
    """
    try:
        objet.full_clean(exclude=sans)
    except ValidationError as faute:
        champ, phrases = next(iter(faute.message_dict.items()))
        nom = str(objet._meta.verbose_name) if champ == NON_FIELD_ERRORS else champ
        valeur = str(objet) if champ == NON_FIELD_ERRORS else getattr(objet, champ, "")
        raise ChampRefuse(nom, valeur, phrases[0]) from faute


@contextmanager
def en_saisie(champ: str, valeur: str) -> Iterator[None]:
    """Say what Django refuses of a field.

    Raises:
        ChampRefuse: it refuses it.
    """
    try:
        yield
    except ValidationError as faute:
        raise ChampRefuse(champ, valeur, " ".join(faute.messages)) from faute
