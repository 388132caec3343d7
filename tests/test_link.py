"""The cable that tests pull out is itself held to what it promises."""

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.link import Link


@pytest.fixture
def echo_port() -> Iterator[int]:
    """A server that answers every byte with itself."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                end, _ = listener.accept()
            except OSError:
                return
            with end:
                try:
                    while received := end.recv(1024):
                        end.sendall(received)
                except ConnectionResetError:
                    continue

    thread = threading.Thread(target=serve)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def test_bytes_cross_a_whole_link_both_ways(echo_port: int) -> None:
    with Link(echo_port) as link, socket.create_connection(("127.0.0.1", link.port), timeout=5) as end:
        end.sendall(b"there and back")
        assert end.recv(1024) == b"there and back"


def test_a_cut_link_drops_what_is_under_way_and_refuses_what_comes(echo_port: int) -> None:
    with Link(echo_port) as link:
        with socket.create_connection(("127.0.0.1", link.port), timeout=5) as end:
            end.sendall(b"x")
            assert end.recv(1) == b"x"
            link.cut()
            with pytest.raises(ConnectionResetError):
                end.recv(1)
        # Under load the reset can overtake the end of the connecting itself.
        with (
            pytest.raises(ConnectionResetError),
            socket.create_connection(("127.0.0.1", link.port), timeout=5) as end,
        ):
            end.recv(1)


def test_a_mended_link_carries_again(echo_port: int) -> None:
    with Link(echo_port) as link:
        link.cut()
        link.mend()
        with socket.create_connection(("127.0.0.1", link.port), timeout=5) as end:
            end.sendall(b"again")
            assert end.recv(1024) == b"again"
