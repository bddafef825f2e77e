"""A folder that any host serves: published, held to the manual, searched, staged."""
