"""The collective aid of 2026: a group of general practitioners, one contract. A secondary source, and says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from binome.droit.aide_collective import regles
from binome.droit.aide_collective.regles import BaremeCollectif
from binome.droit.choix import loi_choisie
from binome.droit.codes import FormeDeSociete, Patientele, Percentile
from binome.droit.loi import Loi
from binome.droit.montant.regles import palier
from binome.langue.ecriture import nombre
from binome.moteur.argent import en_euros
from binome.moteur.calendrier import plus_annees
from binome.moteur.erreurs import DroitAbsent, ErreurDeSaisie
from binome.moteur.primitives import part_de, plafonne, plus_grand
from binome.moteur.saisie import lire_annee, lire_code, lire_compte, lire_date, lire_entier, lire_objet, lire_oui_non

_FORMES: Final[Mapping[str, FormeDeSociete]] = {forme.code: forme for forme in FormeDeSociete}
_MEDECINS_MAXIMAUX: Final = 500
_SOURCE: Final = "mesdocs §aide collective"
_AVERTISSEMENT: Final = (
    "Source secondaire : tous les chiffres de l'aide collective viennent d'un site commercial qui cite l'Assurance "
    "Maladie. Faites-les confirmer par la caisse avant toute décision."
)


@dataclass(frozen=True, slots=True)
class MedecinDuGroupe:
    """One adhering doctor."""

    pmt: int
    pfa: int
    nouvel_installe: bool = False
    contrat_individuel: bool = False


@dataclass(frozen=True, slots=True)
class Groupe:
    """A group that would sign a collective contract; working time in halves of a full time."""

    date_signature: date
    forme: FormeDeSociete
    demi_etp: int
    medecins: tuple[MedecinDuGroupe, ...]
    docteurs_juniors: int = 0
    constats: tuple[tuple[int, int, int], ...] = ()

    def total(self, patientele: Patientele) -> int:
        """Return the patients of the group, all doctors together."""
        return sum(m.pmt if patientele == Patientele.PMT else m.pfa for m in self.medecins)


@dataclass(frozen=True, slots=True)
class AnneeCollective:
    """One year: maximum, then the lowest and highest sum that its constat may give (the formula is not published)."""

    annee: int
    debut: date
    montant_maximal: Decimal
    bas: Decimal
    haut: Decimal
    constatee: bool

    def en_json(self) -> dict[str, Any]:
        """Return the year as JSON data."""
        connu = self.bas == self.haut
        return {
            "annee": self.annee,
            "debut": self.debut.isoformat(),
            "montant_maximal": f"{self.montant_maximal:.2f}",
            "montant": f"{self.bas:.2f}" if connu else None,
            **({} if connu else {"montant_bornes": [f"{self.bas:.2f}", f"{self.haut:.2f}"]}),
            "motif": "constat" if self.constatee else "constat_attendu" if not connu else "periode_d_observation",
        }


@dataclass(frozen=True, slots=True)
class SimulationCollective:
    """The answer for a group."""

    criteres: tuple[tuple[str, bool, str], ...]
    objectifs: dict[str, dict[str, int]]
    nouveaux_installes: dict[str, int] | None
    annees: tuple[AnneeCollective, ...]
    version_du_droit: str

    @property
    def eligible(self) -> bool:
        """Whether every criterion is met."""
        return all(rempli for _, rempli, _ in self.criteres)

    def en_json(self) -> dict[str, Any]:
        """Return the answer as JSON data."""
        return {
            "regime": "aide-collective",
            "source": {"texte": "mesdocs", "article": "aide collective", "grade": "C"},
            "eligibilite": {
                "statut": "eligible" if self.eligible else "non_eligible",
                "criteres": [
                    {"code": code, "statut": "rempli" if rempli else "non_rempli", "explication": phrase}
                    for code, rempli, phrase in self.criteres
                ],
            },
            "objectifs": self.objectifs,
            "nouveaux_installes": self.nouveaux_installes,
            "annees": [annee.en_json() for annee in self.annees],
            "avertissements": [{"code": "source_secondaire", "message": _AVERTISSEMENT}],
            "version_du_droit": self.version_du_droit,
        }


def lire_groupe(donnees: Mapping[str, Any], loi: Loi) -> Groupe:
    """Read a group: `date_signature`, `forme`, `etp`, `medecins`, `docteurs_juniors`, `constats`.

    Raises:
        ErreurDeSaisie: a field is unknown, missing or unreadable.
    """
    lu = lire_objet("groupe", donnees, ("date_signature", "forme", "etp", "medecins", "docteurs_juniors", "constats"))
    for obligatoire in ("date_signature", "forme", "etp", "medecins"):
        if obligatoire not in lu:
            raise ErreurDeSaisie(obligatoire, None, "un champ obligatoire de l'aide collective")
    if not isinstance(lu["medecins"], list) or not 1 <= len(lu["medecins"]) <= _MEDECINS_MAXIMAUX:
        raise ErreurDeSaisie("medecins", lu["medecins"], f"une liste de 1 à {_MEDECINS_MAXIMAUX} médecins {{pmt, pfa}}")
    return Groupe(
        lire_date("date_signature", lu["date_signature"]),
        FormeDeSociete(lire_code("forme", lu["forme"], _FORMES, ", ".join(_FORMES))),
        _demi_etp(lu["etp"]),
        tuple(_medecin(f"medecins[{rang}]", brut) for rang, brut in enumerate(lu["medecins"])),
        lire_compte("docteurs_juniors", lu.get("docteurs_juniors", 0)),
        tuple(_constat(f"constats[{rang}]", brut, loi) for rang, brut in enumerate(lu.get("constats", []))),
    )


def _demi_etp(valeur: Any) -> int:
    attendu = "un temps de travail en demi-temps pleins : 0.5, 1, 1.5…"
    try:
        demis = Decimal(str(valeur).replace(",", ".")) * 2
        entier = int(demis)
    except (ArithmeticError, ValueError) as faute:
        raise ErreurDeSaisie("etp", valeur, attendu) from faute
    if demis != entier:
        raise ErreurDeSaisie("etp", valeur, attendu)
    return lire_entier("etp", entier, 1, 2 * _MEDECINS_MAXIMAUX, attendu)


def _medecin(champ: str, brut: Any) -> MedecinDuGroupe:
    lu = lire_objet(champ, brut, ("pmt", "pfa", "nouvel_installe", "contrat_individuel"))
    if "pmt" not in lu or "pfa" not in lu:
        raise ErreurDeSaisie(champ, brut, "un médecin {pmt, pfa}")
    return MedecinDuGroupe(
        lire_compte(f"{champ}.pmt", lu["pmt"]),
        lire_compte(f"{champ}.pfa", lu["pfa"]),
        lire_oui_non(f"{champ}.nouvel_installe", lu.get("nouvel_installe", False)),
        lire_oui_non(f"{champ}.contrat_individuel", lu.get("contrat_individuel", False)),
    )


def _constat(champ: str, brut: Any, loi: Loi) -> tuple[int, int, int]:
    lu = lire_objet(champ, brut, ("annee", "pmt", "pfa"))
    if set(lu) != {"annee", "pmt", "pfa"}:
        raise ErreurDeSaisie(champ, brut, "un constat {annee, pmt, pfa} de tout le groupe")
    derniere = loi.bareme(loi.catalogue.verifie_le).duree_du_contrat
    return (
        lire_annee(f"{champ}.annee", lu["annee"], derniere),
        lire_compte(f"{champ}.pmt", lu["pmt"]),
        lire_compte(f"{champ}.pfa", lu["pfa"]),
    )


def simuler_collective(donnees: Mapping[str, Any], loi: Loi | str | None = None) -> SimulationCollective:
    """Simulate a collective contract, under a law (in force by default).

    Raises:
        ErreurDeSaisie: the group cannot be read, or signs before the collective contract exists.
    """
    loi = loi_choisie(loi)
    groupe, droit = lire_groupe(donnees, loi), loi.catalogue
    try:
        bareme = droit.bareme_collectif(groupe.date_signature)
    except DroitAbsent as absent:
        debut = min(v.depuis for v in droit.parametres_collectifs["moyenne_minimale"].versions)
        raise ErreurDeSaisie(
            "date_signature",
            groupe.date_signature,
            f"une date à partir du {debut:%d/%m/%Y}, début de l'aide collective",
        ) from absent
    buts = {p: regles.objectif_du_groupe(p, groupe.demi_etp, bareme) for p in Patientele}
    criteres = _criteres(groupe, bareme)
    eligible = all(rempli for _, rempli, _ in criteres)
    return SimulationCollective(
        criteres,
        {
            p.code: {"initiale": groupe.total(p), "patients": but, "cible": groupe.total(p) + but}
            for p, but in buts.items()
        },
        _nouveaux_installes(groupe, loi),
        tuple(_annees(groupe, buts, bareme)) if eligible else (),
        loi.version,
    )


def _criteres(groupe: Groupe, bareme: BaremeCollectif) -> tuple[tuple[str, bool, str], ...]:
    medecins, total = len(groupe.medecins), groupe.total(Patientele.PMT)
    permis = regles.demi_etp_au_plus(medecins, groupe.docteurs_juniors, bareme)
    formes = ", ".join(f.name for f in FormeDeSociete if regles.forme_admise(f, bareme))
    en_cours = sum(m.contrat_individuel for m in groupe.medecins)
    return (
        ("forme", regles.forme_admise(groupe.forme, bareme), f"Le contrat se porte par : {formes}."),
        (
            "patientele_moyenne",
            regles.moyenne_suffisante(total, medecins, bareme),
            f"Patientèle moyenne : {nombre(total // medecins)} patients, minimum {nombre(bareme.moyenne_minimale)}.",
        ),
        (
            "etp",
            groupe.demi_etp <= permis,
            f"{_etp(groupe.demi_etp)} ETP demandés, {_etp(permis)} permis pour {medecins} médecins.",
        ),
        (
            "contrats_individuels",
            en_cours == 0,
            "Les contrats individuels doivent d'abord prendre fin"
            + (f" : {en_cours} en cours." if en_cours else " : aucun en cours."),
        ),
    )


def _etp(demis: int) -> str:
    return nombre(demis * 5, 10)


def _nouveaux_installes(groupe: Groupe, loi: Loi) -> dict[str, int] | None:
    if not any(m.nouvel_installe for m in groupe.medecins):
        return None
    distribution = loi.bareme(groupe.date_signature).distribution
    delai = loi.catalogue.bareme_collectif(groupe.date_signature).annees_d_un_nouvel_installe
    generaliste = 0
    niveaux: dict[str, int] = {p.code: distribution[p][generaliste][Percentile.P50] for p in Patientele}
    return {**niveaux, "annees": delai}


def _annees(groupe: Groupe, buts: Mapping[Patientele, int], bareme: BaremeCollectif) -> list[AnneeCollective]:
    constats = {annee: (pmt, pfa) for annee, pmt, pfa in groupe.constats}
    annees = []
    for annee in range(1, bareme.annees_de_contrat + 1):
        maximal = regles.montant_du_groupe(palier(annee), groupe.demi_etp, bareme)
        bas, haut = (0, maximal) if annee > bareme.annees_pour_l_objectif else (maximal, maximal)
        if annee in constats and annee > bareme.annees_pour_l_objectif:
            taux_pmt, taux_pfa = (
                plafonne(regles.taux_du_groupe(constate, groupe.total(p), buts[p]))
                for p, constate in zip(Patientele, constats[annee], strict=True)
            )
            meilleur = plus_grand(taux_pmt, taux_pfa)
            moins_bon = taux_pfa if meilleur == taux_pmt else taux_pmt
            bas, haut = part_de(maximal, moins_bon), part_de(maximal, meilleur)
        debut = plus_annees(groupe.date_signature, annee - 1)
        annees.append(
            AnneeCollective(annee, debut, en_euros(maximal), en_euros(bas), en_euros(haut), annee in constats)
        )
    return annees
