"""The form of a pool's rules: presets, every number, the day from which they hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QTimeZone, Signal
from PySide6.QtWidgets import QDateEdit, QGridLayout, QHBoxLayout, QVBoxLayout

from desktop.screens.rules import EFFECTIVE_FROM, FIELDS, FieldGroup, Preset, TypedRules
from desktop.views.buttons import button
from desktop.views.flow_layout import FlowLayout
from desktop.views.labels import frame, text_label
from desktop.views.rule_row import RuleRow
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

_LEFT = (FieldGroup.RETURN,)
_RIGHT = (FieldGroup.CLAIM, FieldGroup.RELIEF, FieldGroup.COMPANY)


class RulesForm(Spoken):
    """Whatever is typed stays until it is filled anew."""

    preset_asked = Signal(object, object)
    save_asked = Signal(object)
    trouble_shown = Signal(object)
    """The first field that cannot be so: it is to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = {field.setting: RuleRow(field) for field in FIELDS}
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setTimeZone(QTimeZone.utc())
        self.save = button("primary")
        self.presets = {preset: button() for preset in Preset}
        self._day_trouble = text_label("trouble", wraps=True)
        self._troubles = text_label("trouble", wraps=True)
        for hidden in (self._day_trouble, self._troubles):
            hidden.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.MEDIUM)
        column.addLayout(self._lay_out_presets())
        column.addLayout(self._lay_out_groups())
        column.addWidget(self._troubles)
        column.addLayout(self._lay_out_foot())
        column.addWidget(self._day_trouble)
        self.says(self.save.setText, "rules-save")
        self.says(self.day.setAccessibleName, "rules-effective")
        self.save.clicked.connect(lambda: self.save_asked.emit(self.typed))

    @property
    def typed(self) -> TypedRules:
        """As it stands."""
        shown = self.day.date()
        return TypedRules(
            {setting: row.text for setting, row in self.rows.items() if row.edit is not None},
            frozenset(setting for setting, row in self.rows.items() if row.is_ticked),
            date(shown.year(), shown.month(), shown.day()),
        )

    @property
    def trouble(self) -> str:
        """Why the day cannot be so."""
        return "" if self._day_trouble.isHidden() else self._day_trouble.text()

    def show_form(self, rules: TypedRules) -> None:
        """Fill it with these."""
        for setting, row in self.rows.items():
            row.show_value(rules.texts.get(setting, ""), is_ticked=setting in rules.ticked)
        day = rules.effective_on
        self.day.setDate(QDate(day.year, day.month, day.day))

    def show_troubles(self, troubles: Mapping[str, str]) -> None:
        """Each at its field; the first of them has the keyboard."""
        for setting, row in self.rows.items():
            row.show_trouble(troubles.get(setting, ""))
        wrong = [row for setting, row in self.rows.items() if setting in troubles]
        at_day = troubles.get(EFFECTIVE_FROM, "")
        self._day_trouble.setText(at_day)
        self._day_trouble.setVisible(bool(at_day))
        self._troubles.setVisible(bool(wrong))
        self.says(self._troubles.setText, "rules-troubles", n=len(wrong))
        first = wrong[0].edit if wrong else self.day if at_day else None
        if first is not None:
            first.setFocus()
            self.trouble_shown.emit(first)

    def _lay_out_presets(self) -> FlowLayout:
        flow = FlowLayout(gap=Space.SMALL)
        name = text_label("second")
        self.says(name.setText, "rules-preset")
        name.setMinimumHeight(self.save.sizeHint().height())
        flow.addWidget(name)
        for preset, made in self.presets.items():
            self.says(made.setText, f"rules-preset-{preset.value}")
            made.clicked.connect(partial(self._fill, preset))
            flow.addWidget(made)
        return flow

    def _lay_out_groups(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.LARGE)
        for place, groups in enumerate((_LEFT, _RIGHT)):
            side = QVBoxLayout()
            side.setSpacing(Space.MEDIUM)
            for group in groups:
                side.addWidget(self._card(group))
            side.addStretch(1)
            grid.addLayout(side, 0, place)
            grid.setColumnStretch(place, 1)
        return grid

    def _card(self, group: FieldGroup) -> Spoken:
        card = Spoken()
        ground = frame("card", card)
        outer = QVBoxLayout(card)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)
        lines = QVBoxLayout(ground)
        lines.setContentsMargins(14, Space.MEDIUM, 14, Space.MEDIUM)
        lines.setSpacing(Space.SMALL)
        title = text_label("section")
        self.says(title.setText, f"rules-group-{group.value}")
        lines.addWidget(title)
        for field in FIELDS:
            if field.group is group:
                lines.addWidget(self.rows[field.setting])
        return card

    def _lay_out_foot(self) -> QHBoxLayout:
        name, hint = text_label(""), text_label("quiet")
        name.setBuddy(self.day)
        self.says(name.setText, "rules-effective")
        self.says(hint.setText, "rules-effective-hint")
        foot = QHBoxLayout()
        foot.setSpacing(Space.SMALL)
        for widget in (name, self.day, hint):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.save)
        return foot

    def _fill(self, preset: Preset, _checked: bool = False) -> None:
        self.preset_asked.emit(preset, self.typed)
