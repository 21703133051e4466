"""What the client costs beside others, as ratios taken in one run: ``python -m benchmarks``."""
