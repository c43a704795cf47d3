"""Tests of the computer's room."""
