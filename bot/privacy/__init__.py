"""What is kept of what people type, and for how long."""
