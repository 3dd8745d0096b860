"""Verbs of the launch, one file each."""
