"""The operator's way in: `gonghai-server`. The only place of the server that speaks to a terminal."""
