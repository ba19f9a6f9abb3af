"""The dashboard: its layout, its callbacks and its routes, put together around one `Explorer`."""

from collections.abc import Collection

from dash import Dash

from dashboard.colours import theme_css
from dashboard.explorer import Explorer
from dashboard.language import text
from dashboard.page import address, callbacks, shell
from dashboard.server import routes
from dashboard.server.security import protect
from dashboard.views import VIEWS

__all__ = ["LOCAL_HOSTS", "create_app"]

LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")

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


def create_app(explorer: Explorer, hosts: Collection[str] = LOCAL_HOSTS) -> Dash:
    """Return the dashboard over `explorer`, which may still be reading.

    Parameters
    ----------
    explorer : Explorer
        The data and their answers; it is started by the caller.
    hosts : collection of str
        Host names that requests may name.
    """
    app = Dash(
        __name__,
        title=text("Partner network"),
        update_title="",
        suppress_callback_exceptions=True,  # the controls of a view are there only while it is open
        serve_locally=True,
        enable_mcp=False,
        health_endpoint="healthz",
        index_string=_PAGE.replace("%THEME%", theme_css()),
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
    )
    app.layout = lambda: shell.layout(explorer)
    address.register(app, explorer)
    callbacks.register(app, explorer)
    for view in VIEWS:
        if view.callbacks:
            view.callbacks(app, explorer)
    routes.register(app, explorer)
    protect(app, hosts)
    return app
