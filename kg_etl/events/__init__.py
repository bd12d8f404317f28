"""Visits, agreements and offensives, by frames."""
