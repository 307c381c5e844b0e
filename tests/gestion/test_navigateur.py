"""Dans un vrai navigateur, un essai par rôle : au clavier, avec axe, en clair et en sombre, à 375 pixels ; une clé d'accès."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from django_scopes import scopes_disabled

from binome.gestion.codes import EtatDuVersement, Role
from binome.gestion.modeles.contrats import Acte
from binome.gestion.modeles.paiements import Versement
from binome.gestion.services import caisses, constats
from binome.gestion.services.actualisation import actualiser_tout
from tests.gestion.bureau import Bureau, compte, relu
from tests.gestion.visites import entre, visiteur
from tests.web.test_navigateur import navigateur

__all__ = ["navigateur"]

pytestmark = pytest.mark.parametrize("base", ["sqlite"], indirect=True)
MOT = "quatre mots sans aucun rapport"


@pytest.fixture(scope="module", autouse=True)
def _le_navigateur_tient_une_boucle() -> Iterator[None]:
    """Let the database be asked from the thread whose loop is the browser's."""
    with pytest.MonkeyPatch.context() as environnement:
        environnement.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def site() -> Iterator[str]:
    from waitress.server import create_server

    from binome.web.wsgi import application

    serveur = create_server(application, host="127.0.0.1", port=0, threads=4)

    def servir() -> None:
        with suppress(OSError, ValueError):  # the socket is closed under it when the test is over
            serveur.run()

    threading.Thread(target=servir, daemon=True).start()
    yield f"http://localhost:{serveur.effective_port}"
    serveur.close()


def _page(navigateur: Any, client: Any, **options: Any) -> Any:
    contexte = navigateur.new_context(**options)
    biscuit = client.cookies["binome"].value
    contexte.add_cookies([{"name": "binome", "value": biscuit, "domain": "localhost", "path": "/gestion/"}])
    return contexte.new_page()


def _sans_faute(page: Any, adresse: str) -> None:
    page.goto(adresse)
    fautes = Axe().run(page).response["violations"]
    assert [(une["id"], [noeud["html"][:160] for noeud in une["nodes"]]) for une in fautes] == [], adresse
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{adresse} déborde"


def _au_clavier(page: Any, texte: str) -> None:
    """Reach by the keyboard what says something, and press it."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if texte in page.evaluate("document.activeElement.innerText || ''"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"« {texte} » ne s'atteint pas au clavier")


def _adresses(site: str, contrat: int) -> list[str]:
    dossier = f"{site}/gestion/contrats/{contrat}/"
    autres = ("", "contrats/", "contrats/ouvrir/", "versements/", "medecins/", "campagne/", "comptes/2fa/")
    return [dossier, f"{dossier}actes/avenant_option/", f"{dossier}annuler/signature/"] + [
        f"{site}/gestion/{une}" for une in autres
    ]


def test_la_journee_d_un_gestionnaire_puis_d_un_validateur(office: Bureau, site: str, navigateur: Any) -> None:
    contrat = office.contrat()
    constats.annoncer(office.gestionnaire, contrat, 3, 1100, 1600, timezone.localdate())
    actualiser_tout(timezone.localdate())
    agent = entre(office.gestionnaire)
    large, etroite = {"width": 1100, "height": 800}, {"width": 375, "height": 700}
    page = _page(navigateur, agent, viewport=large)
    page.goto(f"{site}/gestion/contrats/{contrat.pk}/")
    _au_clavier(page, "Proposer ce qui est à verser")
    assert "L'échéancier est proposé au paiement." in page.inner_text("main")
    page.goto(f"{site}/gestion/contrats/{contrat.pk}/actes/avenant_option/")
    page.fill("#id_effectif_le", "2025-09-01")
    page.select_option("#id_option_etp", "0.5")
    _au_clavier(page, "Montrer ce que cela change")
    assert "L'échéancier, avant et après" in page.inner_text("main")
    _au_clavier(page, "Enregistrer cet acte")
    with scopes_disabled():
        assert Acte.objects.count() == 2
    for fenetre, couleur in ((large, "light"), (etroite, "dark")):
        autre = _page(navigateur, agent, viewport=fenetre, color_scheme=couleur)
        for adresse in _adresses(site, contrat.pk):
            _sans_faute(autre, adresse)
    valideur = _page(navigateur, entre(office.validateur), viewport=etroite)
    _sans_faute(valideur, f"{site}/gestion/versements/")
    with scopes_disabled():
        assert set(Versement.objects.values_list("etat", flat=True)) == {EtatDuVersement.PROPOSE.value}


def test_un_medecin_conteste_et_un_administrateur_tient_les_comptes(office: Bureau, site: str, navigateur: Any) -> None:
    contrat = office.contrat()
    constat = constats.annoncer(office.gestionnaire, contrat, 3, 1100, 1600, timezone.localdate())
    moi = compte(office.administrateur, "docteur@essai.test", Role.MEDECIN)
    caisses.modifier_un_medecin(office.gestionnaire, office.medecin, compte=moi)
    page = _page(navigateur, entre(moi), viewport={"width": 375, "height": 700})
    for suite in ("", "contrats/", f"contrats/{contrat.pk}/"):
        _sans_faute(page, f"{site}/gestion/{suite}")
    page.click("summary:has-text('Contester')")
    page.fill("textarea[name=motif]", "Dix patients manquent.")
    with page.expect_navigation():
        page.click("text=Transmettre la contestation")
    assert relu(constat).etat == "conteste"
    _sans_faute(_page(navigateur, entre(office.administrateur)), f"{site}/gestion/gens/")
    _sans_faute(navigateur.new_context().new_page(), f"{site}/gestion/comptes/login/")


def test_une_cle_d_acces_s_ajoute_puis_fait_entrer(office: Bureau, site: str, navigateur: Any) -> None:
    office.gestionnaire.set_password(MOT)
    office.gestionnaire.save(update_fields=["password"])
    client = visiteur()
    client.post("/gestion/comptes/login/", {"login": office.gestionnaire.courriel, "password": MOT})
    page = _page(navigateur, client)
    outils = page.context.new_cdp_session(page)
    outils.send("WebAuthn.enable")
    cle = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    simule = {**cle, "isUserVerified": True, "automaticPresenceSimulation": True}
    outils.send("WebAuthn.addVirtualAuthenticator", {"options": simule})
    page.goto(f"{site}/gestion/comptes/2fa/webauthn/add/")
    if page.locator("input[name=password]").count():
        page.fill("input[name=password]", MOT)
        page.click("main form button.btn-primary")
    page.fill("input[name=name]", "Ma clé")
    if page.locator("input[name=passwordless]").count():
        page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/2fa/**")
    page.wait_for_timeout(500)
    page.context.clear_cookies()
    page.goto(f"{site}/gestion/comptes/login/")
    page.click("#passkey_login")
    page.wait_for_url(f"{site}/gestion/")
    assert "Aujourd'hui" in page.inner_text("h1")
