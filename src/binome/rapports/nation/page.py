"""The report as one HTML page that needs nothing else."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

from binome.langue.tableau import Colonne
from binome.rapports.nation.dessin import adresse
from binome.rapports.nation.rapport import Rapport
from binome.rapports.nation.sections import Partie, Section

_PARTIES: Final = {Partie.REPONSE: "", Partie.DETAIL: "Dans le détail", Partie.METHODE: "Comment c'est calculé"}


def en_html(rapport: Rapport) -> str:
    """Return the page: what the reforms change, then the details, then the method; a table without a chart is open."""
    corps = ["<header><p class='b'>Binôme, calcul national</p>"]
    corps += [f"<h1>{escape(effet)}</h1>" for effet in rapport.effets or [rapport.reference]]
    corps += [f"<p class='r'>{escape(rapport.reference)}</p>"] if rapport.effets else []
    corps.append("<p class='m'><a href='#limites'>Ce que ce calcul ne dit pas</a></p></header>")
    for partie, titre in _PARTIES.items():
        corps += [f"<h2 class='p'>{escape(titre)}</h2>"] if titre else []
        corps += [_section(section, rapport) for section in rapport.sections if section.partie is partie]
    corps.append(f"<p class='m'>{escape(rapport.mentions)}</p>")
    style = Path(__file__).with_suffix(".css").read_text("utf-8")
    return (
        "<!doctype html><html lang='fr'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'><title>Binôme, calcul national</title>"
        f"<style>{style}</style></head><body><main>{''.join(corps)}</main></body></html>"
    )


def _section(section: Section, rapport: Rapport) -> str:
    sujet = f"<p class='s'>{escape(section.sujet)}</p>" if section.sujet else ""
    titre = f"<section id='{section.cle}'>{sujet}<h3>{escape(section.titre)}</h3>"
    if section.est_une_liste:
        return f"{titre}<ul>{''.join(f'<li>{escape(ligne[0])}</li>' for ligne in section.lignes)}</ul></section>"
    texte = f"<p>{escape(section.texte)}</p>" if section.texte else ""
    if (svg := rapport.dessins.get(section.cle)) is None:
        return f"{titre}{texte}{_table(section)}</section>"
    nom = escape(section.sujet or section.titre, quote=True)
    etroit = adresse(rapport.dessins_etroits[section.cle])
    image = (
        f"<picture><source media='(max-width:40rem)' srcset='{etroit}'>"
        f"<img src='{adresse(svg)}' alt='{nom} : chiffres dans le tableau'></picture>"
        f"<p class='m'>{escape(rapport.source)}</p>"
    )
    return f"{titre}{image}{texte}<details><summary>Le tableau</summary>{_table(section)}</details></section>"


def _table(section: Section) -> str:
    tete = "".join(f"<th scope='col'{'' if c.en_mots else ' class=n'}>{escape(c.titre)}</th>" for c in section.colonnes)
    lignes = "".join("<tr>" + "".join(map(_case, section.colonnes, ligne)) + "</tr>" for ligne in section.lignes)
    cadre = (
        f"<div class='t' tabindex='0' role='region' aria-label='{escape(section.sujet or section.titre, quote=True)}'>"
    )
    return f"{cadre}<table><thead><tr>{tete}</tr></thead><tbody>{lignes}</tbody></table></div>"


def _case(colonne: Colonne, case: str) -> str:
    classe = "" if colonne.en_mots else " class='n'"
    return f"<td{classe}>{escape(case)}</td>"
