"""Un second calcul, indépendant : modele-social (Urssaf), exécuté ici quand npm sait l'installer ; jamais requis.

Ce qui n'est pas dans modele-social est retiré avant de comparer : la prévoyance et la formation de la convention
collective, la taxe sur les salaires (il n'a ni franchise ni décote). Il ne connaît que 2026, et le SMIC de juin 2026
pour la réduction. Il n'arrondit ni le coefficient du mois ni les cotisations au centime.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from binome.economie.cout.lignes import LigneDeCout
from tests.economie.outils import annee_type

PAQUETS = ("modele-social@11.1.0", "publicodes@1.10.3")
HORS_MODELE = (LigneDeCout.PREVOYANCE, LigneDeCout.FORMATION_CONVENTIONNELLE, LigneDeCout.TAXE_SUR_LES_SALAIRES)
HEURES = (Fraction(35), Fraction(28), Fraction(24), Fraction(35, 2), Fraction(12))
DATES = {"01/03/2026": date(2026, 3, 1), "01/07/2026": date(2026, 7, 1)}
SALAIRES = range(186_800, 400_500, 8_761)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("modele-social n'est pas comparé : ni npm ni node sur cette machine")
    ici = tmp_path_factory.mktemp("modele_social")
    commande = ["npm", "install", "--prefix", str(ici), "--no-audit", "--no-fund", "--fetch-retries=0", *PAQUETS]
    try:
        subprocess.run(commande, check=True, capture_output=True, timeout=120)
    except (subprocess.SubprocessError, OSError):
        pytest.skip("modele-social n'est pas comparé : npm ne l'installe pas ici")
    shutil.copy(Path(__file__).with_name("modele_social.mjs"), ici / "executer.mjs")
    return ici


def test_deux_cents_salaires_coutent_le_meme_mois_a_un_euro_pres(dossier: Path) -> None:
    cas = [(brut, heures, jour) for brut, heures, jour in product(SALAIRES, HEURES, DATES)]
    demandes = [
        {"brut": f"{_part(brut, heures) / 100:.2f}", "heures": f"{float(heures):g}", "date": jour}
        for brut, heures, jour in cas
    ]
    fini = subprocess.run(
        ["node", "executer.mjs"],
        cwd=dossier,
        input=json.dumps(demandes),
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    couts = json.loads(fini.stdout, parse_float=Decimal, parse_int=Decimal)
    assert len(couts) == len(cas) >= 200
    ecarts = {
        (brut, str(heures), jour): abs(_le_notre(brut, heures, DATES[jour]) - cout)
        for (brut, heures, jour), cout in zip(cas, couts, strict=True)
    }
    assert max(ecarts.values()) <= 1, max(ecarts.items(), key=lambda paire: paire[1])


def _part(brut: int, heures: Fraction) -> int:
    return int((brut * heures / 35 * 2 + 1) // 2)


def _le_notre(brut: int, heures: Fraction, jour: date) -> Decimal:
    projet = {
        "salaire_brut": f"{brut / 100:.2f}",
        "taux_at_mp": "2.08 %",
        "mutuelle": 20,
        "lectures_du_cout": {"smic_de_la_reduction": "suivi"},
    }
    registre = annee_type(projet, heures / 35, jour)
    comptees = [ligne for ligne in LigneDeCout if ligne not in HORS_MODELE]
    return Decimal(sum(mois[ligne] for mois in registre.par_mois for ligne in comptees)).scaleb(-2) / 12
