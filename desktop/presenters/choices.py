"""Language, theme and density: worn at once, remembered for the next start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop import words
from desktop.screens.preferences import Density, Language, Theme


@dataclass(slots=True)
class Choices:
    """`wear`, `space` and `say_again` make a choice seen, `keep` remembers it by the names of its fields."""

    theme: Theme
    density: Density
    wear: Callable[[Theme], None]
    space: Callable[[Density], None]
    say_again: Callable[[], None]
    keep: Callable[..., object]

    @property
    def language(self) -> Language:
        return words.spoken_language()

    def choose_language(self, language: Language) -> None:
        words.speak(language)
        self.keep(language=language)
        self.say_again()

    def choose_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.keep(theme=theme)
        self.wear(theme)

    def choose_density(self, density: Density) -> None:
        self.density = density
        self.keep(density=density)
        self.space(density)
