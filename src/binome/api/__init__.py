"""The API: the same answers as the other faces, over HTTP, for programs."""
