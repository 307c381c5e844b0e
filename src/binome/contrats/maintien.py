"""The age from which a doctor keeps his patients rather than gains some."""

from __future__ import annotations

from datetime import date

from binome.droit.bareme import Bareme
from binome.droit.cadre import Cadre
from binome.droit.codes import Reponse
from binome.droit.lectures import Lectures
from binome.droit.vie_du_contrat.regles import a_65_ans, reporte_au_1er_mars
from binome.moteur.calendrier import est_un_29_fevrier, plus_annees
from binome.moteur.primitives import INCONNU


def jour_du_maintien(naissance: date | None, bareme: Bareme, lectures: Lectures) -> int:
    """Return the day when a doctor reaches the age of the maintien, -1 when it is unknown or the law has none."""
    if naissance is None or bareme.age_du_maintien < 0:
        return INCONNU
    report = est_un_29_fevrier(naissance) and reporte_au_1er_mars(lectures)
    return plus_annees(naissance, bareme.age_du_maintien, report).toordinal()


def refus_du_maintien(naissance: date | None, jour: date, cadre: Cadre) -> str | None:
    """Return why the avenant of the maintien comes too early on `jour`; None when it does not, or nobody knows."""
    bareme, lectures = cadre.bareme_au(jour), cadre.lectures
    anniversaire = jour_du_maintien(naissance, bareme, lectures)
    if anniversaire == INCONNU or a_65_ans(jour.toordinal(), anniversaire, lectures) is Reponse.OUI:
        return None
    return f"le médecin n'a {bareme.age_du_maintien} ans que le {date.fromordinal(anniversaire):%d/%m/%Y}"
