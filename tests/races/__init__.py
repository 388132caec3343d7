"""Many at once on a real PostgreSQL behind two real server processes: what was asked, what was answered, what is true.

python -m tests.races [--seconds N] [--seed S]

`contest` makes a history, `truth` adds what the tables hold, `checker` says what is wrong with it and knows neither.
"""
