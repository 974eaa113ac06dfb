"""Tests something else."""
