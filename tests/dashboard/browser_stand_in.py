"""What the browser does, without one: it asks for the layout and sends callbacks their values."""

import json
from typing import Any

from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.explorer import Explorer
from dashboard.server.door import OPEN_PATHS
from dashboard.state import State

PLACES = ("heading", "left", "page", "right")


PATH = "/a-path-that-nobody-guesses/"
"""Where the dashboard of a stand-in lies."""


class Visitor(FlaskClient):
    """A client that has opened the page: it asks below its path, with its cookie."""

    def open(self, *args: Any, **options: Any) -> Any:
        """Ask for an address below the page, or for one that anybody may ask for."""
        (path,) = args
        return super().open(path if path in OPEN_PATHS else PATH + path.removeprefix("/"), **options)


class StandIn:
    """A client of a dashboard of its own."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer
        self.app: Any = create_app(explorer, path=PATH)
        self.app.server.test_client_class = Visitor
        self.client: FlaskClient = self.app.server.test_client(use_cookies=False)
        cookie = self.client.get("/").headers["Set-Cookie"].partition(";")[0]
        self.client.environ_base["HTTP_COOKIE"] = cookie  # whatever host it asks

    def layout(self) -> Any:
        return self.client.get("/_dash-layout").json

    def callback(self, output: str) -> dict[str, Any]:
        """Return the one callback on the server that fills e.g. ``"right.children"``, or whose first output it is.

        Of several that fill the same, ``"ready.data by read_again"`` is the one that is a function of that name.
        """
        wanted, _, function = output.partition(" by ")
        every = [c for c in self.app._callback_list if c["clientside_function"] is None]
        callbacks = [c for c in every if output in c["output"].strip(".").split("...")]
        if not callbacks and output.endswith(".children"):  # a piece, beside others
            callbacks = [c for c in every if "pieces.pieces" in c["output"].strip(".").split("...")]
        if function:
            called = {k: v["callback"].__name__ for k, v in self.app.callback_map.items() if "callback" in v}
            others = [c for c in every if wanted in [o.split("@")[0] for o in c["output"].strip(".").split("...")]]
            callbacks = [c for c in others if called.get(c["output"]) == function]
        (only,) = callbacks
        return dict(only)

    def send(self, output: str, values: dict[str, Any], *changed: str) -> Any:
        """Send a callback its values (``"id.property"`` to value) and return the response."""
        callback = self.callback(output)
        names = callback["output"].strip(".").split("...")
        outputs = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in names]
        told = {
            kind: [one | ({"value": values[key]} if (key := f"{one['id']}.{one['property']}") in values else {})
                   for one in callback[kind]]
            for kind in ("inputs", "state")
        }  # fmt: skip
        body = {
            "output": callback["output"],
            "outputs": outputs if callback["output"].startswith("..") else outputs[0],
            "changedPropIds": list(changed),
            **told,
        }
        return self.client.post("/_dash-update-component", json=body)

    def ask(self, output: str, values: dict[str, Any], *changed: str) -> dict[str, Any]:
        """Return what a callback answers, by ``"id.property"``; nothing where it changes nothing."""
        response = self.send(output, values, *changed)
        if response.status_code == 204:
            return {}
        assert response.status_code == 200, response.text
        answer = json.loads(response.data)["response"]
        pieces = answer.get("pieces", {}).pop("pieces", {})
        for change in pieces.pop("operations", ()):
            pieces |= change["params"]["value"]
        pieces.pop("__dash_patch_update", None)
        filled = {f"{name}.children": piece["tree"] for name, piece in pieces.items()}
        return filled | {f"{name}.{prop}": value for name, props in answer.items() for prop, value in props.items()}

    def shown(self, state: State, theme: str = "light", *, ready: bool = True) -> dict[str, Any]:
        """Return what every place shows in a state."""
        values = {"address.search": state.search(), "ready.data": ready, "theme.data": theme, "renamed.data": 0}
        return self.ask("right.children", values, "address.search")

    def page(self, state: State, theme: str = "light") -> list[Any]:
        """Return the whole page: the shell, and what stands in its places."""
        return [self.layout(), *(v for name, v in self.shown(state, theme).items() if name.endswith(".children"))]
