"""The dialog for one's own password, as it was told. Stands for `desktop.screens.password.PasswordScreen`."""

from desktop.screens.password import PasswordForm, PasswordTrouble


class PasswordRecorder:
    def __init__(self) -> None:
        self.form: PasswordForm | None = None
        self.is_busy = False
        self.trouble: PasswordTrouble | None = None

    @property
    def is_open(self) -> bool:
        return self.form is not None

    def open_password(self, form: PasswordForm) -> None:
        self.form = form

    def show_busy(self) -> None:
        self.is_busy, self.trouble = True, None

    def show_trouble(self, trouble: PasswordTrouble) -> None:
        self.is_busy, self.trouble = False, trouble

    def close_password(self) -> None:
        self.form, self.is_busy, self.trouble = None, False, None
