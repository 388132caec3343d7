"""The picker of tags over the register: for the ticks, or where there are none for the current row."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop.models.id_table import IdTableModel
from desktop.screens.actions import Action
from desktop.screens.selection import NOBODY
from desktop.views.batch_bar import BatchBarView
from desktop.views.shortcuts import bind
from desktop.views.table import IdTable
from desktop.views.tag_picker import TagPickerView
from desktop.views.tokens import Space


class RegisterTags(TagPickerView):
    """By the bar's button and by the key."""

    def __init__(self, page: QWidget, table: IdTable, batch: BatchBarView) -> None:
        super().__init__(page)
        self._table = table
        self._batch = batch
        batch.tags_asked.connect(self._pick)
        bind(Action.TAG, page, self._pick)

    def _pick(self) -> None:
        model = self._table.model()
        assert isinstance(model, IdTableModel)
        if model.ticks != NOBODY:
            if self._batch.tags.isVisible():
                self.ask(model.ticked_ids, self._batch.tags, QPoint(0, -Space.SMALL))
        elif self._table.can(self._table.current_id, Action.TAG.value):
            row = self._table.visualRect(self._table.currentIndex())
            self.ask((self._table.current_id,), self._table.viewport(), QPoint(Space.HUGE, row.top()))
