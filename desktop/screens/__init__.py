"""What the screens show, as plain frozen values, and what may be told to them.

One module per screen. Each holds the values, a `…Screen` protocol (what a presenter may tell the screen)
and a `…Wishes` protocol (what the screen asks of a presenter, one method per signal of the view).
Texts that depend on data arrive finished, made with `desktop.words`; the words that never change are the view's own.
"""
