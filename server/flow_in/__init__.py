"""Where registrations from upstream go, and when those that slept flow into a pool (H 109, H 121)."""
