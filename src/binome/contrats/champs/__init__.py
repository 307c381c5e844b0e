"""The fields of a situation: one description each, in `champs.toml`; one record per form of field."""
