"""Shared test set-up: no telemetry, no settings from the developer's own environment."""

from __future__ import annotations
