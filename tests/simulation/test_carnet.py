"""What a notebook shows of a simulation."""

from __future__ import annotations

from html.parser import HTMLParser

import binome
from binome.langue.tableau import Colonne, Tableau, Unite


def test_un_carnet_montre_le_verdict_puis_les_annees() -> None:
    simulation = binome.simuler(
        specialite="01",
        secteur="1",
        option_etp="1",
        zone="hors",
        date_signature="2024-09-01",
        pmt_initiale=900,
        pfa_initiale=1400,
    )
    page = simulation._repr_html_()
    HTMLParser().feed(page)
    assert page.startswith("<p><strong>Éligible")
    assert page.count("<tr>") == 6
    assert "38 000" in page.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


def test_un_medecin_qui_n_est_pas_eligible_n_a_pas_d_annees() -> None:
    page = binome.simuler(specialite="anesthesie", secteur="2", date_signature="2024-09-01")._repr_html_()
    assert page.startswith("<p><strong>Non éligible")
    assert "<table>" not in page


def test_un_texte_reste_du_texte() -> None:
    page = Tableau("a < b", (Colonne("c", "<i>", Unite.MOT),), [{"c": "<script>"}])._repr_html_()
    assert "<script>" not in page
    assert "a &lt; b" in page
    assert '<th scope="col">&lt;i&gt;</th>' in page
