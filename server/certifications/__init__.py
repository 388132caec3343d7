"""Certifications of customers: asked for by reps, decided by managers, told from upstream (H 117, H 118, H 119)."""
