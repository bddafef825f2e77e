"""What knows text and files, and nothing of a manual."""
