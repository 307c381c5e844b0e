"""What a rule may not do, said where it does it."""

from __future__ import annotations

from binome.moteur.erreurs import ErreurDeDroit


class NonCompilable(ErreurDeDroit):
    """A rule leaves the language of rules; the message names the rule and the line once they are known."""

    def __init__(self, faute: str, ou: str = "") -> None:
        self.faute = faute
        self.ou = ou
        super().__init__(f"{ou} : {faute}" if ou else faute)

    def situee(self, ou: str) -> NonCompilable:
        """Return the same refusal with its place, the innermost one winning."""
        return self if self.ou else NonCompilable(self.faute, ou)
