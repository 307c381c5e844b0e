"""Settings of gunicorn for a team, behind a front server that takes in slow clients and oversized bodies.

    gunicorn --config python:binome.web.equipe binome.web.wsgi:application

A front server must stand before: each thread of a worker waits for the client that it answers. What a person changes is
said on the command line of gunicorn, which wins over what is here.
"""

from __future__ import annotations

from os import cpu_count

bind = "127.0.0.1:8000"
workers = 2 * (cpu_count() or 1)
worker_class = "gthread"
threads = 4
preload_app = True
"""The law is read once, before the workers start."""
timeout = 60
graceful_timeout = 30
keepalive = 75
"""Longer than the front server keeps its connections open: it is the one that closes them."""
limit_request_line = 8_190
limit_request_fields = 50
limit_request_field_size = 8_190
accesslog = None
"""The application says each request without anything of the reader (`BINOME_JOURNAL=1`)."""
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
