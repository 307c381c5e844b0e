"""The report of a projection: composed once, then shown on a terminal or a page, or written in any format."""
