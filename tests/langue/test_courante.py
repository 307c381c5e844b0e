"""Sentences in another language: models are translated, figures put in afterwards, and the block ends."""

from __future__ import annotations

from decimal import Decimal

from binome.langue.courante import Langue, dire, en_langue, langue
from binome.langue.ecriture import en_texte


def test_une_phrase_se_dit_dans_la_langue_du_bloc() -> None:
    anglais = Langue("en", {"{n} patients": "{n} patients (en)"}.get)  # type: ignore[arg-type]
    assert dire("{n} patients", n=3) == "3 patients"
    with en_langue(anglais):
        assert langue() == "en"
        assert dire("{n} patients", n=3) == "3 patients (en)"
        assert dire("") == ""
        assert en_texte(Decimal("-1234.50")) == "−€1,234.50"
        assert en_texte(Decimal(38000)) == "€38,000"
    assert langue() == "fr"
