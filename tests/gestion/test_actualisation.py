"""Every contract replayed for the lists, in as many queries whatever their number; a reform's differences without writing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scopes_disabled

from binome.droit.loi import loi_en_vigueur
from binome.gestion.modeles.contrats import Apercu
from binome.gestion.services import actualisation, constats
from binome.lots.reformes import reforme
from tests.gestion.bureau import Bureau, photo, relu

AU = date(2025, 3, 1)


def _requetes(office: Bureau) -> int:
    with CaptureQueriesContext(connection) as vues:
        actualisation.actualiser(office.caisse, AU)
    return len(vues)


def test_les_apercus_se_rejouent_au_jour_dit_en_autant_de_requetes_quel_que_soit_leur_nombre(office: Bureau) -> None:
    office.contrat("C1")
    une = _requetes(office)
    for rang in range(2, 7):
        office.contrat(f"C{rang}")
    office.contrat("C7", secteur="2")
    pas: list[Any] = []
    assert _requetes(office) == une
    assert actualisation.actualiser(office.caisse, AU, avancer=lambda *un: pas.append(un)) == 7
    assert pas == [(7, 7)]
    with scopes_disabled():
        apercus = list(Apercu.objects.all())
    assert {un.au for un in apercus} == {AU}
    assert len(apercus) == 7
    assert all(un.exigible > 0 for un in apercus)


def test_ce_qu_une_reforme_changerait_se_dit_sans_rien_ecrire(office: Bureau) -> None:
    contrat, au = office.contrat("C1"), date(2027, 10, 1)
    office.contrat("C2")
    constat = constats.annoncer(office.gestionnaire, contrat, 3, 600, 2000, date(2027, 8, 20))
    constats.confirmer(office.gestionnaire, constat, date(2027, 8, 21), relu(contrat).revision)
    avant = photo()
    loi = loi_en_vigueur()
    autre = loi.avec(reforme("rampe", loi.catalogue))
    dites = list(actualisation.differences(office.caisse, au, autre))
    assert list(actualisation.differences(office.caisse, au, loi)) == []
    assert [un.numero for un in dites] == ["C1"]
    assert isinstance(dites[0].avant, dict)
    assert isinstance(dites[0].apres, dict)
    assert dites[0].avant["ouvert"] < dites[0].apres["ouvert"]
    assert photo() == avant
