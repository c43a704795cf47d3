"""Tests: they mirror the package, plus journeys, architecture, benchmarks and helpers."""
