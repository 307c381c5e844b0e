"""How many requests an address may make in a minute."""

from __future__ import annotations

import pytest

from binome.api.debit import Debit, abonne, debit_de_l_environnement
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


@pytest.mark.parametrize(
    ("mandataires", "vu", "compte"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "inconnu", "127.0.0.1"),
        (1, "1" * 100_000, "127.0.0.1"),
        (1, "2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_ce_qu_un_visiteur_ecrit_de_lui_meme_n_est_jamais_cru(mandataires: int, vu: str, compte: str) -> None:
    assert abonne({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": vu}, mandataires) == compte


def test_derriere_un_mandataire_chaque_visiteur_a_son_compte(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.http import HttpResponse
    from django.test import RequestFactory

    monkeypatch.setenv("BINOME_MANDATAIRES", "1")
    face = FaceDesProgrammes(lambda _requete: HttpResponse(b"{}", "application/json"))
    face.debit = Debit(1)

    def statut(visiteur: str) -> int:
        return face(RequestFactory().post("/api/v1/simulations", HTTP_X_FORWARDED_FOR=visiteur)).status_code

    assert [statut(un) for un in ("203.0.113.9", "203.0.113.8", "203.0.113.9", "6.6.6.6, 203.0.113.9")] == [
        200,
        200,
        429,
        429,
    ]
    monkeypatch.setenv("BINOME_MANDATAIRES", "tous")
    assert FaceDesProgrammes(lambda _requete: HttpResponse()).mandataires == 0


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
