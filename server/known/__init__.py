"""Is this company known (H 112)?"""
