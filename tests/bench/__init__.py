"""Benchmarks: everything that is compared is measured in one run, and reported as ratios."""
