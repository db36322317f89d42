"""Arrays in, Plotly figures out: a lesson in one file or two, and in `questions` what several lessons ask."""
