"""Les pages de la gestion : le bureau, la liste, le dossier, un acte montré puis enregistré, l'argent à deux personnes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_scopes import scopes_disabled

from binome.gestion.codes import EtatDuVersement, Role
from binome.gestion.modeles.contrats import Acte, Constat, Contrat
from binome.gestion.modeles.paiements import Recouvrement, Versement
from binome.gestion.services import actes, caisses, constats
from binome.gestion.services.actualisation import actualiser_tout
from binome.simulation.recu import recu
from tests.gestion.bureau import SIGNE_LE, SITUATION, Bureau, bureau, compte, relu, rpps
from tests.gestion.visites import dit, entre
from tests.web.conftest import GENERALISTE

AVENANT = {"effectif_le": "2025-09-01", "option_etp": "0.5"}


def _acte(contrat: Contrat, etape: str, **autres: Any) -> dict[str, Any]:
    lu = {"revision": str(relu(contrat).revision), "rang_lu": "1", "etape": etape}
    return {**AVENANT, **lu, **autres}


def _adresse(contrat: Contrat, suite: str = "") -> str:
    return f"/gestion/contrats/{contrat.pk}/{suite}"


def test_le_bureau_dit_quoi_faire_et_ce_que_vaut_chaque_date(office: Bureau) -> None:
    contrat, client = office.contrat(), entre(office.gestionnaire)
    assert "avant aujourd'hui : 1" in dit(client.get("/gestion/"))
    actualiser_tout(timezone.localdate())
    page = dit(client.get("/gestion/"))
    assert "Sommes déjà exigibles" in page
    assert f'href="/gestion/contrats/{contrat.pk}/"' in page
    assert "Caisse inventée" in page
    assert "Rien n'est enregistré" not in page


def test_la_liste_se_cherche_se_filtre_et_se_trie(office: Bureau) -> None:
    for rang in range(3):
        office.contrat(f"C{rang}")
    client = entre(office.gestionnaire)
    assert "1 contrat." in dit(client.get("/gestion/contrats/?q=C2"))
    assert "3 contrats." in dit(client.get("/gestion/contrats/?q=camille&etat=en_cours&tri=-en_jeu"))
    assert "0 contrat." in dit(client.get("/gestion/contrats/?etat=clos"))


def test_le_nombre_de_requetes_ne_depend_pas_des_lignes(office: Bureau) -> None:
    client = entre(office.gestionnaire)
    contrat = office.contrat("D")
    comptees: list[int] = []
    for combien in (1, 6):
        for rang in range(combien):
            point = {"nature": "point_semestriel", "effectif_le": f"2025-0{combien}-0{rang + 1}"}
            actes.enregistrer(office.gestionnaire, contrat, [point], date(2026, 1, 1), relu(contrat).revision)
        for rang in range(combien):
            office.contrat(f"{combien}-{rang}")
        with CaptureQueriesContext(connection) as requetes:
            for chemin in ("/gestion/", "/gestion/contrats/", "/gestion/versements/", _adresse(contrat)):
                assert client.get(chemin).status_code == 200
        comptees.append(len(requetes))
    assert comptees[0] == comptees[1]


def test_un_contrat_s_ouvre_d_une_adresse_d_un_recepisse_ou_de_rien(office: Bureau) -> None:
    client, medecin = entre(office.gestionnaire), office.medecin.pk
    adresse = "https://ailleurs.test/resultat/?" + "&".join(f"{nom}={valeur}" for nom, valeur in GENERALISTE.items())
    client.post("/gestion/contrats/ouvrir/", {"medecin": medecin, "numero": "A", "adresse": adresse})
    ecrit = recu({**SITUATION, "date_signature": SIGNE_LE.isoformat()})
    client.post(
        "/gestion/contrats/ouvrir/",
        {"medecin": medecin, "numero": "R", "recu": json.dumps(ecrit), "signe_le": "2024-09-01"},
    )
    client.post("/gestion/contrats/ouvrir/", {"medecin": medecin, "numero": "P"})
    refus = client.post("/gestion/contrats/ouvrir/", {"medecin": medecin, "numero": "P"})
    assert refus.status_code == 400
    assert "porte déjà le numéro" in dit(refus)
    with scopes_disabled():
        natures = {un.numero: [a.nature for a in un.actes.all()] for un in Contrat.objects.all()}
    assert natures == {"A": ["signature"], "R": ["signature"], "P": []}


def test_un_acte_montre_son_effet_avant_d_etre_enregistre(office: Bureau) -> None:
    contrat, client = office.contrat(), entre(office.gestionnaire)
    chemin = _adresse(contrat, "actes/avenant_option/")
    assert "Montrer ce que cela change" in dit(client.get(chemin))
    montre = dit(client.post(chemin, _acte(contrat, "montrer")))
    assert "L'échéancier, avant et après" in montre
    with scopes_disabled():
        assert Acte.objects.count() == 1
    client.post(chemin, _acte(contrat, "confirmer"))
    with scopes_disabled():
        assert [un.nature for un in Acte.objects.order_by("rang")] == ["signature", "avenant_option"]
    impossible = client.post(_adresse(contrat, "actes/reprise/"), _acte(contrat, "montrer"))
    assert impossible.status_code == 400
    assert "suspendu" in dit(impossible)


def test_deux_personnes_sur_un_contrat_ne_perdent_rien(office: Bureau) -> None:
    contrat, client = office.contrat(), entre(office.gestionnaire)
    lu = _acte(contrat, "confirmer")
    client.post(_adresse(contrat, "actes/point_semestriel/"), {**lu, "effectif_le": "2025-03-01"})
    fusion = client.post(_adresse(contrat, "actes/avenant_option/"), lu)
    assert fusion.status_code == 409
    page = dit(fusion)
    assert "une autre personne a modifié ce contrat" in page
    assert "point semestriel" in page
    assert 'value="2025-09-01"' in page
    client.post(_adresse(contrat, "actes/avenant_option/"), _acte(contrat, "confirmer", rang_lu="2"))
    with scopes_disabled():
        assert Acte.objects.count() == 3


def test_revenir_sur_un_acte_dit_ce_que_cela_retire(office: Bureau) -> None:
    contrat, client = office.contrat(), entre(office.gestionnaire)
    client.post(_adresse(contrat, "actes/avenant_option/"), _acte(contrat, "confirmer"))
    with scopes_disabled():
        nom = Acte.objects.get(rang=2).nom
    chemin = _adresse(contrat, f"annuler/{nom}/")
    assert "l'acte reste dans l'histoire" in dit(client.get(chemin))
    client.post(chemin, {"etape": "confirmer", "revision": relu(contrat).revision, "rang_lu": "2"})
    assert "(annulé ou remplacé)" in dit(client.get(_adresse(contrat)))


def test_l_argent_passe_par_deux_personnes_puis_par_la_banque(office: Bureau) -> None:
    contrat = office.contrat()
    agent, valideur = entre(office.gestionnaire), entre(office.validateur)
    agent.post(_adresse(contrat, "proposer/"), {"revision": contrat.revision})
    with scopes_disabled():
        versement = Versement.objects.first()
    assert versement is not None

    def agir(client: Any, geste: str, dit_: str = "") -> Any:
        envoi = {"geste": geste, "versement": [versement.pk], "dit": dit_, "etat": versement.etat}
        return client.post("/gestion/versements/agir/", envoi, follow=True)

    assert "Aucune de vos fonctions" in dit(agir(valideur, "saisir"))
    agir(agent, "saisir")
    agir(agent, "valider")
    assert relu(versement).etat == EtatDuVersement.SAISI
    agir(valideur, "valider")
    assert relu(versement).etat == EtatDuVersement.VALIDE
    agent.post("/gestion/versements/exporter/", {"forme": "sepa"})
    exporte = relu(versement)
    fichier = agent.get(f"/gestion/versements/exports/{exporte.export_id}/")
    assert b"pain.001" in fichier.content
    assert "attachment" in fichier["Content-Disposition"]
    agir(agent, "payer", "VIR 1")
    agir(agent, "rapprocher", "relevé 12")
    assert relu(versement).etat == EtatDuVersement.RAPPROCHE
    assert "Rapproché" in dit(agent.get(_adresse(contrat)))
    sans = agent.post("/gestion/versements/agir/", {"geste": "saisir"}, follow=True)
    assert "Choisissez des versements" in dit(sans)


def test_un_trop_percu_se_redemande_et_se_recoit(office: Bureau) -> None:
    contrat, agent, valideur = office.contrat(), entre(office.gestionnaire), entre(office.validateur)
    agent.post(_adresse(contrat, "proposer/"), {"revision": contrat.revision})
    with scopes_disabled():
        cles = list(Versement.objects.values_list("pk", flat=True))
    for client, geste in ((agent, "saisir"), (valideur, "valider")):
        client.post("/gestion/versements/agir/", {"geste": geste, "versement": cles})
    agent.post("/gestion/versements/exporter/", {"forme": "csv"})
    agent.post("/gestion/versements/agir/", {"geste": "payer", "versement": cles, "dit": "VIR"})
    lu = {"revision": relu(contrat).revision, "rang_lu": "1", "etape": "montrer"}
    chemin = _adresse(contrat, "actes/resiliation/")
    resiliation = {"effectif_le": SIGNE_LE.replace(month=10).isoformat(), "initiative": "medecin"}
    assert "Cet acte retire" in dit(agent.post(chemin, {**lu, **resiliation}))
    agent.post(chemin, {**lu, **resiliation, "etape": "confirmer"})
    demande = {"motif": "Résiliation", "premiere": "2027-01-31", "combien": "2"}
    agent.post(_adresse(contrat, "recouvrer/"), demande)
    with scopes_disabled():
        recouvrement = Recouvrement.objects.get()
        premier = recouvrement.remboursements.first()
    assert premier is not None
    agent.post(f"/gestion/versements/recus/{premier.pk}/", {"reference": "CHQ 1"})
    assert relu(premier).recu_le == timezone.localdate()
    agent.post(f"/gestion/versements/recouvrements/{recouvrement.pk}/abandonner/", {"motif": "Remise gracieuse"})
    assert relu(recouvrement).etat == "abandonne"


def test_un_medecin_voit_le_sien_et_conteste_son_constat(office: Bureau) -> None:
    contrat = office.contrat()
    moi = compte(office.administrateur, "docteur@essai.test", Role.MEDECIN)
    with scopes_disabled():
        caisses.modifier_un_medecin(office.gestionnaire, office.medecin, compte=moi)
    autre = caisses.ajouter_un_medecin(office.gestionnaire, office.caisse, rpps(9), "Voisin", specialite="01")
    client = entre(moi)
    assert "1 contrat." in dit(client.get("/gestion/contrats/"))
    page = dit(client.get(_adresse(contrat)))
    assert "Enregistrer un acte" not in page
    assert "La carte des falaises · année 3" in page
    assert "<svg" in page
    assert client.get(_adresse(contrat, "actes/avenant_option/")).status_code == 403
    assert client.get("/gestion/versements/").status_code == 403
    constat = constats.annoncer(office.gestionnaire, contrat, 3, 1100, 1600, date(2027, 8, 1))
    client.post(f"/gestion/constats/{constat.pk}/contester/", {"motif": "Dix patients manquent."})
    assert relu(constat).etat == "conteste"
    agent = entre(office.gestionnaire)
    assert "Dix patients manquent." in dit(agent.get(_adresse(contrat)))
    assert "Constats contestés" in dit(agent.get("/gestion/"))
    agent.post(f"/gestion/constats/{constat.pk}/confirmer/", {"pmt": "1110", "pfa": "1600"})
    with scopes_disabled():
        assert Constat.objects.get().pmt == 1110
    assert autre.pk != office.medecin.pk


def test_un_constat_s_annonce_depuis_le_dossier(office: Bureau) -> None:
    contrat, client = office.contrat(), entre(office.gestionnaire)
    client.post(_adresse(contrat, "annoncer/"), {"annee": "3", "pmt": "1100", "pfa": "1600"})
    assert "1 100 patients médecin traitant" in dit(client.get(_adresse(contrat))).replace("\u202f", " ")
    assert "nombres de patients" in dit(client.post(_adresse(contrat, "annoncer/"), {"annee": "x"}, follow=True))


def test_qui_d_autre_a_le_dossier_ouvert_est_dit(office: Bureau) -> None:
    contrat = office.contrat()
    entre(office.auditeur).get(_adresse(contrat))
    page = dit(entre(office.gestionnaire).get(_adresse(contrat, "presence/")))
    assert office.auditeur.courriel in page
    assert office.gestionnaire.courriel not in page


@pytest.mark.parametrize("suite", ["", "presence/", "actes/avenant_option/", "annuler/signature/"])
def test_la_caisse_voisine_n_existe_pas(office: Bureau, suite: str) -> None:
    contrat, voisine = office.contrat(), bureau(office.administrateur, "312", 2)
    reponse = entre(voisine.gestionnaire).get(_adresse(contrat, suite))
    assert reponse.status_code == 404
    assert f">{contrat.numero}<" not in dit(entre(voisine.gestionnaire).get("/gestion/contrats/"))


def test_l_administrateur_tient_les_comptes_et_ne_voit_aucun_contrat(office: Bureau) -> None:
    contrat, client = office.contrat(), entre(office.administrateur)
    assert client.get("/gestion/")["Location"] == "/gestion/gens/"
    assert client.get(_adresse(contrat)).status_code == 404
    client.post("/gestion/gens/caisses/", {"code": "313", "nom": "Troisième"})
    page = dit(client.get("/gestion/gens/"))
    assert "Troisième (313)" in page
    fonction = office.gestionnaire.fonctions.get()
    client.post(f"/gestion/gens/fonctions/{fonction.pk}/finir/")
    assert relu(fonction).fin is not None
    assert entre(office.validateur).get("/gestion/gens/").status_code == 403


def test_un_medecin_s_ajoute_a_la_caisse_et_sa_cle_est_verifiee(office: Bureau) -> None:
    client = entre(office.gestionnaire)
    faux = client.post("/gestion/medecins/", {"rpps": "10001234560", "nom": "Faux", "specialite": "01"})
    assert faux.status_code == 400
    client.post("/gestion/medecins/", {"rpps": rpps(12), "nom": "Nouveau", "specialite": "01"})
    assert "Nouveau" in dit(client.get("/gestion/medecins/"))


def test_une_campagne_se_montre_puis_se_prend_entiere_et_deux_fois_ne_change_rien(
    office: Bureau, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "DONNEES", tmp_path)
    office.contrat("C1")
    client = entre(office.gestionnaire)

    def envoyer(texte: str, nom: str = "campagne.csv") -> str:
        return dit(client.post("/gestion/campagne/", {"fichier": SimpleUploadedFile(nom, texte.encode())}))

    faute = envoyer("contrat;rpps;annee;pmt;pfa\nC1;;3;1100;1600\nC9;;3;abc;1600\n")
    assert "rien ne sera importé" in faute
    assert "C9" in faute
    assert "un fichier CSV ou XLSX" in envoyer("x", "x.pdf")
    for nouvelles, deja in ((1, 0), (0, 1)):
        page = envoyer("contrat;rpps;annee;pmt;pfa\nC1;;3;1100;1600\n")
        assert f"{nouvelles} constats nouveaux, 0 qui en remplacent, {deja} déjà connus." in page
        depose = page.split('name="depose" value="')[1].split('"')[0]
        client.post("/gestion/campagne/", {"depose": depose, "etape": "importer"})
        with scopes_disabled():
            assert Constat.objects.count() == 1
    assert client.post("/gestion/campagne/", {"depose": "../../secret", "etape": "importer"}).status_code == 400
