"""Random histories of a contract: sums balance, and do not move on a day when nothing happens."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from binome.contrats.actes.acte import lire_actes
from binome.contrats.actes.etats import EtatDeContrat
from binome.contrats.actes.releve import releve
from binome.contrats.actes.reponse import Releve, UnReleve
from binome.moteur.calendrier import plus_annees
from binome.moteur.erreurs import ActeRefuse
from tests.contrats.outils import ANCIEN, CONVENTION

DUREE = 5
FINS = ("resiliation", "demenagement", "cloture")
SIGNATURES = (
    (date(2024, 9, 1), CONVENTION),
    (date(2021, 9, 15), ANCIEN),
    (date(2019, 11, 4), ANCIEN),
    (date(2020, 6, 22), ANCIEN),
    (date(2023, 6, 15), {**ANCIEN, "objectifs_convenus": {"pmt": 120, "pfa": 200}}),
)


def _possibles(annee: int) -> list[tuple[str, dict[str, Any]]]:
    return [
        ("suspension", {}),
        ("reprise", {}),
        ("constat", {"annee": annee, "pmt": 1100, "pfa": 1700}),
        ("versement", {"annee": annee, "pour": "integral", "montant": 18000}),
        ("versement", {"annee": annee, "pour": "acompte", "montant": 5000}),
        ("recouvrement", {"montant": 1000}),
        ("avenant_option", {"option_etp": "0.5"}),
        ("avenant_option", {"option_etp": "1"}),
        ("avenant_objectifs", {"objectif_pmt": 100, "objectif_pfa": 100}),
        ("avenant_65_ans", {}),
        ("avenant_primo_installe", {"objectif_pmt": 80, "objectif_pfa": 90}),
        ("avenant_second_assistant", {"option_etp": "1.5", "pmt": 1200, "pfa": 1800}),
        ("decision_cpn", {"annee": annee, "part_decidee": "1/2"}),
        ("resiliation", {"initiative": "medecin"}),
        ("demenagement", {}),
        ("cloture", {}),
        ("changement_de_specialite", {}),
        ("prorogation", {}),
        ("reconduction", {}),
    ]


def _apres(jour: date, combien: int) -> date:
    return jour + timedelta(days=combien)


@st.composite
def _suite(draw: st.DrawFn, depuis: date, parmi: frozenset[str]) -> list[dict[str, Any]]:
    """Draw acts in the order of their days, anniversaries among them; the replay refuses those that cannot follow."""
    jour, actes = depuis, []
    for rang in range(draw(st.integers(1, 7))):
        anniversaires = [a for a in (plus_annees(depuis, n) for n in range(1, 9)) if a > jour][:5]
        jour = draw(
            st.one_of(
                st.integers(1, 500).map(partial(_apres, jour)), st.sampled_from(anniversaires or [_apres(jour, 1)])
            )
        )
        possibles = [un for un in _possibles(draw(st.integers(1, 5))) if not parmi or un[0] in parmi]
        nature, donnees = draw(st.sampled_from(possibles))
        actes.append({"id": f"a{rang}", "nature": nature, "effectif_le": jour.isoformat(), **donnees})
    return actes


@st.composite
def histoires(draw: st.DrawFn, parmi: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """Draw a history that the replay takes, act after act; `parmi`: of these natures only."""
    signature, situation = draw(st.sampled_from(SIGNATURES))
    choix = {"suspension": draw(st.sampled_from(["decale", "prorata"]))}
    choix["base_recuperation"] = draw(st.sampled_from(["annee_en_cours", "contrat_entier"]))
    signee: dict[str, Any] = {"id": "s", "nature": "signature", "effectif_le": signature.isoformat()}
    histoire: list[dict[str, Any]] = [{**signee, "situation": {**situation, "lectures": choix}}]
    for acte in draw(_suite(signature, parmi)):
        try:
            releve(lire_actes([*histoire, acte]), date.fromisoformat(acte["effectif_le"]))
        except ActeRefuse:
            continue
        histoire.append(acte)
    return histoire


def _sommes(etat: UnReleve) -> tuple[int, ...]:
    return (etat.ouvert, etat.echu, etat.verse, etat.a_verser, etat.exigible, etat.a_recouvrer)


def _jours_qui_comptent(histoire: list[dict[str, Any]], etat: Releve) -> set[date]:
    """Return the days on which a sum may move: those of the acts, of the openings, of the limits and of the term."""
    jours = {date.fromisoformat(acte["effectif_le"]) for acte in histoire}
    jours |= {plus_annees(min(jours), DUREE * combien) for combien in range(1, 4)}
    jours |= {ligne.ouvert_le for ligne in etat.echeancier}
    return jours | {ligne.au_plus_tard for ligne in etat.echeancier if ligne.au_plus_tard is not None}


@settings(max_examples=150, deadline=None)
@given(histoires(), st.dates(date(2021, 9, 16), date(2034, 1, 1)), st.integers(1, 700))
def test_les_sommes_s_equilibrent_et_ne_bougent_qu_aux_dates_du_contrat(
    histoire: list[dict[str, Any]], premier: date, ecart: int
) -> None:
    """Would have found: S, 38 000 paid, suspension 2025-03-01 under `prorata`, looked at on 06-01 then on 06-02.

    9 578.08 to recover the first day, 9 682.19 the second, though no date passes; and, once ended on 2025-10-01, a debt
    of 0 under `decale`, of another sum every day under `prorata`, where 19 156.16 is due.
    """
    second = premier + timedelta(days=ecart)
    assume(premier > date.fromisoformat(histoire[0]["effectif_le"]))
    avant, apres = (releve(lire_actes(histoire), jour) for jour in (premier, second))
    for etat in (avant, apres):
        assert etat.verse + etat.a_verser - etat.a_recouvrer == etat.ouvert
        assert 0 <= etat.exigible <= etat.a_verser
    if not any(premier < jour <= second for jour in _jours_qui_comptent(histoire, apres)):
        assert _sommes(avant) == _sommes(apres)


@settings(max_examples=80, deadline=None)
@given(histoires(), st.integers(0, 3000))
def test_apres_la_fin_plus_rien_ne_bouge(histoire: list[dict[str, Any]], attente: int) -> None:
    """Would have found the debt of a résiliation under `prorata`, which grew with the day one looked.

    What is owed by then still falls due at its own limit.
    """
    dernier = date.fromisoformat(histoire[-1]["effectif_le"])
    if not any(acte["nature"] in FINS for acte in histoire):
        dernier += timedelta(days=1)
        fin = {"id": "fin", "nature": "resiliation", "effectif_le": dernier.isoformat(), "initiative": "medecin"}
        try:
            releve(lire_actes([*histoire, fin]), dernier)
        except ActeRefuse:
            return  # its term is past
        histoire = [*histoire, fin]
    alors, plus_tard = (releve(lire_actes(histoire), dernier + timedelta(days=jours)) for jours in (0, attente))
    assert (alors.ouvert, alors.verse, alors.annee) == (plus_tard.ouvert, plus_tard.verse, plus_tard.annee)
    assert (alors.a_verser, alors.a_recouvrer) == (plus_tard.a_verser, plus_tard.a_recouvrer)


@settings(max_examples=60, deadline=None)
@given(histoires(), st.integers(1, 900), st.integers(0, 2500))
def test_un_nouveau_contrat_ne_change_rien_a_celui_d_avant(
    histoire: list[dict[str, Any]], attente: int, apres: int
) -> None:
    """A contract that has ended keeps its statement whatever is signed after it, and each balances on its own."""
    dernier = date.fromisoformat(histoire[-1]["effectif_le"])
    signature = max(dernier + timedelta(days=attente), date(2024, 9, 1))
    assume(releve(lire_actes(histoire), signature).etat in (EtatDeContrat.RESILIE, EtatDeContrat.CLOS))
    nouvelle = {"id": "n", "nature": "signature", "effectif_le": signature.isoformat(), "situation": CONVENTION}
    jour = signature + timedelta(days=apres)
    seul, deux = releve(lire_actes(histoire), jour), releve(lire_actes([*histoire, nouvelle]), jour)
    assert deux.precedents is not None
    [premier] = deux.precedents
    assert (_sommes(premier), premier.etat, premier.echeancier) == (_sommes(seul), seul.etat, seul.echeancier)
    assert deux.verse + deux.a_verser - deux.a_recouvrer == deux.ouvert
    assert deux.etat in (EtatDeContrat.EN_COURS, EtatDeContrat.CLOS, EtatDeContrat.RECONDUIT)
