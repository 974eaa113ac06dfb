"""Has no test of its own."""
