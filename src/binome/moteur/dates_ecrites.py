"""Days as people write them: ISO, day first, in words, or as a spreadsheet counts them; never month first.

« 01/09/2024 » is the first of September. What a month first would give is kept beside it: a column where one date can
only be read so is not read at all, since its other dates would be read wrong without a word.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from binome.langue.courante import dire
from binome.moteur.mots import aplatir, net
from binome.moteur.nombres_ecrits import LONGUEUR_MAXIMALE, Illisible

PREMIERE_ANNEE, DERNIERE_ANNEE = 1900, 2099
PIVOT: Final = 40
"""A year of two digits under this one belongs to the 2000s, any other to the 1900s."""
_SIECLE: Final = 100
_DEUX_MILLE, _MILLE_NEUF_CENTS = 2000, 1900
_ORIGINE_DES_TABLEURS: Final = date(1899, 12, 30)

_MINUIT: Final = r"(?:[T ]00:00(?::00(?:[.,]0+)?)?(?:Z|\+00:00)?)?"
_ISO: Final = re.compile(rf"(?a)(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_MINUIT}")
_JOUR_D_ABORD: Final = re.compile(rf"(?a)(\d{{1,2}}) ?([-/. ]) ?(\d{{1,2}}) ?\2 ?(\d{{4}}|\d{{2}}){_MINUIT}")
_SERREE: Final = re.compile(r"(?a)(\d{4})(\d{2})(\d{2})")
_NUMERO: Final = re.compile(r"(?a)(\d{5})(?:[.,]0+)?")
_EN_MOTS: Final = re.compile(r"(?a)(?:[a-z]+day |[a-z]+di |dimanche )?(\d{1,2})(?:er)? ([a-z]+)(?: (\d{4}|\d{2}))?")
_AVEC_UNE_HEURE: Final = re.compile(r"(?a).*[T ]\d{1,2}:\d{2}.*")
_MOIS: Final = {
    nom: rang
    for rang, noms in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev feb february",
            "mars mar march",
            "avril avr apr april",
            "mai may",
            "juin jun june",
            "juillet juil jul july",
            "aout aou aug august",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for nom in noms.split()
}


class DateEcrite(NamedTuple):
    """The readings of a written day: as it is read, and as a month written first would give, if that exists."""

    jour_d_abord: date | None
    mois_d_abord: date | None


def date_ecrite(texte: str) -> DateEcrite:
    """Read a day as a person writes it; at least one of the two readings exists.

    Raises:
        Illisible: this is no day, or not one between 1900 and 2099.
    """
    if len(texte) > LONGUEUR_MAXIMALE:
        raise Illisible(dire("C'est trop long pour une date."))
    corps = net(texte)
    for lecteur in (_en_chiffres, _d_un_tenant, _en_mots):
        lue = lecteur(corps)
        if lue is not None:
            return lue
    if _AVEC_UNE_HEURE.fullmatch(corps):
        raise Illisible(dire("Une date s'écrit sans heure."))
    raise Illisible


def lire_le_jour(texte: str) -> date:
    """Return the day that a text says, read day first.

    Raises:
        Illisible: no day, or a day that exists only with the month first: its two readings are in the sentence.
    """
    lue = date_ecrite(texte)
    if lue.jour_d_abord is None:
        assert lue.mois_d_abord is not None
        bonne = f"{lue.mois_d_abord:%d/%m/%Y}"
        raise Illisible(dire("Le jour s'écrit d'abord : {date}, si le mois est écrit le premier.", date=bonne))
    return lue.jour_d_abord


def jours_et_mois(texte: str) -> frozenset[tuple[int, int]]:
    """Return the day and month that a text may say when a spreadsheet took a code for a date; empty when it did not."""
    sans_annee = _EN_MOTS.fullmatch(aplatir(texte))
    if sans_annee and sans_annee[3] is None and sans_annee[2] in _MOIS:
        return frozenset({(int(sans_annee[1]), _MOIS[sans_annee[2]])})
    try:
        lue = date_ecrite(texte)
    except Illisible:
        return frozenset()
    return frozenset((jour.day, jour.month) for jour in lue if jour is not None)


def _en_chiffres(corps: str) -> DateEcrite | None:
    if trouve := _ISO.fullmatch(corps):
        return _seule(_jour(trouve[1], trouve[3], trouve[4]))
    if trouve := _JOUR_D_ABORD.fullmatch(corps):
        a, b, annee = trouve[1], trouve[3], _annee(trouve[4])
        return _paire(_jour(annee, b, a), _jour(annee, a, b) if a != b else None)
    return None


def _d_un_tenant(corps: str) -> DateEcrite | None:
    if trouve := _SERREE.fullmatch(corps):
        return _seule(_jour(*trouve.groups()))
    if trouve := _NUMERO.fullmatch(corps):
        jour = _ORIGINE_DES_TABLEURS + timedelta(days=int(trouve[1]))
        return _seule(jour if PREMIERE_ANNEE <= jour.year <= DERNIERE_ANNEE else None)
    return None


def _en_mots(corps: str) -> DateEcrite | None:
    trouve = _EN_MOTS.fullmatch(aplatir(corps))
    if trouve is None or trouve[3] is None or trouve[2] not in _MOIS:
        return None
    return _seule(_jour(_annee(trouve[3]), str(_MOIS[trouve[2]]), trouve[1]))


def _seule(jour: date | None) -> DateEcrite:
    return _paire(jour, None)


def _paire(jour_d_abord: date | None, mois_d_abord: date | None) -> DateEcrite:
    if jour_d_abord is None and mois_d_abord is None:
        raise Illisible(dire("Ce jour n'existe pas, ou n'est pas entre 1900 et 2099."))
    return DateEcrite(jour_d_abord, mois_d_abord)


def _annee(ecrite: str) -> str:
    annee = int(ecrite)
    if annee >= _SIECLE or len(ecrite) > len("00"):
        return ecrite
    return str(annee + (_DEUX_MILLE if annee < PIVOT else _MILLE_NEUF_CENTS))


def _jour(annee: str, mois: str, jour: str) -> date | None:
    """Return a day that exists, between the years accepted."""
    if not PREMIERE_ANNEE <= int(annee) <= DERNIERE_ANNEE:
        return None
    try:
        return date(int(annee), int(mois), int(jour))
    except ValueError:
        return None
