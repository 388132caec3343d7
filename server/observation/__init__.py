"""What operators see: health, metrics, logs without anybody's data."""
