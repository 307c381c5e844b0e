"""A portfolio: many doctors followed at once, from a file: who falls, when, by how many patients, for how much."""
