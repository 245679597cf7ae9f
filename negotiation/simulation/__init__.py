"""What could follow, under stated assumptions: many runs of a model. Never a forecast.

A run is a generalised semi-Markov process (Glynn 1989, doi:10.1109/5.21067): one clock for each
wait that the configuration allows; the first to run down is the next event.
"""
