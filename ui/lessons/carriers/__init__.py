"""What *Carriers* shows and says of the experiments on the shipped networks, one of them done again."""
