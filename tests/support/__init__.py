"""What several tests stand on: oracles, cells and tasks made for them, queues."""
