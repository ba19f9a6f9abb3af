"""Pieces of screen that several views use."""
