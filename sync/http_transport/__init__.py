"""The door to the network: every exchange is one POST, and every way it can fail is told as `sync.errors` has it."""

from sync.http_transport.answers import OURS, REQUEST_ID
from sync.http_transport.connections import InsecureServer
from sync.http_transport.transport import HttpTransport

__all__ = ["OURS", "REQUEST_ID", "HttpTransport", "InsecureServer"]
