"""Today and review as they stand before a person: where requests are told, and where they are answered."""

from desktop.screens.today import TodayLine, TodayPart
from desktop.screens.window import Page
from desktop.views.review_page import ReviewPage
from desktop.views.today_page import TodayPage
from tests.journeys.rep import Rep


def today(rep: Rep, part: TodayPart) -> list[TodayLine]:
    """What stands in a part of the page, with the deeds opened."""
    page = rep.window._pages[Page.TODAY]
    assert isinstance(page, TodayPage)
    return [view.line for view in page.blocks[part].lines]


def review(manager: Rep) -> ReviewPage:
    """The page, whether or not it is open."""
    page = manager.window._pages[Page.REVIEW]
    assert isinstance(page, ReviewPage)
    return page
