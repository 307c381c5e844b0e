"""Write `docs/vitesse.md` and its chart from the last measures kept in `bench/resultats`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

RACINE: Final = Path(__file__).parents[2]
RESULTATS: Final = RACINE / "bench" / "resultats" / "charge_w.json"


def _nombre(valeur: float, decimales: int = 1) -> str:
    return f"{valeur:,.{decimales}f}".replace(",", "\u202f").replace(".", ",")


def page(mesures: dict[str, Any]) -> str:
    """Return the page, in French."""
    par_pair = {ligne["pair"]: ligne for ligne in mesures["debits"]}
    binome = par_pair["binome_"]["debit"]
    machine = mesures["machine"]
    lignes = [
        "<!-- Page écrite par bench/charge_w/page.py à partir de bench/resultats : ne pas la modifier à la main. -->",
        "",
        "# La vitesse, mesurée à côté des autres",
        "",
        f"Machine : {machine['processeur']}, {machine['coeurs']} cœurs, {machine['systeme']}, Python {machine['python']}. "
        "Une machine partagée : seuls les rapports d'un même passage comptent. `make bench` refait la mesure.",
        "",
        "## Charge W : une année de contrat par ligne, en entiers exacts",
        "",
        "Les mêmes règles simplifiées pour tous, leurs résultats vérifiés égaux avant de mesurer, colonnes de sortie "
        "allouées à chaque calcul, médianes.",
        "",
        "| moteur | version | lignes | millions de lignes/s | Binôme, en multiple |",
        "|---|---|---:|---:|---:|",
    ]
    for ligne in sorted(mesures["debits"], key=lambda une: -une["debit"]):
        lignes.append(
            f"| {ligne['nom']} | {ligne['version']} | {_nombre(ligne['lignes'], 0)} | {_nombre(ligne['debit'])} "
            f"({_nombre(ligne['debit_bas'])} à {_nombre(ligne['debit_haut'])}) | {_nombre(binome / ligne['debit'], 2)} |"
        )
    lignes += ["", "![Débits des moteurs, échelle logarithmique](vitesse.svg)", "", "## Selon le nombre de lignes", ""]
    lignes += ["| lignes | secondes | millions de lignes/s |", "|---:|---:|---:|"]
    for t in mesures["tailles"]:
        lignes.append(f"| {_nombre(t['lignes'], 0)} | {_nombre(t['secondes'], 4)} | {_nombre(t['debit'])} |")
    lignes += [
        "",
        "## De Parquet à Parquet",
        "",
        "Lu, calculé et écrit par les deux cœurs, un processus neuf à chaque fois, même compression.",
        "",
        "| lignes | Binôme, millions/s | Polars, millions/s | rapport | pic de mémoire de Binôme, Mo | de Polars, Mo | "
        "sortie de Binôme, Mo | de Polars, Mo |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for p in mesures["parquet"]:
        lignes.append(
            f"| {_nombre(p['lignes'], 0)} | {_nombre(p['binome_debit'])} | {_nombre(p['polars_debit'])} | "
            f"{_nombre(p['binome_debit'] / p['polars_debit'], 2)} | {_nombre(p['binome_pic_mo'], 0)} | "
            f"{_nombre(p['polars_pic_mo'], 0)} | {_nombre(p['binome_sortie_mo'], 0)} | {_nombre(p['polars_sortie_mo'], 0)} |"
        )
    destins = mesures["destins"]
    lignes += [
        "",
        "## Le vrai droit",
        "",
        f"- Première réponse d'un processus neuf, noyaux déjà sur le disque : {_nombre(mesures['premiere_reponse'], 2)} s.",
        f"- {_nombre(destins['medecins'], 0)} médecins, cinq années, {_nombre(destins['tirages'], 0)} destins chacun, tous "
        f"signataires : {_nombre(destins['secondes'])} s.",
        "",
    ]
    return "\n".join(lignes)


def graphique(mesures: dict[str, Any]) -> str:
    """Return the chart of rates."""
    import altair as alt

    from binome.rapports.nation.dessin import COULEURS, VERT, en_svg

    donnees: Any = alt.InlineData(values=mesures["debits"])
    ordre = [ligne["nom"] for ligne in sorted(mesures["debits"], key=lambda une: -une["debit"])]
    barres = (
        alt.Chart(donnees)
        .mark_bar()
        .encode(
            y=alt.Y("nom:N", title=None, sort=ordre),
            x=alt.X(
                "debit:Q", title="Millions de lignes par seconde (échelle logarithmique)", scale=alt.Scale(type="log")
            ),
            x2=alt.datum(0.1),
            color=alt.condition("datum.pair == 'binome_'", alt.value(VERT), alt.value(COULEURS[-1])),
        )
    )
    return en_svg(barres.properties(width=480, height=26 * len(ordre)))


if __name__ == "__main__":
    lues = json.loads(RESULTATS.read_text("utf-8"))
    (RACINE / "docs" / "vitesse.md").write_text(page(lues), "utf-8")
    (RACINE / "docs" / "vitesse.svg").write_text(graphique(lues), "utf-8")
