"""Sentences, times and numbers, in both languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from desktop import words
from desktop.screens.actions import Action
from desktop.screens.lists import Column
from desktop.screens.preferences import Language
from desktop.screens.register import BlankKind, RegisterTab
from desktop.screens.sync_centre import SyncTab
from desktop.screens.window import Page
from desktop.words.book import MissingWords

NOW = datetime(2026, 9, 12, 14, 2, 11, tzinfo=timezone(timedelta(hours=8)))


@pytest.mark.parametrize(
    ("when", "chinese", "english"),
    [
        (NOW, "今天 14:02", "today 14:02"),
        (NOW - timedelta(days=1), "昨天 14:02", "yesterday 14:02"),
        (datetime(2026, 9, 13, 16, 0, tzinfo=UTC), "9 月 14 日 0:00", "14 Sep 0:00"),
        (datetime(2026, 9, 12, 16, 0, tzinfo=UTC), "明天 0:00", "tomorrow 0:00"),
        (datetime(2025, 12, 31, 1, 5, tzinfo=UTC), "2025 年 12 月 31 日 9:05", "31 Dec 2025 9:05"),
    ],
)
def test_a_moment_is_told_in_the_companys_zone(when: datetime, chinese: str, english: str) -> None:
    assert words.moment(when, NOW) == chinese
    words.speak(Language.ENGLISH)
    assert words.moment(when, NOW) == english


def test_narrow_columns_show_month_and_day_or_year_and_month() -> None:
    assert words.month_day(NOW, NOW) == "09-12"
    assert words.month_day(datetime(2025, 12, 31, 20, 0, tzinfo=UTC), NOW) == "01-01"
    assert words.month_day(NOW - timedelta(days=300), NOW) == "2025-11"
    assert words.clock(NOW) == "14:02:11"
    assert words.day(date(2026, 9, 11), NOW.date()) == "昨天"


@pytest.mark.parametrize(
    ("number", "chinese", "english"),
    [(0, "0", "0"), (9_999, "9,999", "9,999"), (12_431, "1.2 万", "12.4k"), (1_000_000, "100 万", "1,000k")],
)
def test_counts_are_short_where_room_is_short(number: int, chinese: str, english: str) -> None:
    assert words.short(number) == chinese
    words.speak(Language.ENGLISH)
    assert words.short(number) == english


def test_english_is_plural_right_and_groups_numbers() -> None:
    words.speak(Language.ENGLISH)
    assert words.say("changed-text", n=1) == "1 customer came or went"
    assert words.say("changed-text", n=1200) == "1,200 customers came or went"
    assert words.say("sign-out-title", n=1) == "1 act has not been sent"


@pytest.mark.parametrize("language", list(Language))
def test_every_enum_that_is_shown_has_its_words(language: Language) -> None:
    words.speak(language)
    keys = [f"action-{action.value}" for action in Action]
    keys += [f"column-{column.value}" for column in Column if column is not Column.ACTION]
    keys += [f"tab-{tab.value}" for tab in RegisterTab] + [f"sync-tab-{tab.value}" for tab in SyncTab]
    keys += [f"{part}-{page.value}" for page in Page for part in ("page", "title")]
    for kind in BlankKind:
        places = [f"{tab.value}-{kind.value}" for tab in RegisterTab] if kind is BlankKind.EMPTY else [kind.value]
        keys += [f"blank-{place}-{part}" for place in places for part in ("title", "text", "act")]
    assert [key for key in keys if not words.knows(key)] == []


def test_a_sentence_nobody_wrote_is_our_bug() -> None:
    with pytest.raises(MissingWords, match="no-such-words"):
        words.say("no-such-words")


def test_a_sentence_without_its_fact_is_our_bug() -> None:
    with pytest.raises(MissingWords, match="changed-text"):
        words.say("changed-text")
