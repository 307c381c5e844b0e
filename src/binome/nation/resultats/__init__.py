"""What a projection says, as tables of typed records, computed once by `tableaux.tabuler`."""
