"""A company that never was, with a past that could have been. All of it is drawn from our own word lists."""
