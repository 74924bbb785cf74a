"""Stages that read one report: parse, times, places, actors, names, statements, events."""
