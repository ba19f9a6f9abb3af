"""Where the dashboard listens and who may open it: the options of the commands that serve, and their address."""

import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import click

from cli.options import grouped

__all__ = ["SHORTEST_PASSWORD", "Listening", "listening_options"]

SHORTEST_PASSWORD = 12
_HERE = ("127.0.0.1", "localhost", "::1")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*", re.ASCII)


@dataclass(frozen=True)
class Listening:
    """Where a dashboard listens, and who may open it.

    Attributes
    ----------
    host, port : str, int
        The address to listen on; port 0 is any free one.
    browser : bool
        Whether to open a browser.
    password_file : Path, optional
        The file that holds the password, on one line.
    allow_host : tuple of str
        Host names that browsers may use, beside those of this machine.
    presentation : {"auto", "on", "off"}
        Whether sensitive organizations always have pseudonyms; ``auto``: where other machines may look.
    """

    host: str = "127.0.0.1"
    port: int = 8050
    browser: bool = True
    password_file: Path | None = None
    allow_host: tuple[str, ...] = ()
    presentation: str = "auto"

    def masks(self, listened: str) -> bool:
        """Return whether sensitive organizations always have pseudonyms where an IP address is listened on."""
        beyond = bool(self.allow_host) or not _is_here(listened)
        return self.presentation == "on" or (self.presentation == "auto" and beyond)

    @property
    def is_open_to_others(self) -> bool:
        """Whether other machines may look: it is known before anything is listened on."""
        return bool(self.allow_host) or self.host not in _HERE

    def refuse_strangers(self, listened: str) -> None:
        """Refuse to serve where other machines could look and nothing keeps them out.

        Parameters
        ----------
        listened : str
            The IP address that is listened on.

        Raises
        ------
        WrongArgument
            If a password or the names are missing, or a name is none.
        """
        from graph.errors import WrongArgument

        for name in self.allow_host:
            if not _is_host(name):
                msg = f"--allow-host {name}: this is no host name. Write the name alone, such as partners.example."
                raise WrongArgument(msg)
        only_here = _is_here(listened)
        options = {"--password-file": self.password_file, "--allow-host": self.allow_host}
        missing = [name for name, value in options.items() if not value]
        if missing and not (only_here and not self.allow_host):
            asked = f"--allow-host {self.allow_host[0]}" if only_here else f"--host {self.host}"
            msg = (
                f"{asked}: other machines could open the dashboard, but {' and '.join(missing)} "
                f"{'is' if len(missing) == 1 else 'are'} missing. Allowed without both options: 127.0.0.1, localhost "
                "and ::1. Add --password-file FILE (a password on one line, readable by you alone) and --allow-host "
                "NAME (the host name in the address that browsers open), or leave these options out."
            )
            raise WrongArgument(msg)

    def password(self) -> str | None:
        """Return the password in the file; ``None`` where there is no file.

        Raises
        ------
        WrongArgument
            If others may read the file, or if it holds no password.
        OSError
            If it cannot be read.
        """
        if self.password_file is None:
            return None
        from graph.errors import WrongArgument

        option = f"--password-file {self.password_file}"
        with self.password_file.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if os.name != "nt" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                msg = (
                    f"{option}: other users of this machine may open it (mode {stat.S_IMODE(mode):o}). Only its owner "
                    f"may. Run 'chmod 600 {self.password_file}', and choose a new password if somebody has read it."
                )
                raise WrongArgument(msg)
            content = file.read(10_000)
        try:
            lines = content.decode().splitlines()
        except UnicodeDecodeError:
            lines = []
        if len(lines) != 1 or len(lines[0]) < SHORTEST_PASSWORD:
            msg = (
                f"{option}: found no password. Write one line of UTF-8 text with {SHORTEST_PASSWORD} characters or "
                "more into it, and nothing else."
            )
            raise WrongArgument(msg)
        return lines[0]

    def address(self, port: int, path: str) -> str:
        """Return the address that opens the dashboard, for the port that is listened on and its secret path."""
        everywhere = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  (compared, not bound)
        host = self.allow_host[0] if self.allow_host else everywhere.get(self.host, self.host)
        return f"http://[{host}]:{port}{path}" if ":" in host else f"http://{host}:{port}{path}"


def _is_here(listened: str) -> bool:
    """Return whether only this machine reaches an IP address."""
    return ip_address(listened.partition("%")[0]).is_loopback


def _is_host(name: str) -> bool:
    if _HOST.fullmatch(name):
        return True
    try:
        return bool(ip_address(name))
    except ValueError:
        return False


listening_options: Callable[[Callable[..., Any]], Callable[..., Any]] = grouped(
    "listening",
    Listening,
    (
        click.option(
            "--host",
            default="127.0.0.1",
            show_default=True,
            metavar="ADDRESS",
            help="The address to listen on. Any address but this machine's own needs the two options below.",
        ),
        click.option(
            "--password-file",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Ask for the password in this file: one line, 12 characters or more, readable by its owner alone.",
        ),
        click.option(
            "--allow-host",
            multiple=True,
            metavar="NAME",
            help="A host name that browsers use in the address, besides localhost. Repeat it for more.",
        ),
        click.option(
            "--port",
            type=click.IntRange(0, 65535),
            metavar="N",
            default=8050,
            show_default=True,
            help="0: any free one.",
        ),
        click.option(
            "--presentation",
            type=click.Choice(["auto", "on", "off"]),
            default="auto",
            show_default=True,
            help="Sensitive organizations by pseudonym: on always; off if the page asks; auto: on where other "
            "machines may look.",
        ),
        click.option("--browser/--no-browser", default=True, help="Whether to open a browser."),
    ),
)
