"""The LSTM with a look at the memory for every gate."""

from lstm_core.diagram.places.lstm_like import lstm_like, sums_of

PLACES = lstm_like(sums_of("figo", peepholes=True), peepholes=True)
