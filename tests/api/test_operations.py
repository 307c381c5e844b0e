"""The API answers what the library answers, in both languages, and refuses in words that programs can read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import binome
from binome.cas import cas
from binome.simulation.comparaison import comparer_options
from binome.simulation.question_inverse import objectif
from binome.simulation.recu import recu
from binome.simulation.retrouver import retrouver

GENERALISTE = {
    "date_signature": "2024-09-01",
    "specialite": "01",
    "secteur": "1",
    "option_etp": "1",
    "zone": "hors",
    "pmt_initiale": 900,
    "pfa_initiale": 1400,
    "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}],
}


def envoyer(client: Any, chemin: str, corps: object, langue: str = "fr", **entetes: str) -> Any:
    """Post JSON to an address of the API."""
    texte = corps if isinstance(corps, bytes | str) else json.dumps(corps)
    return client.post(
        f"/api/v1/{chemin}",
        texte,
        content_type=entetes.pop("content_type", "application/json"),
        headers={"Accept-Language": langue, **entetes},
    )


def lire(client: Any, chemin: str, **entetes: str) -> Any:
    """Read an address of the API."""
    return client.get(f"/api/v1/{chemin}", headers=entetes)


@pytest.fixture(scope="module")
def document(client: Any) -> dict[str, Any]:
    lu: dict[str, Any] = lire(client, "openapi.json").json()
    return lu


def test_le_document_suit_openapi_3_1_et_ses_schemas_sont_justes(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert not [une for une in document["components"]["schemas"] if "$defs" in json.dumps(une)]


def test_la_simulation_est_celle_de_la_bibliotheque(client: Any) -> None:
    assert envoyer(client, "simulations", GENERALISTE).json() == binome.simuler(GENERALISTE).en_json()
    sans = binome.simuler(GENERALISTE).en_json(effets=False)
    assert envoyer(client, "simulations?effets=non", GENERALISTE).json() == sans


@pytest.mark.parametrize("un_cas", cas()[::5], ids=lambda un_cas: un_cas.nom)
def test_un_cas_publie_se_simule_et_obeit_au_document(client: Any, document: dict[str, Any], un_cas: Any) -> None:
    situation = lire(client, f"droit/cas/{un_cas.nom}").json()["situation"]
    reponse = envoyer(client, "simulations?effets=non", situation)
    assert reponse.status_code == 200
    assert reponse.json() == binome.simuler(un_cas.situation).en_json(effets=False)
    schema = {"$ref": "#/components/schemas/ReponseCalculee", "components": document["components"]}
    Draft202012Validator(schema).validate(reponse.json())


def test_les_autres_questions_ont_les_reponses_de_la_bibliotheque(client: Any) -> None:
    demande = {"situation": GENERALISTE, "annee": 3, "viser": "non-nul"}
    assert envoyer(client, "objectifs", demande).json() == objectif(GENERALISTE, 3, "non-nul").en_json()
    demande = {"situation": GENERALISTE, "options": ["0.5", "1"]}
    assert (
        envoyer(client, "comparaisons/options", demande).json() == comparer_options(GENERALISTE, ["0.5", "1"]).en_json()
    )
    assert envoyer(client, "explications", GENERALISTE).json() == binome.simuler(GENERALISTE).derivation.en_json()
    ecrit = envoyer(client, "recus", GENERALISTE).json()
    assert ecrit == recu(GENERALISTE)
    assert envoyer(client, "verifications", ecrit).json()["identique"] is True
    ecrit["contenu"]["situation"]["pmt_initiale"] = 901
    assert envoyer(client, "verifications", ecrit).json()["identique"] is False


def test_la_rentabilite_est_celle_de_la_bibliotheque(client: Any) -> None:
    projet = {"position": "7", "mutuelle": "20.00", "autres_salaires": ["24000.00"], "tirages": 50}
    rendue = envoyer(client, "rentabilites", {"situation": GENERALISTE, **projet, "options": ["0.5"]}).json()
    attendue = binome.rentabilite({**GENERALISTE, **projet}, options=["0.5"], sensibilite=False)
    assert rendue == json.loads(json.dumps(attendue.en_json()))
    deux_fois = {"consultations_par_jour": 1, "consultations_par_patient": 3, "patients_supplementaires": 9}
    refus = envoyer(client, "rentabilites", {"situation": GENERALISTE, **projet, **deux_fois})
    assert refus.status_code == 400


def test_une_somme_se_retrouve_comme_dans_la_bibliotheque(client: Any) -> None:
    avec = {**GENERALISTE, "constats": [{"annee": 3, "pmt": 1100, "pfa": 1600}]}
    rendue = envoyer(client, "sommes", {"situation": avec, "montant": "14354.10"}).json()
    assert rendue == json.loads(json.dumps(retrouver(avec, "14354.10").en_json()))
    assert len(rendue["hypotheses"]) == 2
    assert envoyer(client, "sommes", {"situation": avec, "montant": "x"}).status_code == 400


def test_une_reforme_s_applique_et_se_dit(client: Any) -> None:
    rendue = envoyer(client, "simulations?effets=non&reforme=rampe", GENERALISTE).json()
    assert rendue["reforme"]["nom"] == "rampe"
    assert rendue == binome.simuler(GENERALISTE, loi="rampe").en_json(effets=False)


def test_une_reponse_est_dans_la_langue_demandee(client: Any) -> None:
    francaise, anglaise = (envoyer(client, "simulations?effets=non", GENERALISTE, langue) for langue in ("fr", "en-GB"))
    assert (francaise.headers["Content-Language"], anglaise.headers["Content-Language"]) == ("fr", "en")
    assert francaise.json()["annees"][0]["explication"] != anglaise.json()["annees"][0]["explication"]
    assert francaise.json()["total"] == anglaise.json()["total"]


@pytest.mark.parametrize(
    ("corps", "code", "champ"),
    [
        ({**GENERALISTE, "pmt_initial": 1}, "champ_inconnu", "pmt_initial"),
        ({**GENERALISTE, "pmt_initiale": "beaucoup"}, "erreur_de_saisie", "pmt_initiale"),
        ({**GENERALISTE, "pmt_initiale": "1 200"}, "hors_du_schema", "pmt_initiale"),
        ({**GENERALISTE, "date_naissance": "2024-01-01"}, "contradiction", "date_naissance"),
        ([], "erreur_de_saisie", "corps"),
        (b"{", "requete_illisible", None),
        (b'{"pmt_initiale": ' + b"9" * 100 + b"}", "requete_illisible", None),
        (b"[" * 200 + b"]" * 200, "requete_illisible", None),
        (b'{"zone": "zip", "zone": "zac"}', "requete_illisible", None),
        (b"\xff", "requete_illisible", None),
    ],
)
def test_un_refus_est_un_probleme_qui_nomme_le_champ(client: Any, corps: object, code: str, champ: str | None) -> None:
    reponse = envoyer(client, "simulations", corps)
    probleme = reponse.json()
    assert (reponse.status_code, reponse.headers["Content-Type"]) == (400, "application/problem+json")
    assert (probleme["status"], probleme["code"], probleme.get("champ")) == (400, code, champ)
    assert lire(client, f"problemes/{code}").json()["titre"] == probleme["title"]


def test_un_probleme_est_dit_dans_les_deux_langues(client: Any) -> None:
    titres = {envoyer(client, "simulations", {"pmt_initiale": -1}, langue).json()["title"] for langue in ("fr", "en")}
    assert titres == {"Un champ ne se lit pas", "A field cannot be read"}


@pytest.mark.parametrize(
    ("demander", "statut", "code"),
    [
        (lambda c: c.get("/api/v1/simulations"), 405, "methode_refusee"),
        (lambda c: c.delete("/api/v1/droit"), 405, "methode_refusee"),
        (lambda c: c.get("/api/v1/rien"), 404, "introuvable"),
        (lambda c: c.get("/api/v1/droit/nombres/duree_du_contra"), 404, "introuvable"),
        (lambda c: c.get("/api/v1/droit", headers={"Accept": "text/csv"}), 406, "format_indisponible"),
        (lambda c: envoyer(c, "simulations", "x", content_type="text/plain"), 415, "format_inconnu"),
        (lambda c: envoyer(c, "simulations", b" " * 1_000_001), 413, "corps_trop_grand"),
        (lambda c: c.get("/api/v1/droit?" + "a" * 9_000), 414, "adresse_trop_longue"),
        (lambda c: c.get("/api/v1/droit?reform=rampe"), 400, "champ_inconnu"),
        (lambda c: c.get("/api/v1/droit/nombres?au=2024-01-01&au=2025-01-01"), 400, "erreur_de_saisie"),
    ],
)
def test_ce_que_http_refuse_est_un_probleme_aussi(client: Any, demander: Any, statut: int, code: str) -> None:
    reponse = demander(client)
    assert (reponse.status_code, reponse.json()["code"]) == (statut, code)
    assert reponse.headers["Content-Type"] == "application/problem+json"
    assert statut != 405 or reponse.headers["Allow"]


def test_le_droit_se_relit_sans_rien_envoyer_tant_qu_il_n_a_pas_change(client: Any) -> None:
    premiere = lire(client, "droit/nombres?au=2025-01-01")
    assert all(len(nombre["versions"]) <= 1 for nombre in premiere.json())
    seconde = lire(client, "droit/nombres?au=2025-01-01", **{"If-None-Match": premiere.headers["ETag"]})
    assert (seconde.status_code, seconde.content) == (304, b"")
    autre = lire(
        client, "droit/nombres?au=2025-01-01", **{"If-None-Match": premiere.headers["ETag"], "Accept-Language": "en"}
    )
    assert autre.status_code == 200


def test_une_tete_a_la_longueur_de_la_reponse_sans_elle(client: Any) -> None:
    tete = client.head("/api/v1/droit")
    assert (tete.status_code, tete.content) == (200, b"")
    assert int(tete.headers["Content-Length"]) == len(lire(client, "droit").content)


def test_une_page_d_ailleurs_peut_demander(client: Any) -> None:
    avant = client.options("/api/v1/simulations", headers={"Origin": "https://ailleurs.example"})
    assert (avant.status_code, avant.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "POST" in avant.headers["Access-Control-Allow-Methods"]
    assert envoyer(client, "simulations", {"pmt_initiale": -1}).headers["Access-Control-Allow-Origin"] == "*"


def test_une_reponse_calculee_n_est_pas_gardee_en_chemin_et_porte_sa_reference(client: Any) -> None:
    reponse = envoyer(client, "simulations?effets=non", GENERALISTE)
    assert reponse.headers["Cache-Control"] == "no-store"
    assert reponse.headers["X-Request-Id"]


def test_la_documentation_ne_vient_que_d_ici(client: Any) -> None:
    page = lire(client, "documentation")
    assert page.status_code == 200
    assert "//" not in page.content.decode().replace("<!DOCTYPE", "")
    script = client.get("/statique/ninja/swagger-ui-bundle.js")
    assert b"SwaggerUI" in b"".join(script.streaming_content)
    script.close()


def test_les_pages_restent_en_lecture_seule(client: Any) -> None:
    assert client.post("/simuler/", {}).status_code == 405
