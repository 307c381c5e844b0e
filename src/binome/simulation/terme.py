"""At the term of a contract: prorogation, a new contract, or closing; year by year over the five years that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from binome.contrats.champs.description import Devenir, champs
from binome.contrats.champs.formes import PROROGATIONS_MAXIMALES
from binome.contrats.dossier import Dossier, ouvrir
from binome.contrats.situation import Situation, lire_situation
from binome.droit.choix import loi_choisie
from binome.droit.codes import PatienteleComptee
from binome.droit.loi import Loi
from binome.langue.courante import dire
from binome.moteur.erreurs import ErreurDeSaisie
from binome.simulation.reponse import AnneeDeContrat, Objectifs
from binome.simulation.simuler import Simulation, simuler_situation

_TACITE = (
    "Le contrat de 2024 se renouvelle par tacite reconduction, mais ni ses montants ni ses objectifs après "
    "reconduction ne sont publiés : demandez-les à la caisse."
)


@dataclass(frozen=True, slots=True)
class Suite:
    """One way on: its years and objectives, or why it cannot be computed."""

    cle: str
    annees: tuple[AnneeDeContrat, ...]
    objectifs: Objectifs | None
    refus: str | None

    @property
    def bornes(self) -> tuple[Decimal, Decimal]:
        """Lowest and highest sum over these years."""
        bas = haut = Decimal(0)
        for annee in self.annees:
            maximum = annee.montant_maximal or (annee.montant_maximal_bornes or (Decimal(0),))[-1]
            du = annee.montant_bornes or ((annee.montant,) if annee.montant is not None else (Decimal(0), maximum))
            bas, haut = bas + du[0], haut + du[-1]
        return bas, haut

    def en_json(self) -> dict[str, Any]:
        """Return the suite as JSON data."""
        bas, haut = self.bornes
        return {
            "cle": {"au_terme": self.cle},
            "annees": [annee.en_json() for annee in self.annees],
            "objectifs": None if self.objectifs is None else self.objectifs.en_json(),
            "total": {"minimum": f"{bas:.2f}", "maximum": f"{haut:.2f}"},
            **({} if self.refus is None else {"refus": self.refus}),
        }


@dataclass(frozen=True, slots=True)
class AuTerme:
    """The ways on at the term of a contract."""

    terme: date
    depart: dict[str, int | None]
    suites: tuple[Suite, ...]

    def en_json(self) -> dict[str, Any]:
        """Return the comparison as JSON data."""
        return {
            "terme": self.terme.isoformat(),
            "depart": self.depart,
            "colonnes": [suite.en_json() for suite in self.suites],
        }


def comparer_au_terme(
    situation: Mapping[str, Any] | Situation,
    pmt: int | None = None,
    pfa: int | None = None,
    loi: Loi | str | None = None,
) -> AuTerme:
    """Compare what may follow the term of a contract.

    Args:
        situation: the contract, its constats included.
        pmt: PMT at the term, all ages; that of the last constat by default, unless the contract counts adults only.
        pfa: PFA at the term; that of the last constat by default.
        loi: the law that is applied, or the name of a ready-made reform; the law in force by default.

    Raises:
        ErreurDeSaisie: the situation cannot be read, or has no date of signature.
    """
    lue = lire_situation(situation)
    if lue.date_signature is None:
        raise ErreurDeSaisie("date_signature", None, "la date de signature du contrat qui arrive à son terme")
    dossier = ouvrir(lue, loi_choisie(loi))
    terme = dossier.anniversaire(dossier.duree + 1)
    assert terme is not None
    dernier = lue.constats[-1] if lue.constats else None
    adultes = dossier.bareme.patientele_comptee == PatienteleComptee.ADULTES
    pmt = pmt if pmt is not None or dernier is None or adultes else dernier.pmt
    pfa = pfa if pfa is not None or dernier is None else dernier.pfa
    suivre = _prorogation(dossier) if dossier.cadre.ancien else Suite("reconduction", (), None, dire(_TACITE))
    return AuTerme(
        terme,
        {"pmt": pmt, "pfa": pfa},
        (suivre, _nouveau_contrat(dossier, terme, pmt, pfa), Suite("cloture", (), None, None)),
    )


def _prorogation(dossier: Dossier) -> Suite:
    situation, duree = dossier.situation, dossier.duree
    deja = situation.prorogations or 0
    if deja == PROROGATIONS_MAXIMALES:
        return Suite(
            "prorogation", (), None, dire("Binôme ne suit que {nombre} prorogations.", nombre=PROROGATIONS_MAXIMALES)
        )
    return _suite("prorogation", simuler_situation(replace(situation, prorogations=deja + 1), dossier.loi), duree)


def _nouveau_contrat(dossier: Dossier, terme: date, pmt: int | None, pfa: int | None) -> Suite:
    vide = type(dossier.situation)()
    oublies = {nom: getattr(vide, nom) for nom, champ in champs().items() if champ.au_terme is not Devenir.GARDE}
    gardee = replace(dossier.situation, **oublies)
    nouvelle = replace(gardee, date_signature=terme, pmt_initiale=pmt, pfa_initiale=pfa)
    return _suite("nouveau_contrat", simuler_situation(nouvelle, dossier.loi), 0)


def _suite(cle: str, simulation: Simulation, passees: int) -> Suite:
    refus = None
    if simulation.eligibilite.statut == "non_eligible":
        refus = " ".join(c.explication for c in simulation.eligibilite.criteres if c.statut == "non_rempli")
    annees = tuple(annee for annee in simulation.annees if annee.annee > passees)
    return Suite(cle, annees, simulation.objectifs, refus)
