"""What readers see: frames, words, made pages and their templates."""
