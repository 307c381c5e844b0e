"""Documents made of a simulation: report, tables, calendar."""
