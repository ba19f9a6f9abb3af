"""The dashboard: its layout, its callbacks and its routes, put together around one `Explorer`."""

from collections.abc import Collection
from typing import Any

from dash import Dash

from dashboard.colours import theme_css
from dashboard.explorer import Explorer
from dashboard.language import text
from dashboard.page import address, announced, callbacks, failures, shell, start, switches
from dashboard.server import failures as server_failures
from dashboard.server import routes
from dashboard.server.door import keep_door, secret_or_new
from dashboard.server.security import protect
from dashboard.taking_out import routes as taking_out
from dashboard.views import VIEWS

__all__ = ["LARGEST_BODY", "LOCAL_HOSTS", "create_app"]

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
LARGEST_BODY = 2**20
"""As many bytes as the body of a request may have."""

_VERSIONS = {"python_version", "dash_version", "dash_version_url", "ddk_version", "plotly_version"}

_PAGE = """<!DOCTYPE html>
<html lang="en" dir="ltr">
  <head>
    {%metas%}
    <title>{%title%}</title>
    {%favicon%}
    {%css%}
    <style>%THEME%</style>
  </head>
  <body>
    {%app_entry%}
    <footer>{%config%}{%scripts%}{%renderer%}</footer>
  </body>
</html>"""


class _Dashboard(Dash):
    """Dash, without the versions of what it runs on in the page."""

    def _config(self) -> dict[str, Any]:
        config: dict[str, Any] = super()._config()  # type: ignore[no-untyped-call]  # Dash ships it without types
        return {name: value for name, value in config.items() if name not in _VERSIONS}


def create_app(
    explorer: Explorer, hosts: Collection[str] = LOCAL_HOSTS, *, path: str | None = None, password: str | None = None
) -> Dash:
    """Return the dashboard over `explorer`, which may still be reading.

    Parameters
    ----------
    explorer : Explorer
        The data and their answers; it is started by the caller.
    hosts : collection of str
        Host names that requests may name.
    path : str, optional
        The secret path below which everything lies, with slashes around it; by default a new one. It is the app's
        ``config.requests_pathname_prefix``.
    password : str, optional
        What the page asks for before it shows anything.

    Raises
    ------
    ValueError
        If somebody could guess the path.
    """
    path = secret_or_new(path)
    app = _Dashboard(
        __name__,
        title=text("Partner network"),
        update_title="",
        suppress_callback_exceptions=True,  # the controls of a view are there only while it is open
        serve_locally=True,
        enable_mcp=False,
        url_base_pathname=path,
        on_error=failures.shown,
        index_string=_PAGE.replace("%THEME%", theme_css()),
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.layout = lambda: shell.layout(explorer)
    address.register(app, explorer)
    callbacks.register(app, explorer)
    switches.register(app)
    announced.register(app)
    start.register(app, explorer)
    for view in VIEWS:
        if view.callbacks:
            view.callbacks(app, explorer)
    routes.register(app, explorer)
    taking_out.register(app, explorer)
    server_failures.register(app)
    protect(app, hosts)
    keep_door(app, path, password)
    return app
