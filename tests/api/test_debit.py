"""How many requests an address may make in a minute."""

from __future__ import annotations

import pytest

from binome.api.debit import Debit, debit_de_l_environnement
from binome.api.intergiciel import FaceDesProgrammes


def test_les_requetes_se_comptent_par_adresse_et_par_minute() -> None:
    debit = Debit(2)
    restes = [debit.compter("a", maintenant=instant) for instant in (0, 1, 2, 59, 60)]
    assert [reste and (reste.restantes, reste.depasse) for reste in restes] == [
        (1, False),
        (0, False),
        (-1, True),
        (-2, True),
        (1, False),
    ]
    assert (autre := debit.compter("b", maintenant=2)) is not None
    assert autre.entetes() == {"RateLimit-Policy": '"minute";q=2;w=60', "RateLimit": '"minute";r=1;t=60'}


def test_zero_ne_compte_rien() -> None:
    assert Debit(0).compter("a") is None


def test_l_environnement_regle_le_debit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BINOME_API_DEBIT", "7")
    assert debit_de_l_environnement().permises == 7
    monkeypatch.setenv("BINOME_API_DEBIT", "beaucoup")
    assert debit_de_l_environnement().permises == 600


def test_une_requete_de_trop_est_refusee_en_disant_quand_revenir() -> None:
    from django.http import HttpResponse
    from django.test import RequestFactory

    face = FaceDesProgrammes(lambda _requete: HttpResponse(b"{}", "application/json"))
    face.debit = Debit(1)
    requete = RequestFactory().post("/api/v1/simulations")
    assert face(requete).headers["RateLimit"] == '"minute";r=0;t=60'
    refus = face(requete)
    assert (refus.status_code, refus.headers["Retry-After"]) == (429, "60")
    assert face(RequestFactory().get("/")).status_code == 200
