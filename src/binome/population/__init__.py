"""Many doctors: the rules of the law compiled from their own source, files in and out."""
