"""What Python packs for the browser's components, and mounts."""
