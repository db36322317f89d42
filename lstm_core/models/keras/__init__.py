"""Files of Keras: what is in them, which layer reads which, and the recurrent ones as records."""
