"""The four routes of a client at work: hello, push, pull, hint. They hand over to whoever knows."""
