"""One group of doctors: the collective contract, apart."""
