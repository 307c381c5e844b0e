from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from binome.moteur.erreurs import DroitAbsent, ErreurDeDroit
from binome.moteur.parametres import lire_parametres
from tests.moteur.loi_jouet import AXES, TABLE


def _version(depuis: str, **reste: Any) -> dict[str, Any]:
    return {
        "depuis": date.fromisoformat(depuis),
        "source": "coutume §1",
        "grade": "A",
        "verifie_le": date(2026, 1, 1),
        **({} if "lignes" in reste else {"valeur": 3}),
        **reste,
    }


def _parametre(*versions: dict[str, Any]) -> dict[str, Any]:
    return {"pommes": {"titre": "Pommes dues", "unite": "pommes", "selon": "recolte", "versions": list(versions)}}


def test_les_versions_se_suivent_en_intervalles_semi_ouverts() -> None:
    pommes = lire_parametres("verger", _parametre(_version("2024-01-01", valeur=5), _version("2020-01-01")), AXES)[
        "pommes"
    ]
    assert pommes.au(date(2023, 12, 31)).valeur == 3
    assert pommes.au(date(2024, 1, 1)).valeur == 5
    assert pommes.versions[0].jusque == date(2024, 1, 1)
    assert pommes.versions[1].jusque is None


def test_un_trou_est_refuse_en_mots() -> None:
    pommes = lire_parametres("verger", _parametre(_version("2020-01-01", jusque=date(2021, 1, 1))), AXES)["pommes"]
    assert pommes.au(date(2020, 12, 31)).valeur == 3
    for jour in (date(2019, 12, 31), date(2021, 1, 1)):
        with pytest.raises(DroitAbsent, match="« Pommes dues » : aucune valeur connue au"):
            pommes.au(jour)


@pytest.mark.parametrize(
    ("versions", "phrase"),
    [
        ([_version("2020-01-01"), _version("2020-01-01")], "se chevauchent au 01/01/2020"),
        ([_version("2020-01-01", jusque=date(2022, 1, 1)), _version("2021-01-01")], "se chevauchent au 01/01/2021"),
        ([_version("2020-01-01", jusque=date(2020, 1, 1))], "finit avant de commencer"),
        ([_version("2020-01-01", valeur=0.5)], "ni un entier"),
        ([_version("2020-01-01", valeur=True)], "ni un entier"),
        ([_version("2020-01-01", valeur="un demi")], "n'est pas une fraction"),
        ([_version("2020-01-01", valeur="1/0")], "n'est pas une fraction"),
        ([_version("2020-01-01", source="coutume")], "doit s'écrire « texte §section »"),
        ([_version("2020-01-01", grade="E")], "Le grade « E »"),
        ([{"depuis": date(2020, 1, 1)}], "le champ 'valeur' manque"),
    ],
)
def test_un_parametre_faux_est_refuse(versions: list[dict[str, Any]], phrase: str) -> None:
    with pytest.raises(ErreurDeDroit) as refus:
        lire_parametres("verger", _parametre(*versions), AXES)
    assert phrase in str(refus.value)


def test_une_fraction_est_exacte_et_reduite() -> None:
    lu = lire_parametres("verger", _parametre(_version("2020-01-01", valeur="38/40")), AXES)["pommes"]
    assert lu.versions[0].valeur == (19, 20)
    assert lu.versions[0].imprimee == "38/40"


def test_une_table_datee_garde_ce_qui_est_imprime() -> None:
    definition = {**_parametre(_version("2020-01-01", lignes=TABLE["lignes"]))["pommes"], **TABLE}
    del definition["lignes"]
    lu = lire_parametres("verger", {"pommes": definition}, AXES)["pommes"]
    assert lu.versions[0].valeur == ((0, 0), (0, 1), (1, 2))
    assert lu.versions[0].imprimee[0] == ["taille", "pluie", "soleil"]
