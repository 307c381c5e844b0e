"""The addresses of the API, for the project that mounts it."""

from __future__ import annotations

from binome.api.application import API

urlpatterns = API.urls[0]
app_name = "api"
