"""Chance that can be repeated: the same seed tells the same story."""

import random  # noqa: TID251 - seeded on purpose, never for secrets
from collections.abc import Sequence
from datetime import timedelta

from domain.identifiers import Instant
from domain.instants import instant, millis

type Chance = random.Random


def seeded(seed: int) -> Chance:
    return random.Random(seed)


def drawn_id(chance: Chance, at: Instant) -> str:
    """A UUIDv7 in 32 hex digits, as if it had been drawn at `at`."""
    bits = (millis(at) & (1 << 48) - 1) << 80 | 7 << 76 | chance.getrandbits(12) << 64
    return f"{bits | 2 << 62 | chance.getrandbits(62):032x}"


def moment_between(chance: Chance, start: Instant, end: Instant) -> Instant:
    """A moment in [start, end]; `start` where they are the wrong way round."""
    first, last = millis(start), millis(end)
    return instant(chance.randint(first, last) if last > first else first)


def days(chance: Chance, least: float, most: float) -> timedelta:
    return timedelta(milliseconds=int(chance.uniform(least, most) * 86_400_000))


def some[T](chance: Chance, choices: Sequence[T], least: int, most: int) -> tuple[T, ...]:
    """A few different ones, in their own order."""
    drawn = set(chance.sample(range(len(choices)), chance.randint(least, most)))
    return tuple(choice for index, choice in enumerate(choices) if index in drawn)
