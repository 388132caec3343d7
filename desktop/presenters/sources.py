"""Where a customer comes from, as a person says it."""

from desktop import words

OF_THE_SHOP = ("self_registered", "offline_legacy", "enthusiast", "dfm")
"""The shop system's words that have a name here, in the order of forms; every other word is its own name."""

_NAMED = frozenset({*OF_THE_SHOP, "imported", "entered"})


def source_name(source: str) -> str:
    return words.say(f"source-{source.replace('_', '-')}") if source in _NAMED else source
