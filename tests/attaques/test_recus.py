"""Receipts: whatever is changed and hashed again, the replay says so; only what a replay writes is « same »."""

from __future__ import annotations

import copy
import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binome.cas import cas
from binome.contrats.situation import lire_situation
from binome.droit.loi import loi_en_vigueur
from binome.droit.reformes_ecrites import lire_toml, relire
from binome.moteur.erreurs import ErreurBinome, PasUnRecu
from binome.simulation.recu import Verification, empreinte, recu, verifier
from tests.attaques.conftest import Lancer

REFORME = """titre = "Un maintien à 90 %"
[nombres]
seuil_de_maintien = "9/10"
montants = [["p95_plus", "annees_suivantes", "1", 40000]]
[lectures]
test_activite = "les_deux"
"""
MG: dict[str, Any] = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "option_etp": "1",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
    "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}],
}
AVENANT_8: dict[str, Any] = {"date_signature": "2020-06-01", "specialite": "01", "option_etp": "1"}
Chemin = tuple[str | int, ...]


def _sous_une_reforme() -> dict[str, Any]:
    loi = loi_en_vigueur()
    return recu(MG, loi.avec(lire_toml("maintien", REFORME, loi.catalogue)))


VRAIS: list[dict[str, Any]] = [json.loads(json.dumps(un)) for un in (recu(MG), _sous_une_reforme(), recu(AVENANT_8))]
AUTRES = [True, False, None, 0, 1, -1, 2**53 - 1, "", "menteur", "99000.00", [], {}, [None], {"a": 1}]


def _lieux(valeur: Any, ici: Chemin = ()) -> Iterator[Chemin]:
    """Yield the path of every value inside a value."""
    for cle, dedans in valeur.items() if isinstance(valeur, dict) else enumerate(valeur):
        yield (*ici, cle)
        if isinstance(dedans, dict | list):
            yield from _lieux(dedans, (*ici, cle))


LIEUX = [(rang, chemin) for rang, vrai in enumerate(VRAIS) for chemin in _lieux(vrai["contenu"])]


def _signer(contenu: dict[str, Any]) -> dict[str, Any]:
    return {"contenu": contenu, "empreinte": empreinte(contenu)}


def _au_lieu(contenu: Any, chemin: Chemin) -> Any:
    for pas in chemin:
        contenu = contenu[pas]
    return contenu


def _verdict(forge: dict[str, Any]) -> Verification | None:
    try:
        return verifier(forge)
    except PasUnRecu:
        return None


def _est_un_autre_vrai(contenu: dict[str, Any]) -> bool:
    """Return whether the forged content is, to the letter, what the tool itself writes of the inputs that it holds."""
    loi = loi_en_vigueur()
    try:
        loi = loi.avec(relire(contenu["reforme"], loi.catalogue)) if "reforme" in contenu else loi
        return empreinte(recu(lire_situation(contenu["situation"], loi), loi)["contenu"]) == empreinte(contenu)
    except ErreurBinome:
        return False


def _verifier_la_forgerie(rang: int, contenu: dict[str, Any]) -> None:
    if empreinte(contenu) == VRAIS[rang]["empreinte"]:
        return
    verdict = _verdict(_signer(contenu))
    if verdict is not None and verdict.identique:
        assert _est_un_autre_vrai(contenu)
        return
    assert verdict is None or verdict.differences
    assert verdict is None or all(difference.isprintable() for difference in verdict.differences)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(LIEUX), st.sampled_from(AUTRES))
def test_une_valeur_changee_puis_signee_se_voit(lieu: tuple[int, Chemin], autre: Any) -> None:
    rang, chemin = lieu
    contenu = copy.deepcopy(VRAIS[rang]["contenu"])
    _au_lieu(contenu, chemin[:-1])[chemin[-1]] = autre
    _verifier_la_forgerie(rang, contenu)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(LIEUX))
def test_une_valeur_retiree_puis_signee_se_voit(lieu: tuple[int, Chemin]) -> None:
    rang, chemin = lieu
    contenu = copy.deepcopy(VRAIS[rang]["contenu"])
    del _au_lieu(contenu, chemin[:-1])[chemin[-1]]
    _verifier_la_forgerie(rang, contenu)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(LIEUX),
    st.sampled_from(["attestation", "version_du_droit", "version_du_droit_2", "zz\x1b[31m", ""]),
    st.sampled_from(AUTRES),
)
def test_une_cle_ajoutee_puis_signee_se_voit(lieu: tuple[int, Chemin], cle: str, valeur: Any) -> None:
    rang, chemin = lieu
    contenu = copy.deepcopy(VRAIS[rang]["contenu"])
    ici = _au_lieu(contenu, chemin[:-1])
    if isinstance(ici, list):
        ici.append(copy.deepcopy(ici[0]))
    else:
        ici[cle] = valeur
    _verifier_la_forgerie(rang, contenu)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([(r, c) for r, c in LIEUX if isinstance(_au_lieu(VRAIS[r]["contenu"], c), list)]))
def test_une_liste_retournee_puis_signee_se_voit(lieu: tuple[int, Chemin]) -> None:
    rang, chemin = lieu
    contenu = copy.deepcopy(VRAIS[rang]["contenu"])
    _au_lieu(contenu, chemin).reverse()
    _verifier_la_forgerie(rang, contenu)


def _retourne(valeur: Any) -> Any:
    if isinstance(valeur, dict):
        return {cle: _retourne(valeur[cle]) for cle in reversed(list(valeur))}
    return [_retourne(un) for un in valeur] if isinstance(valeur, list) else valeur


@pytest.mark.parametrize("vrai", VRAIS)
def test_l_ordre_des_cles_n_est_pas_un_changement(vrai: dict[str, Any]) -> None:
    assert verifier(_retourne(vrai)).identique


def _attestation(r: dict[str, Any]) -> None:
    r["contenu"]["attestation"] = "Certifié par la caisse"


def _version_de_plus(r: dict[str, Any]) -> None:
    r["contenu"]["resultat"]["version_du_droit_bis"] = "x"


def _vrai_pour_un(r: dict[str, Any]) -> None:
    r["contenu"]["situation"]["constats"][0]["annee"] = True


def _rien_de_plus(r: dict[str, Any]) -> None:
    r["contenu"]["resultat"]["annees"][0]["note"] = None


def _reforme_vide(r: dict[str, Any]) -> None:
    r["contenu"]["reforme"] = {"nom": "droit_en_vigueur", "titre": "Droit en vigueur"}


def _autre_version_dans_le_resultat(r: dict[str, Any]) -> None:
    r["contenu"]["resultat"]["version_du_droit"] = "2099.01.01+ffffffffffff"


def _nombre_en_texte(r: dict[str, Any]) -> None:
    r["contenu"]["situation"]["pmt_initiale"] = "900"


@pytest.mark.parametrize(
    "forger",
    [
        _attestation,
        _version_de_plus,
        _vrai_pour_un,
        _rien_de_plus,
        _reforme_vide,
        _autre_version_dans_le_resultat,
        _nombre_en_texte,
    ],
)
def test_les_forgeries_qui_passaient_sont_dites(forger: Callable[[dict[str, Any]], None]) -> None:
    forge = copy.deepcopy(VRAIS[0])
    forger(forge)
    verdict = verifier(_signer(forge["contenu"]))
    assert verdict.intact
    assert not verdict.identique
    assert verdict.differences


@pytest.mark.parametrize("cle", ["attestation", "signature", "\u202eelbatnoc"])
def test_une_cle_a_cote_du_contenu_est_refusee(cle: str) -> None:
    verdict = verifier({**VRAIS[0], cle: "Certifié"})
    assert not verdict.identique
    assert not verdict.intact
    assert verdict.differences[0].isprintable()


@pytest.mark.parametrize("valeur", [1.0, 900.5, float("nan"), float("inf"), 2**53, 10**4_000, "\ud800", {"a": {1: 2}}])
def test_ce_qu_aucun_recepisse_ne_contient_n_en_est_pas_un(valeur: Any) -> None:
    forge = copy.deepcopy(VRAIS[0])
    forge["contenu"]["situation"]["pmt_initiale"] = valeur
    with pytest.raises(PasUnRecu, match="Ce n'est pas un récépissé"):
        verifier(forge)


def test_mille_differences_ne_remplissent_pas_l_ecran() -> None:
    contenu = {**copy.deepcopy(VRAIS[0]["contenu"]), **{f"cle_{rang}": rang for rang in range(1_000)}}
    verdict = verifier(_signer(contenu))
    assert len(verdict.differences) == 201
    assert verdict.differences[-1] == "Et 800 autres différences."


def test_rien_de_ce_qu_un_recepisse_porte_ne_commande_le_terminal() -> None:
    contenu = copy.deepcopy(VRAIS[0]["contenu"])
    piege = "\x1b[2J\x1b]0;titre\x07\u202e\x9b31m\u2066"
    contenu["version_du_droit"] = piege
    contenu["resultat"][piege] = piege
    contenu["lectures"][piege] = piege
    contenu["pas"][0]["resultat"] = piege
    verdict = verifier(_signer(contenu))
    assert len(verdict.differences) >= 4
    assert all(difference.isprintable() for difference in verdict.differences)


def test_un_recepisse_de_plus_d_un_megaoctet_se_verifie_en_ligne_de_commande(lancer: Lancer, tmp_path: Path) -> None:
    ecrit = json.dumps(recu(cas()[3].situation), ensure_ascii=False, indent=2)
    assert len(ecrit.encode()) > 1_000_000
    (tmp_path / "recu.json").write_text(ecrit, "utf-8")
    assert lancer("verifier", str(tmp_path / "recu.json"))[0] == 0


@pytest.mark.parametrize(
    ("brut", "morceau"),
    [
        ('{"contenu": {"a": 1.0}, "empreinte": "x"}', "Ce n'est pas un récépissé"),
        ('{"contenu": {"a": "\\ud800"}, "empreinte": "x"}', "moitié de paire"),
        ('{"contenu": {}, "contenu": {}, "empreinte": "x"}', "deux fois"),
        ('{"contenu": ' + "[" * 5_000, "emboîte trop d'objets"),
        ('{"contenu": NaN, "empreinte": "x"}', "n'est pas un nombre"),
        ("[1]", "un objet JSON"),
        ("", "ligne 1"),
    ],
)
def test_un_fichier_qui_n_est_pas_un_recepisse_a_le_code_2(
    brut: str, morceau: str, lancer: Lancer, tmp_path: Path
) -> None:
    (tmp_path / "recu.json").write_text(brut, "utf-8")
    code, sortie, erreurs = lancer("verifier", str(tmp_path / "recu.json"))
    assert (code, sortie) == (2, "")
    assert morceau in erreurs


def test_un_recepisse_montre_a_l_ecran_ne_le_commande_pas(lancer: Lancer, tmp_path: Path) -> None:
    contenu = copy.deepcopy(VRAIS[1]["contenu"])
    contenu["version_du_droit"] = contenu["pas"][0]["resultat"] = "\x1b[2J\u202e\x9b"
    for arguments in ((), ("--json",)):
        (tmp_path / "recu.json").write_text(json.dumps(_signer(contenu)), "utf-8")
        code, sortie, _ = lancer("verifier", str(tmp_path / "recu.json"), *arguments)
        assert code == 1
        assert not {"\x1b", "\u202e", "\x9b"} & set(sortie)


def test_un_recepisse_de_plusieurs_megaoctets_se_verifie_par_l_api() -> None:
    importlib.import_module("tests.api.conftest")  # sets the application up, or skips where the API is not
    from django.test import Client

    ecrit = json.dumps(recu(cas()[3].situation), indent=2).encode()
    assert len(ecrit) > 1_000_000
    client = Client(headers={"host": "127.0.0.1"})
    rendu = client.post("/api/v1/verifications", ecrit, content_type="application/json")
    assert rendu.json()["identique"] is True
    contenu = copy.deepcopy(VRAIS[0]["contenu"])
    contenu["attestation"] = "Certifié"
    rendu = client.post("/api/v1/verifications", json.dumps(_signer(contenu)), content_type="application/json")
    assert rendu.json()["identique"] is False
    assert (
        client.post(
            "/api/v1/verifications", b"1", content_type="application/json", headers={"Content-Length": "9" * 5_000}
        ).status_code
        == 413
    )


@pytest.mark.parametrize("empreinte_donnee", [None, 3, [], {}, True])
def test_une_empreinte_qui_n_est_pas_un_texte_n_est_pas_un_recepisse(empreinte_donnee: Any) -> None:
    with pytest.raises(PasUnRecu):
        verifier({"contenu": VRAIS[0]["contenu"], "empreinte": empreinte_donnee})
