"""Mention candidates -> the mentions of an article, and which of them denote the same one."""
