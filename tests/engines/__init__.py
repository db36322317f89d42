"""The core paths of a reader in Firefox and in WebKit, the engine of Safari, as far as each is on this machine."""
