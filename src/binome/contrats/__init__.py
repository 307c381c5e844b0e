"""A contract through its years. For now the schedule of payments; dated acts come next."""
