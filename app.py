"""The table of contents: finds the lessons in pages/ and shows the chosen one inside the frame."""

import streamlit as st

from ui.frame import frame, lessons
from ui.room.routes import routes
from ui.serving.server import prepared
from ui.thread import hidden

# `streamlit run app.py` finds this and serves it; ui/serving/server.py says why. Beside the pages it answers rooms.
app = st.App(__file__, lifespan=prepared, routes=routes())

if __name__ == "__main__":
    lesson = st.navigation(lessons(), position="hidden" if "menu" in hidden.asked() else "top")
    with frame(lesson):
        lesson.run()
