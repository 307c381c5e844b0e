"""How workload W is written for each engine; `charger(colonnes)` returns a function without arguments."""
