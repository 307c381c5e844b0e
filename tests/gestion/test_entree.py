"""Qui entre : sur invitation seulement, avec plus qu'un mot de passe ; le simulateur public n'en sait rien."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.test import override_settings

from binome.gestion.codes import Role
from binome.gestion.modeles.comptes import Compte
from binome.gestion.services import comptes
from binome.moteur.erreurs import MoyenAbsent
from binome.web.gestion.entree import lien_d_invitation
from binome.web.gestion.intergiciels import DEPUIS, DUREE_MAXIMALE
from binome.web.gestion.reglages import fournisseurs
from tests.gestion.bureau import Bureau, relu
from tests.gestion.visites import dit, entre, second_facteur, visiteur
from tests.web.test_pages import PAGES

MOT = "quatre mots sans aucun rapport"
ENTREE = "/gestion/comptes/login/"


def _code(secret: str) -> str:
    compteur = next(iter(yield_hotp_counters_from_time()))
    code: str = format_hotp_value(hotp_value(secret, compteur))
    return code


def _avec_mot_de_passe(compte: Compte) -> None:
    compte.set_password(MOT)
    compte.save(update_fields=["password"])


@pytest.mark.parametrize("chemin", [*PAGES, "/sante"])
def test_le_simulateur_public_ne_pose_ni_ne_lit_aucun_cookie(chemin: str) -> None:
    client = visiteur(raise_request_exception=False)
    client.cookies["binome"] = "0" * 32
    reponse = client.get(chemin)
    assert not reponse.cookies
    assert "Cookie" not in reponse.get("Vary", "")
    assert not hasattr(reponse.wsgi_request, "session")


def test_la_gestion_ne_se_garde_ni_ne_s_ouvre_sans_entrer(office: Bureau) -> None:
    client = visiteur()
    reponse = client.get("/gestion/contrats/")
    assert reponse.status_code == 302
    assert reponse["Location"].startswith(ENTREE)
    page = client.get(ENTREE)
    cookie = page.cookies["binome"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/gestion/", True, "Lax")
    assert "no-store" in page["Cache-Control"]
    assert client.post("/").status_code == 405
    assert visiteur(enforce_csrf_checks=True).post(ENTREE, {"login": "a"}).status_code == 403


def test_personne_ne_s_inscrit_seul(office: Bureau) -> None:
    avant = Compte.objects.count()
    page = visiteur().post("/gestion/comptes/signup/", {"email": "moi@essai.test", "password1": MOT})
    assert Compte.objects.count() == avant
    assert 'name="password1"' not in dit(page)


def test_une_invitation_mene_au_mot_de_passe_puis_au_second_facteur(office: Bureau) -> None:
    admin = entre(office.administrateur)
    envoi = {"courriel": "Neuve@essai.test", "role": Role.GESTIONNAIRE.value, "caisse": office.caisse.pk}
    page = dit(admin.post("/gestion/gens/inviter/", envoi, follow=True))
    lien = re.search(r"http://127.0.0.1(/gestion/comptes/password/reset/key/[^<]+)", page)
    assert lien is not None
    assert lien[1] not in dit(admin.get("/gestion/gens/"))
    neuve = visiteur()
    formulaire = neuve.get(lien[1], follow=True)
    trop_court = neuve.post(formulaire.request["PATH_INFO"], {"password1": "court", "password2": "court"})
    assert trop_court.status_code == 200
    neuve.post(formulaire.request["PATH_INFO"], {"password1": MOT, "password2": MOT})
    assert 'name="password1"' not in dit(visiteur().get(lien[1], follow=True))
    neuve.post(ENTREE, {"login": "neuve@essai.test", "password": MOT})
    sans = neuve.get("/gestion/", follow=True)
    assert sans.request["PATH_INFO"] == "/gestion/comptes/2fa/"
    assert "Ajoutez un second facteur" in dit(sans)
    cle = second_facteur(Compte.objects.get(courriel="neuve@essai.test"))
    encore = visiteur()
    assert encore.post(ENTREE, {"login": "neuve@essai.test", "password": MOT})["Location"].endswith(
        "/2fa/authenticate/"
    )
    assert encore.get("/gestion/").status_code == 302
    encore.post("/gestion/comptes/2fa/authenticate/", {"code": _code(cle)})
    assert encore.get("/gestion/").status_code == 200


def test_le_secret_d_un_second_facteur_n_est_pas_en_clair_dans_la_base(office: Bureau) -> None:
    secret = second_facteur(office.gestionnaire)
    assert secret not in str(Authenticator.objects.get(user=office.gestionnaire).data)


def test_cinq_echecs_ferment_la_porte_pour_tous_les_processus(office: Bureau) -> None:
    _avec_mot_de_passe(office.gestionnaire)
    for _ in range(5):
        visiteur().post(ENTREE, {"login": office.gestionnaire.courriel, "password": "faux"})
    dernier = visiteur().post(ENTREE, {"login": office.gestionnaire.courriel, "password": MOT})
    assert dernier.status_code == 200
    assert "trop" in dit(dernier).lower()
    assert isinstance(cache._connections[cache._alias], DatabaseCache)


def test_un_depart_ferme_les_sessions_ouvertes(office: Bureau) -> None:
    gestionnaire, admin = entre(office.gestionnaire), entre(office.administrateur)
    assert gestionnaire.get("/gestion/").status_code == 200
    admin.post(f"/gestion/gens/{office.gestionnaire.pk}/partir/")
    assert not relu(office.gestionnaire).is_active
    assert gestionnaire.get("/gestion/").status_code == 302
    assert Session.objects.count() == 1


def test_une_session_finit_apres_une_journee(office: Bureau) -> None:
    client = entre(office.gestionnaire)
    client.get("/gestion/")
    session = client.session
    session[DEPUIS] -= DUREE_MAXIMALE + 1
    session.save()
    assert client.get("/gestion/")["Location"] == ENTREE
    assert client.get("/gestion/").status_code == 302


def test_une_page_laissee_ouverte_ne_garde_pas_la_session(office: Bureau) -> None:
    client, contrat = entre(office.gestionnaire), office.contrat()
    dossier = f"/gestion/contrats/{contrat.pk}/"
    client.get(dossier)
    fin = Session.objects.get().expire_date
    seule = client.get(f"{dossier}presence/", headers={"HX-Request": "true"})
    assert (seule.status_code, Session.objects.get().expire_date) == (200, fin)
    client.get(dossier)
    assert Session.objects.get().expire_date > fin


def test_une_fonction_finie_ferme_les_pages_a_la_demande_suivante(office: Bureau) -> None:
    client = entre(office.gestionnaire)
    assert client.get("/gestion/contrats/").status_code == 200
    comptes.finir(office.administrateur, office.gestionnaire.fonctions.get())
    assert client.get("/gestion/contrats/").status_code == 403


@pytest.fixture
def fournisseur() -> Iterator[str]:
    """A provider of identities, of OpenID Connect."""
    mock = pytest.importorskip("oidc_provider_mock", reason="oidc-provider-mock is a development tool")
    with mock.run_server_in_thread(port=0) as serveur:
        yield f"http://localhost:{serveur.server_port}"


def _par_fournisseur(adresse: str, qui: str) -> Any:
    import requests

    ecrit = f'[{{"id": "essai", "nom": "Essai", "client": "c", "secret": "s", "serveur": "{adresse}"}}]'
    with override_settings(SOCIALACCOUNT_PROVIDERS=fournisseurs(ecrit)):
        requests.put(
            f"{adresse}/users/{qui}", json={"email": qui, "email_verified": True}, timeout=5
        ).raise_for_status()
        client = visiteur()
        assert "Essai" in dit(client.get(ENTREE))
        depart = client.post("/gestion/comptes/oidc/essai/login/")
        accord = requests.post(depart["Location"], data={"sub": qui}, allow_redirects=False, timeout=5)
        retour = accord.headers["Location"].split("127.0.0.1", 1)[1]
        return client, client.get(retour)


@pytest.mark.filterwarnings("ignore:get_jwt_config", "ignore:authlib.jose")  # of the provider, in its own thread
def test_un_fournisseur_d_identite_fait_entrer_qui_est_invite(office: Bureau, fournisseur: str) -> None:
    client, reponse = _par_fournisseur(fournisseur, office.gestionnaire.courriel)
    assert reponse["Location"] == "/gestion/"
    assert client.get("/gestion/").status_code == 200


@pytest.mark.filterwarnings("ignore:get_jwt_config", "ignore:authlib.jose")  # of the provider, in its own thread
def test_un_fournisseur_n_ouvre_aucun_compte(office: Bureau, fournisseur: str) -> None:
    avant = Compte.objects.count()
    client, reponse = _par_fournisseur(fournisseur, "inconnu@essai.test")
    assert reponse.status_code == 403
    assert "personne ne vous a invité" in dit(reponse)
    assert client.get("/gestion/").status_code == 302
    assert Compte.objects.count() == avant


@pytest.mark.parametrize("ecrit", ["{", "{}", '[{"id": "a"}]', "[3]"])
def test_un_fournisseur_mal_ecrit_se_refuse_au_demarrage(ecrit: str) -> None:
    with pytest.raises(MoyenAbsent, match="BINOME_OIDC"):
        fournisseurs(ecrit)


def test_le_lien_d_invitation_est_celui_du_compte(office: Bureau) -> None:
    assert lien_d_invitation(office.gestionnaire) != lien_d_invitation(office.validateur)
