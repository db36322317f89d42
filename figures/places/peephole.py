"""The LSTM with a look at the memory for every gate."""

from figures.places.lstm_like import lstm_like, sums_of

PLACES = lstm_like(sums_of("figo", peepholes=True), peepholes=True)
