"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

from html import escape
from pathlib import Path

from binome.rapports.nation.rapport import Rapport
from binome.rapports.nation.sections import Section


def en_html(rapport: Rapport) -> str:
    """Return the page: limits and assumptions, then figures; a table without a chart is open."""
    dessins = rapport.dessins
    corps = [f"<h1>Binôme, calcul national</h1><p class='r'>{escape(rapport.resume)}</p>"]
    corps += [_section(section, None) for section in rapport.en_tete]
    corps += [_section(section, dessins.get(section.cle)) for section in rapport.sections]
    corps.append(f"<p class='m'>{escape(rapport.mentions)}</p>")
    style = Path(__file__).with_suffix(".css").read_text("utf-8")
    return (
        "<!doctype html><html lang='fr'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'><title>Binôme, calcul national</title>"
        f"<style>{style}</style></head><body><main>{''.join(corps)}</main></body></html>"
    )


def _section(section: Section, svg: str | None) -> str:
    titre = f"<h2>{escape(section.titre)}</h2>"
    if section.est_une_liste:
        return f"{titre}<ul>{''.join(f'<li>{escape(ligne[0])}</li>' for ligne in section.lignes)}</ul>"
    texte = f"<p>{escape(section.texte)}</p>" if section.texte else ""
    if svg is None:
        return f"{titre}{texte}{_table(section)}"
    nom = escape(section.titre, quote=True)
    image = f"<div class='g' role='img' aria-label='{nom} : chiffres dans le tableau'>{svg}</div>"
    return f"{titre}{texte}{image}<details><summary>Le tableau</summary>{_table(section)}</details>"


def _table(section: Section) -> str:
    tete = "".join(f"<th scope='col'>{escape(colonne.titre)}</th>" for colonne in section.colonnes)
    lignes = "".join(
        "<tr>" + "".join(f"<td>{escape(case)}</td>" for case in ligne) + "</tr>" for ligne in section.lignes
    )
    cadre = f"<div class='t' tabindex='0' role='region' aria-label='{escape(section.titre, quote=True)}'>"
    return f"{cadre}<table><thead><tr>{tete}</tr></thead><tbody>{lignes}</tbody></table></div>"
