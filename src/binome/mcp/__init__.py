"""The Model Context Protocol: the same answers for assistants, as tools, resources and prompts."""
