"""What an assistant brings: consultations, the forfait of a médecin traitant, indicative contributions."""
