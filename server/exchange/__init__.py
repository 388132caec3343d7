"""The routes of a client at work: about, hello, push, pull, hint. They hand over to whoever knows."""
