"""Dateline turns news into tables."""
