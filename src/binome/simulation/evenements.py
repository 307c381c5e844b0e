"""What happens to the aid when life changes: a contract replayed with and without an event, sum by sum.

An event is a date and a few answers; it becomes acts of the living contract. Everything due before it is taken as paid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from binome.contrats.actes.acte import NatureDActe, lire_actes
from binome.contrats.actes.releve import releve
from binome.contrats.actes.reponse import LigneDEcheancier, NatureDeReprise, Releve
from binome.contrats.decrire import decrire
from binome.contrats.dossier import ouvrir
from binome.contrats.echeancier import NatureDeVersement
from binome.contrats.situation import Situation
from binome.droit.choix import loi_choisie
from binome.droit.loi import Loi
from binome.droit.vie_du_contrat.regles import absence_suspend
from binome.langue.courante import dire
from binome.moteur.argent import en_euros
from binome.moteur.calendrier import plus_mois
from binome.moteur.codes import Mots
from binome.moteur.erreurs import ActeRefuse, ErreurDeSaisie
from binome.moteur.rendu import CENTIMES, EnJson, en_centimes
from binome.simulation.autres_lectures import autres_choix, sous_un_choix


class Evenement(Mots):
    """What may happen to a doctor who has a contract, as he would say it."""

    DEPART = "depart", "Mon assistant part"
    ABSENCE = "absence", "Mon assistant est absent"
    ARRET = "arret", "Je m'arrête : maladie, maternité, retraite"
    AGE = "age", "J'atteins l'âge du maintien"
    OPTION = "option", "Le temps de travail de mon assistant change"
    SECOND_ASSISTANT = "second_assistant", "J'emploie un second assistant"
    OBJECTIF = "objectif", "Nouvel installé, je passe à mon second objectif"
    DEMENAGEMENT = "demenagement", "Je déménage"
    SPECIALITE = "specialite", "Je change de spécialité"
    RESILIATION = "resiliation", "Je résilie le contrat"
    RESILIATION_PAR_LA_CAISSE = "resiliation_par_la_caisse", "La caisse résilie le contrat"


@dataclass(frozen=True, slots=True)
class Survenue:
    """An event: when, until when for what lasts, and what the doctor answers about it."""

    evenement: Evenement
    le: date
    fin: date | None = None
    """Day of return or replacement; None when it is not known."""
    option_etp: str | None = None
    pmt: int | None = None
    pfa: int | None = None


@dataclass(frozen=True, slots=True)
class LigneComparee(EnJson):
    """A sum of the contract without the event and with it: None where it does not exist; cents."""

    annee: int
    nature: NatureDeVersement | NatureDeReprise
    le_avant: date | None
    le_apres: date | None
    avant: int | None = field(metadata=en_centimes("avant"))
    apres: int | None = field(metadata=en_centimes("apres"))

    @property
    def change(self) -> bool:
        """Whether the event moves it."""
        return (self.avant, self.le_avant) != (self.apres, self.le_apres)


@dataclass(frozen=True, slots=True)
class Consequence(EnJson):
    """What an event does to a contract: sums, objectives, duties; or the sentence that refuses it. Cents.

    `suppose_verse` is what was due before the event, taken as paid; `a_rendre` and `a_recevoir` are about it.
    """

    evenement: Evenement
    le: date
    fin: date | None
    sans_effet: bool
    refus: str | None
    avant: Releve
    apres: Releve
    lignes: tuple[LigneComparee, ...]
    suppose_verse: int = field(metadata=CENTIMES)
    total_avant: int = field(metadata=CENTIMES)
    total_apres: int = field(metadata=CENTIMES)
    a_rendre: int = field(metadata=CENTIMES)


@dataclass(frozen=True, slots=True)
class SousUneLecture(EnJson):
    """The same event under another reading: what it makes due back, and what the contract opens in all; cents."""

    lecture: str
    choix: str
    question: str
    reponse: str
    total_apres: int = field(metadata=CENTIMES)
    a_rendre: int = field(metadata=CENTIMES)


_Actes = Callable[[Survenue], Iterator[dict[str, object]]]


def _acte(nature: NatureDActe, le: date, **donnees: object) -> dict[str, object]:
    connues = {nom: valeur for nom, valeur in donnees.items() if valeur is not None}
    return {"id": f"evenement-{nature.code}", "nature": nature.code, "effectif_le": le.isoformat(), **connues}


def _suspension(survenue: Survenue) -> Iterator[dict[str, object]]:
    if survenue.fin == survenue.le:
        return
    yield _acte(NatureDActe.SUSPENSION, survenue.le)
    if survenue.fin is not None:
        yield _acte(NatureDActe.REPRISE, survenue.fin)


def _un_seul(nature: NatureDActe, **donnees: object) -> _Actes:
    def actes(survenue: Survenue) -> Iterator[dict[str, object]]:
        yield _acte(nature, survenue.le, **donnees)

    return actes


def _avec_ses_comptes(nature: NatureDActe) -> _Actes:
    def actes(survenue: Survenue) -> Iterator[dict[str, object]]:
        yield _acte(nature, survenue.le, pmt=survenue.pmt, pfa=survenue.pfa)

    return actes


def _option(survenue: Survenue) -> Iterator[dict[str, object]]:
    yield _acte(NatureDActe.AVENANT_OPTION, survenue.le, option_etp=survenue.option_etp)


def _second(survenue: Survenue) -> Iterator[dict[str, object]]:
    comptes = {"pmt": survenue.pmt, "pfa": survenue.pfa}
    yield _acte(NatureDActe.AVENANT_SECOND_ASSISTANT, survenue.le, option_etp=survenue.option_etp, **comptes)


def _rien(_: Survenue) -> Iterator[dict[str, object]]:
    yield from ()


_ACTES: Final[Mapping[Evenement, _Actes]] = {
    Evenement.DEPART: _suspension,
    Evenement.ABSENCE: _suspension,
    Evenement.ARRET: _rien,
    Evenement.AGE: _avec_ses_comptes(NatureDActe.AVENANT_65_ANS),
    Evenement.OPTION: _option,
    Evenement.SECOND_ASSISTANT: _second,
    Evenement.OBJECTIF: _avec_ses_comptes(NatureDActe.AVENANT_PRIMO_INSTALLE),
    Evenement.DEMENAGEMENT: _un_seul(NatureDActe.DEMENAGEMENT),
    Evenement.SPECIALITE: _un_seul(NatureDActe.CHANGEMENT_DE_SPECIALITE),
    Evenement.RESILIATION: _un_seul(NatureDActe.RESILIATION, initiative="medecin"),
    Evenement.RESILIATION_PAR_LA_CAISSE: _un_seul(NatureDActe.RESILIATION, initiative="caisse"),
}
CHAMPS: Final[Mapping[Evenement, tuple[str, ...]]] = {
    Evenement.DEPART: ("fin",),
    Evenement.ABSENCE: ("fin",),
    Evenement.AGE: ("pmt", "pfa"),
    Evenement.OPTION: ("option_etp",),
    Evenement.SECOND_ASSISTANT: ("option_etp", "pmt", "pfa"),
    Evenement.OBJECTIF: ("pmt", "pfa"),
}
"""What is asked about an event beside its day."""


def consequence(situation: Situation, survenue: Survenue, loi: Loi | str | None = None) -> Consequence:
    """Return what an event does to the contract of a situation.

    Raises:
        ErreurDeSaisie: the contract has no day of signature, the event is before it, or ends before it begins.
    """
    choisie = loi_choisie(loi)
    _verifier(situation, survenue)
    contrat = [signature(situation, choisie)]
    contrat += versements_ouverts(contrat, survenue.le, choisie)
    vu_le = max(survenue.le, survenue.fin or survenue.le)
    avant = releve(lire_actes(contrat, choisie), vu_le, loi=choisie)
    actes = [] if _trop_court(situation, survenue, choisie) else list(_ACTES[survenue.evenement](survenue))
    try:
        apres, refus = releve(lire_actes([*contrat, *actes], choisie), vu_le, loi=choisie), None
    except ActeRefuse as faute:
        apres, refus = avant, str(faute)
    return Consequence(
        survenue.evenement,
        survenue.le,
        survenue.fin,
        refus is None and not actes,
        refus,
        avant,
        apres,
        tuple(_comparees(avant, apres)),
        suppose_verse=avant.verse,
        total_avant=sum(ligne.centimes for ligne in avant.echeancier),
        total_apres=sum(ligne.centimes for ligne in apres.echeancier),
        a_rendre=apres.a_recouvrer,
    )


def sous_les_autres_lectures(
    situation: Situation, survenue: Survenue, noms: Iterable[str], loi: Loi | str | None = None
) -> tuple[SousUneLecture, ...]:
    """Return what an event does under the other choices of some readings, where it does something else.

    Raises:
        ErreurDeSaisie: as `consequence`.
    """
    choisie = loi_choisie(loi)
    ici, dossier = consequence(situation, survenue, choisie), ouvrir(situation, choisie)
    autres = []
    for nom in noms:
        lecture = choisie.catalogue.lectures[nom]
        for choix in autres_choix(nom, dossier):
            la = consequence(sous_un_choix(situation, nom, choix), survenue, choisie)
            if _sommes(la) != _sommes(ici):
                reponse = dire(lecture.choix[choix])
                autres.append(SousUneLecture(nom, choix, dire(lecture.question), reponse, la.total_apres, la.a_rendre))
    return tuple(autres)


def _sommes(trouvee: Consequence) -> tuple[object, ...]:
    return trouvee.total_apres, trouvee.a_rendre, trouvee.lignes


def _verifier(situation: Situation, survenue: Survenue) -> None:
    if situation.date_signature is None:
        raise ErreurDeSaisie("date_signature", None, "le jour où le contrat a été signé")
    if survenue.le < situation.date_signature:
        raise ErreurDeSaisie("le", survenue.le.isoformat(), "un jour qui suit la signature du contrat")
    if survenue.fin is not None and survenue.fin < survenue.le:
        raise ErreurDeSaisie("fin", survenue.fin.isoformat(), "un jour qui suit le début")
    if "option_etp" in CHAMPS.get(survenue.evenement, ()) and survenue.option_etp is None:
        raise ErreurDeSaisie("option", None, "le temps de travail qui suit")


def signature(situation: Situation, loi: Loi) -> dict[str, object]:
    """Return the act that signs the contract of a situation, which has its day."""
    assert situation.date_signature is not None
    jour = situation.date_signature.isoformat()
    return {"id": "signature", "nature": "signature", "effectif_le": jour, "situation": decrire(situation, loi)}


def versements_ouverts(contrat: Sequence[Mapping[str, object]], le: date, loi: Loi) -> list[dict[str, object]]:
    """Return what was due before a day as payments made when they opened."""
    vu = releve(lire_actes(list(contrat), loi), le, loi=loi)
    return [
        {
            "id": f"versement-{rang}",
            "nature": "versement",
            "effectif_le": ligne.ouvert_le.isoformat(),
            "annee": ligne.annee,
            "pour": ligne.nature.value,
            "montant": str(en_euros(ligne.centimes)),
        }
        for rang, ligne in enumerate(vu.echeancier)
        if ligne.ouvert_le <= le and ligne.centimes > 0
    ]


def _trop_court(situation: Situation, survenue: Survenue, loi: Loi) -> bool:
    """Return whether an absence is too short to suspend anything."""
    if survenue.evenement is not Evenement.ABSENCE or survenue.fin is None:
        return False
    mois = ouvrir(situation, loi).bareme.mois_d_absence_avant_suspension
    return not absence_suspend(plus_mois(survenue.le, mois).toordinal(), survenue.fin.toordinal())


def _comparees(avant: Releve, apres: Releve) -> Iterator[LigneComparee]:
    """Yield every sum of either schedule, in the order of years and of payments."""
    anciennes, nouvelles = ({_cle(ligne): ligne for ligne in vu.echeancier} for vu in (avant, apres))
    for cle in sorted({**anciennes, **nouvelles}, key=lambda une: (une[0], une[2])):
        ancienne, nouvelle = anciennes.get(cle), nouvelles.get(cle)
        une = nouvelle or ancienne
        assert une is not None
        yield LigneComparee(une.annee, une.nature, _jour(ancienne), _jour(nouvelle), _somme(ancienne), _somme(nouvelle))


def _cle(ligne: LigneDEcheancier) -> tuple[int, str, int]:
    ordre = [*NatureDeVersement, *NatureDeReprise]
    return ligne.annee, ligne.nature.value, ordre.index(ligne.nature)


def _jour(ligne: LigneDEcheancier | None) -> date | None:
    return None if ligne is None else (ligne.au_plus_tard or ligne.ouvert_le)


def _somme(ligne: LigneDEcheancier | None) -> int | None:
    return None if ligne is None else ligne.centimes
