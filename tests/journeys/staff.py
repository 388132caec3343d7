"""The team page under a person's hands."""

from PySide6.QtWidgets import QPushButton

from desktop.screens.window import Page
from desktop.views.team_page import TeamPage
from tests.journeys.rep import Rep


def team_page(rep: Rep) -> TeamPage:
    """The page, opened and filled."""
    rep.open_page(Page.TEAM)
    page = rep.window.findChild(TeamPage)
    assert page is not None
    rep.wait(lambda: page.model.rowCount() > 0 and page.model.row_at(0) is not None)
    return page


def names(page: TeamPage) -> list[str]:
    """Teams and people as listed."""
    return [str(page.model.index(row, 0).data()) for row in range(page.model.rowCount())]


def press_step(rep: Rep, page: TeamPage, word: str) -> None:
    """One of the buttons beside the list."""

    def buttons() -> list[QPushButton]:
        return [each for each in page.details.findChildren(QPushButton) if each.text() == word and each.isVisible()]

    rep.wait(lambda: bool(buttons()))
    rep.click(buttons()[0])
