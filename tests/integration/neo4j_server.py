"""A real Neo4j server for the tests, without Docker: its jars from Maven Central, one process, one temporary home."""

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree as ET

import neo4j
import pytest
from neo4j.exceptions import DriverError, Neo4jError

from tests.patience import PATIENCE

POM = Path(__file__).with_name("pom.xml")
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")


class NoServer(Exception):  # noqa: N818  (a reason to skip)
    """Why there is no server to test against."""


def no_server(reason: NoServer) -> NoReturn:
    """Skip the test with the reason; on CI, where Neo4j must be tested, let it fail."""
    if os.environ.get("CI"):
        pytest.fail(f"CI must test against Neo4j: {reason}")
    pytest.skip(f"no Neo4j: {reason}")


def version() -> str:
    """Return the server's version that pom.xml names."""
    found = ET.parse(POM).find(".//{*}neo4j.version")
    assert found is not None
    assert found.text
    return found.text


def jars() -> Path:
    """Return the folder with the server's jars, fetched by Maven the first time."""
    cache = Path(os.environ.get("PARTNERS_CACHE") or Path.home() / ".cache" / "partner-network-explorer")
    folder = cache / f"neo4j-{version()}"
    done = folder / "complete"
    if done.exists():
        return folder / "lib"
    if not shutil.which("mvn"):
        raise NoServer("Maven (mvn) is not on the PATH, and the server's jars are not in the cache")
    # A fetch that was cut off leaves no "complete" and is done again; Maven keeps what it has.
    command = ["mvn", "-B", "-q", "-f", str(POM), "dependency:copy-dependencies"]
    command += ["-DincludeScope=runtime", f"-DoutputDirectory={folder / 'lib'}"]
    fetched = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if fetched.returncode:
        raise NoServer(f"Maven could not fetch the server:\n{(fetched.stdout + fetched.stderr)[-2000:]}")
    done.touch()
    return folder / "lib"


def java() -> str:
    """Return the path of a Java that is new enough."""
    found = shutil.which("java")
    if not found:
        raise NoServer("Java is not on the PATH (17 or newer is needed)")
    told = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    match = re.search(r'version "(\d+)', told)
    if not match or int(match[1]) < 17:
        raise NoServer(f"Java 17 or newer is needed; found: {told.splitlines()[:1]}")
    return found


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@dataclass
class Server:
    """One server process with its own home folder; `start` after `stop` or `kill` keeps the data."""

    home: Path
    auth: bool = False
    port: int = field(default_factory=_free_port)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def uri(self) -> str:
        """Its address."""
        return f"bolt://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        lib, runtime = jars(), java()
        (self.home / "conf").mkdir(parents=True, exist_ok=True)
        (self.home / "conf" / "neo4j.conf").write_text("\n".join(self._configuration()), encoding="utf-8")
        opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED]
        command = [runtime, "-Xms128m", "-Xmx768m", "-XX:+UseG1GC", *opened]
        command += ["--enable-native-access=ALL-UNNAMED", "--add-modules=jdk.incubator.vector"]
        command += ["-Dlog4j2.disable.jmx=true", "-Dio.netty.tryReflectionSetAccessible=true"]
        command += ["-cp", f"{lib}/*", "org.neo4j.server.CommunityEntryPoint"]
        command += [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}", "--console-mode"]
        with (self.home / "console.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=self.home)
        self._wait(self._process)

    def stop(self, signal_: int = signal.SIGTERM) -> None:
        """End this server's own process, by default in order, with its data written."""
        if self._process is None:
            return
        self._process.send_signal(signal_)
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=PATIENCE)
        self._process = None

    def log(self) -> str:
        """Return the last lines of what it said."""
        lines: Sequence[str] = (self.home / "console.log").read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-40:])

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + PATIENCE
        # With a login the answer "who are you?" shows that it is ready, too.
        while time.monotonic() < until and process.poll() is None:
            try:
                with neo4j.GraphDatabase.driver(self.uri, connection_timeout=2.0) as driver:
                    driver.verify_connectivity()
            except (DriverError, Neo4jError) as error:
                if str(getattr(error, "code", "")).startswith("Neo.ClientError.Security."):
                    return
                time.sleep(0.3)
            else:
                return
        log = self.log()
        self.stop(signal.SIGKILL)
        raise AssertionError(f"Neo4j {version()} did not answer within {PATIENCE:.0f} s:\n{log}")

    def _configuration(self) -> list[str]:
        folders = {"data": "data", "logs": "logs", "run": "run", "import": "import", "plugins": "plugins"}
        lines = [f"server.directories.{name}={self.home / folder}" for name, folder in folders.items()]
        return [
            *lines,
            f"server.directories.transaction.logs.root={self.home / 'tx'}",
            f"server.bolt.listen_address=127.0.0.1:{self.port}",
            f"server.bolt.advertised_address=127.0.0.1:{self.port}",
            "server.http.enabled=false",
            "server.https.enabled=false",
            f"dbms.security.auth_enabled={str(self.auth).lower()}",
            "server.memory.pagecache.size=64m",
            f"db.transaction.timeout={PATIENCE:.0f}s",
            "dbms.usage_report.enabled=false",
            "dbms.security.allow_csv_import_from_file_urls=false",
            "internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0",
            "",
        ]
