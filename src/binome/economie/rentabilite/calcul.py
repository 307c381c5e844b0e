"""`binome.rentabilite`: a situation and a project in, one answer out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from binome.contrats.champs.description import champs_de
from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.codes import Option
from binome.droit.loi import Loi
from binome.economie.champs import champs_du_projet
from binome.economie.cout.annees import couter
from binome.economie.probabilite.issues import Tirages
from binome.economie.projet import Projet, lire_projet
from binome.economie.rentabilite.aide import Scenario
from binome.economie.rentabilite.option import OptionChiffree, chiffrer
from binome.economie.rentabilite.rendre import (
    annees_rendues,
    ce_qui_compte,
    hypotheses,
    inconnues,
    seuil_rendu,
    total_rendu,
    tresorerie_rendue,
)
from binome.economie.rentabilite.reponse import OptionComparee, Rentabilite
from binome.economie.rentabilite.risques import (
    TIRAGES,
    Essais,
    mediane,
    nets,
    probabilites,
    rendre_un_acompte,
    retenues,
    risques,
    tirer_l_option,
)
from binome.moteur.erreurs import AnneeIndeterminee

OPTIONS: Final = ("0.5", "1")
"""The options that are put side by side when the caller names none."""


@dataclass(frozen=True)
class OptionTiree:
    """An option in figures, and its fates; when they cannot be drawn, the reason in words."""

    chiffree: OptionChiffree
    loi: Loi

    @cached_property
    def essai(self) -> tuple[Tirages | None, str | None]:
        """The fates, or why there are none."""
        projet = self.chiffree.projet
        if self.chiffree.option is None:
            return None, None
        try:
            nombre = TIRAGES if projet.tirages is None else projet.tirages
            tirages = tirer_l_option(self.chiffree, self.loi, retenues(projet), nombre)
            tirages.destins  # noqa: B018  (judged here, where a refusal is expected)
        except AnneeIndeterminee as doute:
            return None, str(doute)
        return tirages, None

    def comparee(self) -> OptionComparee:
        """Return the option as one among others."""
        chiffree, (tirages, _) = self.chiffree, self.essai
        return OptionComparee(
            None if chiffree.option is None else chiffree.option.code,
            None if chiffree.option is None else chiffree.aides[Scenario.ATTEINTS].statut,
            total_rendu(chiffree),
            None if tirages is None else probabilites(tirages),
            None if tirages is None else rendre_un_acompte(tirages),
            None if tirages is None else mediane(nets(chiffree, tirages)),
        )


def rentabilite(
    situation: Mapping[str, Any] | Situation | None = None,
    /,
    *,
    options: Sequence[str] = OPTIONS,
    sensibilite: bool = True,
    loi: Loi | str | None = None,
    **champs: Any,
) -> Rentabilite:
    """Say whether employing is worth it: net over the contract, break-even, cash, probabilities, by option.

    Args:
        situation: fields of the situation, as in JSON, and of the project (`position`, `mutuelle`…), together.
        options: working times of the assistant that are put side by side, beside employing nobody.
        sensibilite: whether the probabilities are drawn again under other assumptions.
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.
        **champs: the same fields by name.

    Raises:
        ErreurDeSaisie: a field is unknown, unreadable, contradicts another, or the cost needs it.
    """
    choisie = loi_choisie(loi)
    lue, projet = _lire(situation, champs, choisie)
    return rentabilite_du_projet(lue, projet, [lire_option(code, choisie) for code in options], choisie, sensibilite)


def rentabilite_du_projet(
    lue: Situation, projet: Projet, options: Sequence[Option], loi: Loi, sensibilite: bool = True
) -> Rentabilite:
    """Say whether employing is worth it, the situation and the project being read.

    Raises:
        ErreurDeSaisie: the cost needs a field that is unknown.
    """
    principale = Option.UN if lue.option_etp is None else lue.option_etp
    rangs = [None, *dict.fromkeys([*options, principale])]
    tirees = {option: OptionTiree(chiffrer(lue, projet, option, loi), loi) for option in rangs}
    comparees = [tiree.comparee() for tiree in tirees.values()]
    return _repondre(tirees[principale], comparees, lue, sensibilite)


def lire_option(code: str, loi: Loi) -> Option:
    """Read a working time.

    Raises:
        ErreurDeSaisie: no such option.
    """
    option = lire_situation({"option_etp": code}, loi).option_etp
    assert option is not None
    return option


def _lire(
    situation: Mapping[str, Any] | Situation | None, champs: Mapping[str, Any], loi: Loi
) -> tuple[Situation, Projet]:
    """Read the fields of the situation and of the project, told apart by their names."""
    donnees = dict(champs) if isinstance(situation, Situation) else {**(situation or {}), **champs}
    du_projet = {nom: un for nom, un in donnees.items() if nom in champs_du_projet() and nom not in champs_de(loi)}
    autres = {nom: un for nom, un in donnees.items() if nom not in du_projet}
    if isinstance(situation, Situation):
        return lire_situation(situation, loi), lire_projet(donnees)
    return lire_situation(autres, loi), lire_projet(du_projet)


def _repondre(
    principale: OptionTiree, comparees: Sequence[OptionComparee], lue: Situation, sensibilite: bool
) -> Rentabilite:
    chiffree, (tirages, refus) = principale.chiffree, principale.essai
    assert chiffree.option is not None
    cout = couter(chiffree.registre)
    essais = Essais(principale.loi, retenues(chiffree.projet), sensibilite)
    return Rentabilite(
        option_etp=chiffree.option.code,
        statut=chiffree.aides[Scenario.ATTEINTS].statut,
        annees=annees_rendues(chiffree),
        total=total_rendu(chiffree),
        probabilites=None if tirages is None else probabilites(tirages),
        risques=None if tirages is None else risques(chiffree, tirages, essais),
        sans_probabilites=refus,
        options=tuple(comparees),
        seuils=tuple(seuil_rendu(chiffree, scenario) for scenario in Scenario),
        ce_qui_compte=ce_qui_compte(chiffree),
        tresorerie=tuple(tresorerie_rendue(chiffree, scenario) for scenario in Scenario),
        cout=cout.annees,
        lectures_du_cout=cout.lectures,
        hypotheses=tuple(hypotheses(chiffree, cout, lue)),
        inconnues=tuple(inconnues(chiffree, cout)),
        version_du_droit=principale.loi.version,
    )
