"""Nothing of a customer or a person leaves by the log: an allowance by key, and a sieve for what slips into texts."""

import re
from collections.abc import MutableMapping
from typing import Any

HIDDEN = "[hidden]"

_PRIVATE_KEYS = re.compile(
    r"phone|mobile|tel\b|email|mail|wechat|uscc|token|password|secret|authorization|cookie"
    r"|(^|_)(name|login|text|note|contact|address|body|query)($|_)",
    re.IGNORECASE,
)
_PRIVATE_TEXTS = re.compile(
    r"""
    (?<![0-9A-Za-z])(?:
        [0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}     # uscc
      | \d{15}                                                 # its predecessor
      | (?:\+?86[-\ ]?)?1\d{2}[-\ ]?\d{4}[-\ ]?\d{4}           # mobile
      | 0\d{2,3}[-\ ]?\d{7,8}                                  # landline
      | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                           # e-mail
      | [A-Za-z0-9_-]{43}                                      # our tokens
      | \$argon2id?\$\S+
    )(?![0-9A-Za-z])
    """,
    re.VERBOSE,
)
_CHINESE = re.compile(r"[㐀-䶿一-鿿豈-﫿]+")


def redacted(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: private keys lose their value, private patterns and Chinese text their letters.

    Our own log sentences are English codes, so Chinese in a log is data: a name, an address, a note.
    """
    for key, value in event.items():
        event[key] = HIDDEN if _PRIVATE_KEYS.search(key) and value else _sieved(value)
    return event


def _sieved(value: Any) -> Any:
    if isinstance(value, str):
        return _CHINESE.sub(HIDDEN, _PRIVATE_TEXTS.sub(HIDDEN, value))
    if isinstance(value, dict):
        return {
            key: HIDDEN if isinstance(key, str) and _PRIVATE_KEYS.search(key) and inner else _sieved(inner)
            for key, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_sieved(inner) for inner in value]
    if value is None or isinstance(value, float):
        return value
    if isinstance(value, int):
        return value if _sieved(str(value)) == str(value) else HIDDEN
    return _sieved(str(value))
