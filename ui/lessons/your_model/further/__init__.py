"""What stands folded under the film of a reader's own network, one file a part."""
