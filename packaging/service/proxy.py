"""nginx with the example's own file, on loopback: only its names, files and ports are changed."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from wine.certificates import Certified
from wine.verdict import NotAsPromised, wait_until

EXAMPLE: Final = Path("example", "nginx.conf")
_PATIENCE_SECONDS: Final = 20
_AROUND: Final = """\
{account}daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-errors.log;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/unused-1;
    uwsgi_temp_path {folder}/unused-2;
    scgi_temp_path {folder}/unused-3;
    include {folder}/gonghai.conf;
}}
"""


@contextmanager
def nginx(server: Path, folder: Path, ports: tuple[int, int], shown: Certified) -> Iterator[int]:
    """The port at which it speaks TLS with what it shows.

    Raises:
        NotAsPromised: it does not take the file, or does not listen.
    """
    port = _free_port()
    text = (server / EXAMPLE).read_text(encoding="utf-8")
    changes = {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "127.0.0.1:8421": f"127.0.0.1:{ports[0]}",
        "127.0.0.1:8422": f"127.0.0.1:{ports[1]}",
        "/etc/gonghai/tls/chain.pem": str(shown.chain),
        "/etc/gonghai/tls/key.pem": str(shown.key),
        "gonghai.example.com": "localhost",
    }
    for written, here in changes.items():
        if written not in text:
            raise NotAsPromised(f"the example says “{written}”")
        text = text.replace(written, here)
    (folder / "gonghai.conf").write_text(text, encoding="utf-8")
    # Its workers would otherwise be of an account that may not look into our folder.
    account = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, account=account), encoding="utf-8")
    command = ["nginx", "-p", str(folder), "-e", str(folder / "nginx-errors.log"), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command) as process:
        try:
            wait_until(lambda: _listens(port), _PATIENCE_SECONDS, lambda: f"nginx listens; see {folder}")
            yield port
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0
