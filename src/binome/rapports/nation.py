"""The report of a projection: assumptions and limits first, then figures, as one HTML page, one PDF or a workbook."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final

from binome.droit.catalogue import catalogue
from binome.langue.ecriture import en_date, en_pourcent, en_texte, nombre
from binome.moteur.erreurs import ErreurDeSaisie
from binome.nation.projection import Projection
from binome.nation.resultats import (
    DIMENSIONS,
    LIMITES,
    Ligne,
    comparaison,
    cout_par_patient,
    distribution,
    ecarts_aux_objectifs,
    gagnants,
    les_hypotheses,
    par_annee,
    par_dimension,
    prix_des_lectures,
    tableaux,
    validation,
)
from binome.rapports import graphiques

_ICI: Final = Path(__file__).parent
_EUROS: Final = frozenset(
    {
        "cout",
        "cout_bas",
        "cout_haut",
        "ecart_de_cout",
        "cout_par_contrat_et_an",
        "gain",
        "perte",
        "solde",
        "montant_annuel_moyen",
    }
)
TITRES: Final = {
    "loi": "Loi",
    "eligibles": "Éligibles",
    "contrats": "Contrats",
    "cout": "Coût",
    "cout_bas": "5 % au-dessous de",
    "cout_haut": "5 % au-dessus de",
    "ecart_de_cout": "Écart",
    "part_integrale": "Intégrale",
    "part_prorata": "Prorata",
    "part_nulle": "0 €",
    "part_inconnue": "Inconnue",
    "annee": "Année",
    "patients_pmt": "Patients MT",
    "patients_pmt_sans_contrat": "dont tendance",
    "patients_pfa": "File active",
    "patients_pfa_sans_contrat": "dont tendance",
    "manques_de_peu": "Manqués de 10 patients ou moins",
    "groupe": "Groupe",
    "medecins": "Médecins",
    "cout_par_contrat_et_an": "Par contrat et par an",
    "gagnants": "Gagnants",
    "perdants": "Perdants",
    "inchanges": "Inchangés",
    "incomparables": "Incomparables",
    "sans_contrat": "Sans contrat",
    "gain": "Gains",
    "perte": "Pertes",
    "solde": "Solde",
    "lecture": "Lecture",
    "choix": "Choix",
    "question": "Question",
    "reponse": "Réponse",
    "annees_inconnues": "Années devenues inconnues",
    "titre": "Hypothèse",
    "valeur": "Valeur",
    "source": "Source",
    "supposee": "Supposée",
    "chiffre": "Chiffre publié",
    "publie": "Publié",
    "simule": "Simulé",
    "decile": "Décile",
    "montant_annuel_moyen": "Montant annuel moyen",
    "patientele": "Patientèle",
    "compares": "Comparés",
    "patients": "Patients gagnés",
    "ecart": "Écart à l'objectif",
    "annees_de_contrat": "Années de contrat",
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: its title, what it says in words, its chart if any, its table."""

    titre: str
    texte: str
    svg: str | None
    colonnes: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]


def cellule(colonne: str, valeur: Any) -> str:
    """Return a cell as a person reads it; nothing known is « inconnu »."""
    if valeur is None:
        return "—"
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    if isinstance(valeur, Decimal):
        return en_pourcent(Fraction(valeur))
    if colonne in _EUROS:
        return en_texte(Decimal(valeur))
    return nombre(valeur) if isinstance(valeur, int) else str(valeur)


def _section(titre: str, texte: str, svg: str | None, lignes: list[Ligne], *colonnes: str) -> Section:
    return Section(
        titre,
        texte,
        svg,
        tuple(TITRES.get(nom, nom) for nom in colonnes),
        tuple(tuple(cellule(nom, ligne[nom]) for nom in colonnes) for ligne in lignes),
    )


_TEXTES_DES_GROUPES: Final = {
    "specialite": "Droit en vigueur, cinq années. * : seul P30 est publié, la courbe est empruntée aux généralistes.",
    "zone": "Droit en vigueur, cinq années. Aucun lien n'est supposé entre la zone et la patientèle.",
}
_ISSUES: Final = ("part_integrale", "part_prorata", "part_nulle", "part_inconnue")


def sections(projection: Projection) -> list[Section]:
    """Return the parts of the report, in order; assumptions and limits come first, from `en_tete`."""
    reference = projection.reference
    lois = [{**ligne, "ecart_de_cout": ligne["ecart"]} for ligne in comparaison(projection)]
    rendues = [
        _section(
            "Ce que coûte une promotion de contrats, loi par loi",
            "Cinq années de contrats signés le même jour. Les traits noirs vont du 5e au 95e centile des tirages.",
            graphiques.couts(projection),
            lois,
            "loi",
            "eligibles",
            "contrats",
            "cout",
            "cout_bas",
            "cout_haut",
            "ecart_de_cout",
            *_ISSUES,
        ),
        _section(
            "Année par année, droit en vigueur",
            "Patients gagnés depuis la signature ; « dont tendance » est ce que les témoins ont connu sans contrat.",
            graphiques.issues(projection),
            par_annee(projection, reference),
            "annee",
            "contrats",
            "cout",
            "cout_bas",
            "cout_haut",
            *_ISSUES,
            "manques_de_peu",
            "patients_pmt",
            "patients_pmt_sans_contrat",
            "patients_pfa",
            "patients_pfa_sans_contrat",
        ),
        _section(
            "Ce que coûte un patient gagné",
            "Coût des cinq années rapporté aux patients de plus à la fin.",
            None,
            cout_par_patient(projection, reference),
            "patientele",
            "compares",
            "patients",
            "cout",
        ),
        _section(
            "Les seuils au patient près",
            "À combien de patients de l'objectif tombent les comptes, à partir de la troisième année (les écarts de "
            "plus de 190 patients ne sont pas dessinés). Personne n'ajuste son activité au seuil dans ce calcul.",
            graphiques.ecarts(projection),
            ecarts_aux_objectifs(projection, reference),
            "patientele",
            "ecart",
            "annees_de_contrat",
        ),
        _section(
            "Ce que reçoit un contrat",
            "Montant annuel moyen, de décile en décile.",
            None,
            distribution(projection, reference),
            "decile",
            "montant_annuel_moyen",
        ),
    ]
    for dimension, titre in DIMENSIONS.items():
        lignes = par_dimension(projection, reference, dimension)
        if len(lignes) > 1:
            rendues.append(
                _section(
                    f"Par {titre[0].lower()}{titre[1:]}",
                    _TEXTES_DES_GROUPES.get(dimension, "Droit en vigueur, cinq années."),
                    graphiques.par_groupe(projection, dimension),
                    lignes,
                    "groupe",
                    "medecins",
                    "eligibles",
                    "contrats",
                    "cout",
                    "cout_par_contrat_et_an",
                    *_ISSUES,
                )
            )
    if projection.reformes:
        lignes = [{"loi": u.reforme.titre, **gagnants(projection, u)[0]} for u in projection.reformes]
        rendues.append(
            _section(
                "Gagnants et perdants",
                "Chaque médecin qui signe dans un tirage au moins est comparé à lui-même, avec les mêmes destins, en "
                "moyenne des tirages. « Incomparables » : le montant est inconnu sous l'une des deux lois.",
                graphiques.gagnants_et_perdants(projection),
                lignes,
                "loi",
                "gagnants",
                "perdants",
                "inchanges",
                "incomparables",
                "sans_contrat",
                "gain",
                "perte",
                "solde",
            )
        )
    prix = prix_des_lectures(projection)
    if prix:
        rendues.append(
            _section(
                "Le prix de chaque lecture des textes",
                "Ce que coûterait l'autre lecture pour la nation, en cinq ans. Une baisse qui vient d'années devenues "
                "inconnues n'est pas une économie.",
                graphiques.lectures(projection),
                prix,
                "lecture",
                "choix",
                "eligibles",
                "contrats",
                "cout",
                "annees_inconnues",
                "question",
                "reponse",
            )
        )
    return rendues


def en_tete(projection: Projection) -> list[Section]:
    """Return what must be read before any figure: limits, assumptions, checks against published figures."""
    return [
        _section("Ce que ce calcul ne dit pas", "", None, [{"titre": limite} for limite in LIMITES], "titre"),
        _section(
            "Hypothèses",
            "Une hypothèse supposée n'est fixée par aucun chiffre publié.",
            None,
            les_hypotheses(projection),
            "titre",
            "valeur",
            "source",
            "supposee",
        ),
        _section(
            "Contrôles",
            "Chiffres publiés que le calage n'utilise pas, et ce que le calcul en donne.",
            None,
            validation(projection),
            "chiffre",
            "publie",
            "simule",
        ),
    ]


def resume(projection: Projection) -> str:
    """Return the answer in one sentence."""
    ligne = comparaison(projection)[0]
    return (
        f"{nombre(ligne['contrats'])} contrats signés le {en_date(projection.population.jour)} coûteraient "
        f"{_millions(ligne['cout'])} en cinq ans (de {nombre(round(ligne['cout_bas'] / 10**6))} à "
        f"{_millions(ligne['cout_haut'])}) ; une année de contrat sur "
        f"{round(1 / ligne['part_nulle']) if ligne['part_nulle'] else '∞'} serait payée 0 €."
    )


def _millions(euros: int) -> str:
    return f"{nombre(round(euros / 10**6))} millions d'euros"


def mentions(projection: Projection) -> str:
    """Return what made these figures, so that anyone can make them again."""
    population = projection.population
    return (
        f"Droit {catalogue().version} ; {nombre(len(population.matrice))} médecins, {projection.tirages} tirages, "
        f"graine {projection.graine}. Établi le {en_date(date.today())}."  # noqa: DTZ011  (a date on a document)
    )


def en_html(projection: Projection) -> str:
    """Return the report as one page that needs nothing else."""
    corps = [f"<h1>Binôme, calcul national</h1><p class='r'>{escape(resume(projection))}</p>"]
    corps += [_en_html(section, ouverte=True) for section in en_tete(projection)]
    corps += [_en_html(section, ouverte=section.svg is None) for section in sections(projection)]
    corps.append(f"<p class='m'>{escape(mentions(projection))}</p>")
    style = (_ICI / "nation.css").read_text("utf-8")
    return (
        "<!doctype html><html lang='fr'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'><title>Binôme, calcul national</title>"
        f"<style>{style}</style></head><body><main>{''.join(corps)}</main></body></html>"
    )


def _en_html(section: Section, *, ouverte: bool) -> str:
    texte = f"<p>{escape(section.texte)}</p>" if section.texte else ""
    if section.colonnes == ("Hypothèse",):
        return (
            f"<h2>{escape(section.titre)}</h2><ul>{''.join(f'<li>{escape(li[0])}</li>' for li in section.lignes)}</ul>"
        )
    tete = "".join(f"<th scope='col'>{escape(nom)}</th>" for nom in section.colonnes)
    lignes = "".join(
        "<tr>" + "".join(f"<td>{escape(case)}</td>" for case in ligne) + "</tr>" for ligne in section.lignes
    )
    cadre = f"<div class='t' tabindex='0' role='region' aria-label='{escape(section.titre, quote=True)}'>"
    table = f"{cadre}<table><thead><tr>{tete}</tr></thead><tbody>{lignes}</tbody></table></div>"
    if section.svg is None:
        return f"<h2>{escape(section.titre)}</h2>{texte}{table}"
    image = f"<div class='g' role='img' aria-label='{escape(section.titre, quote=True)} : chiffres dans le tableau'>"
    details = f"<details{' open' if ouverte else ''}><summary>Le tableau</summary>{table}</details>"
    return f"<h2>{escape(section.titre)}</h2>{texte}{image}{section.svg}</div>{details}"


@cache
def _compilateur() -> Any:
    import typst

    polices = _ICI / "polices"
    return typst.Compiler(_ICI / "nation.typ", root=_ICI, font_paths=[polices], ignore_system_fonts=True)


def en_pdf(projection: Projection) -> bytes:
    """Return the report as a tagged PDF."""
    donnees = {
        "resume": resume(projection),
        "mentions": mentions(projection),
        "sections": [
            {"titre": s.titre, "texte": s.texte, "svg": s.svg, "colonnes": s.colonnes, "lignes": s.lignes}
            for s in (*en_tete(projection), *sections(projection))
        ],
    }
    entrees = {"donnees": json.dumps(donnees, ensure_ascii=False)}
    rendu = _compilateur().compile(format="pdf", pdf_standards=["ua-1", "a-2a"], sys_inputs=entrees)
    assert isinstance(rendu, bytes)
    return rendu


def en_json(projection: Projection) -> dict[str, Any]:
    """Return every table as JSON data; exact decimals are texts."""
    return {
        "version_du_droit": catalogue().version,
        "medecins": len(projection.population.matrice),
        "tirages": projection.tirages,
        "graine": projection.graine,
        "resume": resume(projection),
        "tableaux": {
            nom: [{c: str(v) if isinstance(v, Decimal) else v for c, v in ligne.items()} for ligne in lignes]
            for nom, lignes in tableaux(projection).items()
        },
    }


def en_xlsx(projection: Projection, fichier: Path) -> None:
    """Write every table in a workbook, one sheet each; texts stay texts, whatever they begin with."""
    import xlsxwriter

    with xlsxwriter.Workbook(fichier, {"strings_to_formulas": False, "strings_to_urls": False}) as classeur:
        gras = classeur.add_format({"bold": True})
        for nom, lignes in tableaux(projection).items():
            feuille = classeur.add_worksheet(nom.replace("/", " ")[:31])
            for rang, colonne in enumerate(lignes[0] if lignes else ()):
                feuille.write_string(0, rang, colonne, gras)
            for numero, ligne in enumerate(lignes, 1):
                for rang, valeur in enumerate(ligne.values()):
                    if isinstance(valeur, int | Decimal) and not isinstance(valeur, bool):
                        feuille.write_number(numero, rang, valeur)
                    elif valeur is not None:
                        feuille.write_string(numero, rang, cellule("", valeur))
            feuille.autofit()


def en_parquet(projection: Projection, dossier: Path) -> None:
    """Write every table as a Parquet file of its own, in a folder."""
    import polars as pl

    dossier.mkdir(parents=True, exist_ok=True)
    for nom, lignes in tableaux(projection).items():
        if lignes:
            pl.DataFrame(lignes, infer_schema_length=None).write_parquet(dossier / f"{nom.replace(' ', '_')}.parquet")


FORMATS: Final[dict[str, Callable[[Projection, Path], Any]]] = {
    ".html": lambda projection, fichier: fichier.write_text(en_html(projection), "utf-8"),
    ".pdf": lambda projection, fichier: fichier.write_bytes(en_pdf(projection)),
    ".xlsx": en_xlsx,
    ".json": lambda projection, fichier: fichier.write_text(
        json.dumps(en_json(projection), ensure_ascii=False, indent=1), "utf-8"
    ),
    "": en_parquet,
}


def verifier_les_sorties(fichiers: Sequence[Path]) -> None:
    """Refuse, before any computing, a report that could not be written.

    Raises:
        ErreurDeSaisie: unknown extension, or folder that does not exist.
    """
    for fichier in fichiers:
        if fichier.suffix.lower() not in FORMATS:
            connus = ", ".join(filter(None, FORMATS))
            raise ErreurDeSaisie("sortie", fichier.name, f"une extension parmi {connus}, ou un dossier (Parquet)")
        if not fichier.absolute().parent.is_dir():
            raise ErreurDeSaisie("sortie", str(fichier), "un fichier dans un dossier qui existe")


def ecrire(projection: Projection, fichier: Path) -> None:
    """Write the report in the format of the extension; a name without one is a folder of Parquet tables.

    Raises:
        ErreurDeSaisie: another extension.
    """
    verifier_les_sorties([fichier])
    FORMATS[fichier.suffix.lower()](projection, fichier)
