"""The peephole LSTM whose belt has no valve."""

from lstm_core.diagram.places.lstm_like import lstm_like, sums_of

PLACES = lstm_like(sums_of("igo", peepholes=True), peepholes=True)
