"""Spreadsheets of customers as they really are: read in a process of their own, judged row by row."""
