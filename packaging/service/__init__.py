"""The server as it is handed to whoever runs it: a wheel, its lock, a container file, a systemd unit, an example."""
