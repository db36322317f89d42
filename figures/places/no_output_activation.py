"""The peephole LSTM that shows its memory unsquashed."""

from figures.places.lstm_like import lstm_like, sums_of

PLACES = lstm_like(sums_of("figo", peepholes=True), peepholes=True, linear="h")
