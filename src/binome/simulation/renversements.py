"""The unanswered questions whose answer would reverse a refusal, found by trying the law; none is listed by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from binome.contrats.champs.description import Champ, champs
from binome.contrats.champs.formes import Genre
from binome.contrats.dossier import Dossier, ouvrir
from binome.droit.codes import StatutDEligibilite
from binome.langue.courante import dire
from binome.simulation.calcul import rendre
from binome.simulation.effets import autres_que_presumes
from binome.simulation.manquants import candidats
from binome.simulation.reponse import Renversement, ReponseCalculee

_REFUS = StatutDEligibilite.NON_ELIGIBLE


class _Essai(NamedTuple):
    """A value of an unanswered field: in words, and as it is read."""

    mots: str
    valeur: Any


def renversements(dossier: Dossier, reponse: ReponseCalculee) -> tuple[Renversement, ...]:
    """Return, for a refusal, each unanswered question that can reverse it, with the answers that do."""
    if reponse.eligibilite.statut is not _REFUS:
        return ()
    presumes, comptes = autres_que_presumes(dossier), dict(candidats(dossier))
    trouves = (
        _renversement(dossier, champ, _essais(champ, presumes, comptes))
        for nom, champ in champs(dossier.loi).items()
        if getattr(dossier.situation, nom, None) is None
    )
    return tuple(un for un in trouves if un is not None)


def _essais(
    champ: Champ, presumes: Mapping[str, tuple[str, Any]], comptes: Mapping[str, list[Any]]
) -> Iterator[_Essai]:
    """Yield the answers to try: those of a presumed field, every choice of a list, else what covers a number."""
    if champ.nom in presumes:
        mots, valeur = presumes[champ.nom]
        yield _Essai(dire(mots), valeur)
    elif champ.forme.genre is Genre.OUI_NON:
        yield from (_Essai(dire("oui"), True), _Essai(dire("non"), False))
    elif champ.forme.genre is Genre.CODE:
        yield from (_Essai(mots, champ.forme.lire(champ.nom, code)) for code, mots in champ.forme.choix().items())
    else:
        yield from (_Essai("", valeur) for valeur in comptes.get(champ.nom, ()))


def _renversement(dossier: Dossier, champ: Champ, essais: Iterator[_Essai]) -> Renversement | None:
    gagnants = [
        (essai.mots, rendue)
        for essai in essais
        if (rendue := _rendue(dossier, champ.nom, essai.valeur)).eligibilite.statut is not _REFUS
    ]
    if not gagnants:
        return None
    return Renversement(
        champ.nom,
        tuple(mots for mots, _ in gagnants if mots),
        min(rendue.total.minimum for _, rendue in gagnants),
        max(rendue.total.maximum for _, rendue in gagnants),
    )


def _rendue(dossier: Dossier, nom: str, valeur: Any) -> ReponseCalculee:
    return rendre(ouvrir(replace(dossier.situation, **{nom: valeur}), dossier.loi), avertie=False)
