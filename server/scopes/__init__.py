"""Who may read what, and how it is read: the rows of each scope, granted, walked and followed."""
