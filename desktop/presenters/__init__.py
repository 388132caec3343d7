"""What should the screen say next? Plain Python: one presenter per screen, told by wishes, telling by values.

Presenters know the court, the cache and the engine's reports; never a widget, a thread or a table.
"""
