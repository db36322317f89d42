"""Arrays in, Plotly figures out: one file a lesson, or a question that several ask."""
