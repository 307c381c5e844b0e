"""The same doctor side by side: options, regimes, lectures, or any other answer; what differs, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from binome.contrats.champs.description import champs
from binome.contrats.decrire import decrire
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.mondes import options_possibles
from binome.contrats.situation import Situation, lire_situation
from binome.droit.cadre import debut_du_regime, regime_applicable
from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.moteur.erreurs import ChampInconnu, ErreurDeSaisie
from binome.moteur.parametres import Parametre
from binome.moteur.rendu import FACULTATIF, TU, EnJson
from binome.simulation.calcul import rendre
from binome.simulation.explication import version_lue
from binome.simulation.mesures import mesurer
from binome.simulation.observation import nombres_des_etapes, observer
from binome.simulation.phrases import libelle_de_changement
from binome.simulation.quantites import Mesure, Valeur
from binome.simulation.reponse import ReponseCalculee

Variante = tuple[dict[str, str], Situation]
"""What makes a variant different, and its situation."""


@dataclass(frozen=True, slots=True)
class Colonne(EnJson):
    """One variant: what makes it different, and its simulation, or why it cannot be computed."""

    cle: dict[str, str]
    simulation: ReponseCalculee | None
    refus: str | None = field(metadata=FACULTATIF)
    titre: str = field(metadata=TU)
    """What makes it different, in words."""


@dataclass(frozen=True, slots=True)
class Difference(EnJson):
    """One figure that is not the same in every column; values and words in the order of the columns."""

    chiffre: Mesure
    valeurs: tuple[Valeur, ...]
    libelles: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Raison(EnJson):
    """A number of the law that is not the same in every column: its title, then each version, in their order."""

    nombre: str
    titre: str
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparaison(EnJson):
    """Variants side by side; `raisons` are filled where it is the law that changes."""

    colonnes: tuple[Colonne, ...]
    differences: tuple[Difference, ...]
    raisons: tuple[Raison, ...] = ()


def comparer_options(
    situation: Mapping[str, object] | Situation, options: Sequence[str], loi: Loi | str | None = None
) -> Comparaison:
    """Compare working times of the assistant (« 0.5 », « 1 », « 1.5 », « 2 »).

    Raises:
        ErreurDeSaisie: the situation or an option cannot be read.
    """
    loi = loi_choisie(loi)
    lue = lire_situation(situation, loi)
    variantes = []
    for option in options:
        lu = lire_situation({"option_etp": option}, loi).option_etp
        sans_avenant = replace(lue, option_etp=lu, avenant_second_assistant=None)
        variantes.append(({"option_etp": option}, sans_avenant if lu != lue.option_etp else lue))
    return _comparer(variantes, loi)


def comparer_lecture(
    situation: Mapping[str, object] | Situation, lecture: str, loi: Loi | str | None = None
) -> Comparaison:
    """Compare every choice of one lecture.

    Raises:
        ErreurDeSaisie: the situation cannot be read, or the lecture does not exist.
    """
    loi = loi_choisie(loi)
    lue = lire_situation(situation, loi)
    connues = loi.catalogue.lectures
    if lecture not in connues:
        raise ChampInconnu(lecture, connues, "les lectures")
    return _comparer(
        [
            ({"lecture": lecture, "choix": choix}, replace(lue, lectures={**lue.lectures, lecture: choix}))
            for choix in connues[lecture].choix
        ],
        loi,
    )


def comparer_regimes(
    situation: Mapping[str, object] | Situation, regimes: Sequence[str] = (), loi: Loi | str | None = None
) -> Comparaison:
    """Compare what the same doctor has, had or would have under each regime (all of them by default).

    The signature keeps its day under its own regime, and takes the first day of the others.

    Raises:
        ErreurDeSaisie: the situation cannot be read, a regime does not exist, or the reform gives one to all.
    """
    loi = loi_choisie(loi)
    lue = lire_situation(situation, loi)
    if loi.regime_impose is not None:
        attendu = "une réforme qui laisse à chaque date son régime"
        raise ErreurDeSaisie("reforme", loi.reforme.titre, attendu)
    connus = {regime.id: regime for regime in loi.catalogue.regimes}
    propre = regime_applicable(loi, lue.date_signature, lue.lectures)
    variantes = []
    for nom in regimes or connus:
        if nom not in connus:
            raise ChampInconnu(nom, connus, "les régimes")
        jour = lue.date_signature if connus[nom] is propre else debut_du_regime(loi, connus[nom], lue.lectures)
        variantes.append(({"regime": nom}, replace(lue, date_signature=jour)))
    comparaison = _comparer(variantes, loi)
    calculees = [
        (ouvrir(variante, loi), colonne.simulation)
        for (_, variante), colonne in zip(variantes, comparaison.colonnes, strict=True)
        if colonne.simulation is not None
    ]
    return replace(comparaison, raisons=tuple(_raisons(calculees, loi)))


def _raisons(calculees: Sequence[tuple[Dossier, ReponseCalculee]], loi: Loi) -> Iterator[Raison]:
    """Yield the numbers that are not the same for every variant, and without which one of them would differ."""
    observes = [observer(dossier) for dossier, _ in calculees]
    lus = [(*calculee, nombres_des_etapes(vue)) for calculee, vue in zip(calculees, observes, strict=True)]
    # One trial that differs is enough: those whose calculation is shortest are made first.
    longueurs = [sum(1 for _ in vue.parcours()) for vue in observes]
    plus_courts = sorted(range(len(lus)), key=longueurs.__getitem__)
    for nom, parametre in loi.catalogue.parametres.items():
        valeurs = [nombres.get(nom) for _, _, nombres in lus]
        connues = {repr(valeur): valeur for valeur in valeurs if valeur is not None}
        essais = (
            (*calculees[rang], autre)
            for rang in plus_courts
            for ecrite, autre in connues.items()
            if valeurs[rang] is not None and ecrite != repr(valeurs[rang])
        )
        if any(_deplace(dossier, reponse, nom, autre) for dossier, reponse, autre in essais):
            yield Raison(
                nom,
                parametre.titre,
                tuple(
                    _version(parametre, valeur, un.jour_du_droit, loi)
                    for (un, _, _), valeur in zip(lus, valeurs, strict=True)
                ),
            )


def _deplace(dossier: Dossier, reponse: ReponseCalculee, nom: str, autre: object) -> bool:
    """Return whether a number, at another value, alone, would change what a reader looks at.

    Mixed with those of another regime, it may leave no option at all: nothing can then be rendered, and all changes.
    """
    autrement = ouvrir(dossier.situation, dossier.loi.avec_le_nombre(nom, autre))
    if not options_possibles(autrement):
        return True
    essai = rendre(autrement, avertie=False)
    return mesurer(essai) != mesurer(reponse) or _criteres(essai) != _criteres(reponse)


def _criteres(reponse: ReponseCalculee) -> list[tuple[str, str]]:
    return [(critere.code, critere.statut) for critere in reponse.eligibilite.criteres]


def _version(parametre: Parametre, valeur: object, jour: date, loi: Loi) -> str:
    if valeur is None:
        return "non consulté"
    version = version_lue(parametre, valeur, jour, loi)
    reforme = ", changée par la réforme" if parametre.nom in loi.reforme.parametres else ""
    return f"version du {version.depuis:%d/%m/%Y} ({version.source}){reforme}"


def comparer_variantes(
    situation: Mapping[str, object] | Situation, variantes: Sequence[Mapping[str, object]], loi: Loi | str | None = None
) -> Comparaison:
    """Compare the situation as it is with others that change some fields (sign later, other counts…).

    Raises:
        ErreurDeSaisie: the situation or a variant cannot be read.
    """
    loi = loi_choisie(loi)
    lue = lire_situation(situation, loi)
    base = decrire(lue, loi)
    lues = [
        ({nom: str(v) for nom, v in champs.items()}, lire_situation({**base, **champs}, loi)) for champs in variantes
    ]
    return _comparer([({"variante": "telle quelle"}, lue), *lues], loi)


@dataclass(frozen=True, slots=True)
class _Calculee:
    """A variant, once computed."""

    dossier: Dossier
    reponse: ReponseCalculee


def _comparer(variantes: Sequence[Variante], loi: Loi) -> Comparaison:
    calculees = [_calculer(variante, loi) for _, variante in variantes]
    colonnes = tuple(
        Colonne(cle, calculee.reponse, None, _titre(cle, loi))
        if isinstance(calculee, _Calculee)
        else Colonne(cle, None, str(calculee), _titre(cle, loi))
        for (cle, _), calculee in zip(variantes, calculees, strict=True)
    )
    return Comparaison(colonnes, tuple(_differences(calculees)))


def _titre(cle: Mapping[str, str], loi: Loi) -> str:
    """Return in words what makes a variant different: a reading, a regime, or fields of the situation."""
    if "lecture" in cle:
        lecture = loi.catalogue.lectures[cle["lecture"]]
        return f"{dire(lecture.question)} {dire(lecture.choix[cle['choix']])}"
    if "regime" in cle:
        titres = {regime.id: regime.titre for regime in loi.catalogue.regimes}
        return dire("Régime : {titre}", titre=dire(titres[cle["regime"]]))
    if "variante" in cle:
        return dire("La situation telle quelle")
    return ", ".join(
        f"{dire(champs(loi)[nom].libelle)} : {champs(loi).en_mots(nom, brut)}" for nom, brut in cle.items()
    )


def _calculer(variante: Situation, loi: Loi) -> _Calculee | ErreurDeSaisie:
    try:
        dossier = ouvrir(variante, loi)
        return _Calculee(dossier, rendre(dossier))
    except ErreurDeSaisie as refus:
        return refus


def _differences(calculees: Sequence[_Calculee | ErreurDeSaisie]) -> Iterator[Difference]:
    """Yield the figures that are not the same everywhere, in the order in which they come."""
    mesures = [mesurer(c.reponse) if isinstance(c, _Calculee) else {} for c in calculees]
    for mesure in dict.fromkeys(mesure for unes in mesures for mesure in unes):
        valeurs = tuple(unes.get(mesure) for unes in mesures)
        if any(valeur != valeurs[0] for valeur in valeurs):
            libelles = (_libelle(mesure, v, c) for v, c in zip(valeurs, calculees, strict=True))
            yield Difference(mesure, valeurs, tuple(libelles))


def _libelle(mesure: Mesure, valeur: Valeur, calculee: _Calculee | ErreurDeSaisie) -> str | None:
    if valeur is None or not isinstance(calculee, _Calculee):
        return None
    return libelle_de_changement(mesure, valeur, calculee.dossier)
