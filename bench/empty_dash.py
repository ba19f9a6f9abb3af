"""The other side of the start-up benchmark: the smallest page that Dash and Mantine can show."""

import sys

import dash_mantine_components as dmc
from dash import Dash
from waitress import create_server

if __name__ == "__main__":
    app = Dash(__name__)
    app.layout = dmc.MantineProvider(dmc.Text("nothing", id="app"))
    server = create_server(app.server, host="127.0.0.1", port=0)
    print(f"at http://127.0.0.1:{server.effective_port}/", file=sys.stderr, flush=True)
    server.run()
