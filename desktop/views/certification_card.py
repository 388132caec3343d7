"""A customer's certification: the card that says how it stands, and in its place the form."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.screens.certification import (
    CertificationCard,
    CertificationWishes,
    Checks,
    Form,
    FormField,
    Licence,
    Typed,
)
from desktop.views.buttons import button
from desktop.views.certification_form import CertificationForm
from desktop.views.follow_up_list import fact_grid
from desktop.views.labels import StateLabel, text_label
from desktop.views.picture_pane import PicturePane
from desktop.views.spoken import Spoken
from desktop.views.tokens import Space

PICTURE_HEIGHT = 240


class CertificationView(Spoken):
    """Told which customer by `show_customer`; see `CertificationScreen` and `CertificationWishes`."""

    customer_shown = Signal(str)
    form_asked = Signal(str)
    form_left = Signal(str)
    typed_so = Signal(str, object)
    sent = Signal(str, object)
    licence_chosen = Signal(str, object)
    licence_pasted = Signal(str, bytes)
    licence_dropped = Signal(str)
    licence_save_asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._customer_id = ""
        self.card: CertificationCard | None = None
        self.state, self.start = StateLabel(), button("primary")
        self.text = text_label("", wraps=True)
        self.earlier = text_label("quiet", wraps=True)
        self.picture = PicturePane(is_amid=True)
        self.picture.setMinimumHeight(PICTURE_HEIGHT)
        self._facts_place, self._facts = QVBoxLayout(), QWidget()
        self._facts_place.addWidget(self._facts)
        self.form = CertificationForm()
        self._stack = QStackedWidget()
        for inner in (self._laid_out(), self.form):
            area = _scrolled(inner)
            self.says(area.setAccessibleName, "panel-tab-certification")
            self._stack.addWidget(area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.MEDIUM, 0, 0)
        column.addWidget(self._stack)
        self.start.clicked.connect(lambda: self.form_asked.emit(self._customer_id))
        self.picture.save_asked.connect(lambda licence_id: self.licence_save_asked.emit(self._customer_id, licence_id))
        form, field = self.form, self.form.licence
        form.left.connect(lambda: self.form_left.emit(self._customer_id))
        form.typed_so.connect(lambda typed: self.typed_so.emit(self._customer_id, typed))
        form.sent.connect(lambda typed: self.sent.emit(self._customer_id, typed))
        field.chosen.connect(lambda paths: self.licence_chosen.emit(self._customer_id, paths))
        field.pasted.connect(lambda content: self.licence_pasted.emit(self._customer_id, content))
        field.dropped.connect(lambda: self.licence_dropped.emit(self._customer_id))
        field.pane.save_asked.connect(lambda each: self.licence_save_asked.emit(self._customer_id, each))

    def serve(self, wishes: CertificationWishes) -> None:
        """Bring every wish to this presenter."""
        self.customer_shown.connect(wishes.customer_shown)
        self.form_asked.connect(wishes.certification_form_asked)
        self.form_left.connect(wishes.certification_form_left)
        self.typed_so.connect(wishes.certification_typed)
        self.sent.connect(wishes.certification_sent)
        self.licence_chosen.connect(wishes.licence_chosen)
        self.licence_pasted.connect(wishes.licence_pasted)
        self.licence_dropped.connect(wishes.licence_dropped)
        self.licence_save_asked.connect(wishes.licence_save_asked)

    @property
    def is_form_open(self) -> bool:
        return self._stack.currentIndex() == 1

    def show_customer(self, customer_id: str) -> None:
        """This customer is the one that is looked at; empty for none."""
        self.form.tell_if_due()
        self._customer_id = customer_id
        self.customer_shown.emit(customer_id)

    def show_certification(self, card: CertificationCard | None) -> None:
        """How it stands."""
        self.card = card
        self._stack.setVisible(card is not None)
        if card is None:
            return
        self.state.show_label(card.label)
        self.text.setText(card.text)
        old, self._facts = self._facts, QWidget()
        grid = fact_grid(card.facts)
        grid.setContentsMargins(0, 0, 0, 0)
        self._facts.setLayout(grid)
        self._facts_place.replaceWidget(old, self._facts)
        old.deleteLater()
        self._facts.setVisible(bool(card.facts))
        self.picture.setVisible(bool(card.licence_id))
        self.start.setText(card.start)
        self.start.setVisible(bool(card.start))
        self.earlier.setText("\n".join(card.earlier))
        self.earlier.setVisible(bool(card.earlier))

    def show_form(self, form: Form | None) -> None:
        """The form in place of the card, or the card again."""
        self._stack.setCurrentIndex(0 if form is None else 1)
        if form is not None and form.customer_id == self._customer_id:
            self.form.show_form(form)

    def show_checks(self, customer_id: str, checks: Checks) -> None:
        """What is to be said of each field."""
        if customer_id == self._customer_id:
            self.form.show_checks(checks)

    def show_licence(self, customer_id: str, licence: Licence | None) -> None:
        """In the form or on the card."""
        if customer_id == self._customer_id:
            shown = self.form.show_licence if self.is_form_open else self.picture.show_licence
            shown(licence)

    def show_missing(self, customer_id: str, text: str, first: FormField | None) -> None:
        """Why it was not sent in."""
        if customer_id == self._customer_id:
            self.form.show_missing(text, first)

    def tell_drafts(self) -> None:
        """What is typed and not told; before closing."""
        self.form.tell_if_due()

    @property
    def typed(self) -> Typed:
        """What stands in the form."""
        return self.form.typed

    def _laid_out(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, Space.SMALL, Space.MEDIUM)
        column.setSpacing(Space.SMALL)
        head = QHBoxLayout()
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(self.start)
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(self._facts_place)
        column.addWidget(self.picture)
        column.addWidget(self.earlier)
        column.addStretch(1)
        return inner


def _scrolled(inner: QWidget) -> QScrollArea:
    inner.setProperty("kind", "scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area
