"""A tour as slides in one file: each stop's claim, its question, the answer after it, its picture."""

from collections.abc import Sequence
from html import escape

from ui.take.handout import Question
from ui.take.markup import marked, whole
from ui.take.stops import Stop


def slides(stops: Sequence[Stop], title: str, address: str) -> str:
    """HTML that stands alone; arrow keys, a clicker, a tap or a click go on."""
    minutes = sum(stop.minutes for stop in stops)
    first = [
        f"<h1>{escape(title)}</h1>",
        "<ol>" + "".join(f"<li>{escape(stop.lesson.menu)} · {stop.minutes} min" for stop in stops) + "</ol>",
        f"<p class=from>{minutes} minutes. → goes on, ← goes back, F fills the screen.</p>",
    ]
    pages = [_slide("start", "".join(first))]
    for number, stop in enumerate(stops, 1):
        pages += _of_stop(stop, f"{number} of {len(stops)} · {stop.lesson.menu} · {stop.minutes} min")
    pages.append(_slide("end", f"<h1>To go on</h1><p class=from>{escape(address)}</p>"))
    bar = '<nav><button type=button id=back aria-label="Back">←</button> <span id=place role=status></span> '
    bar += '<button type=button id=on aria-label="Go on">→</button></nav>'
    return whole(title, "slides.css", f"<main>{''.join(pages)}</main>{bar}", "slides.js")


def _of_stop(stop: Stop, where: str) -> list[str]:
    lesson, gives = stop.lesson, stop.gives
    head = f"<p class=where>{escape(where)}</p>"
    tasks = "".join(f"<li>{marked(thing.says)}" for thing in lesson.do)
    found = [_slide(lesson.name, f"{head}<h1>{marked(lesson.claim)}</h1><ul>{tasks}</ul>")]
    more = [_slide(lesson.name, f"{head}{_asked(question)}") for question in gives.questions if question.options][:1]
    if gives.picture:
        picture = f"{head}<figure>{gives.picture}<figcaption>{marked(gives.caption)}</figcaption></figure>"
        more.append(_slide(lesson.name, f"{picture}<p class=about>{marked(gives.about)}</p>"))
    return found + (more[::-1] if gives.first else more)


def _asked(question: Question) -> str:
    """A question; its answer stands there after one step more."""
    options = "".join(f"<li>{escape(option)}" for option in question.options)
    answer = f"<p class=later><b>{escape(question.right)}</b>. {marked(question.says)}</p>"
    return f"<h2>{marked(question.asks)}</h2><ul class=options>{options}</ul>{answer}"


def _slide(name: str, inside: str) -> str:
    return f'<section data-stop="{escape(name, quote=True)}">{inside}</section>'
