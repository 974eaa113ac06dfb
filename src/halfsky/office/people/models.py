"""What this book stores."""
