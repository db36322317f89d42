"""A worksheet to print: what to do, tables and questions with fields, and the key on a page of its own."""

from collections.abc import Sequence
from html import escape

from ui.take.handout import Blank, Question, Table
from ui.take.markup import marked, whole
from ui.take.stops import Stop

LINES = "<textarea rows=2></textarea>"  # to write on


def worksheet(stops: Sequence[Stop], title: str, address: str) -> str:
    """HTML that stands alone, for A4."""
    sheets = "\n".join(_sheet(stop) for stop in stops)
    keys = "\n".join(_key(stop) for stop in stops)
    body = (
        f"<header><h1>{escape(title)}</h1><p>Name <input> Date <input></p></header>\n{sheets}\n"
        f'<section class="key"><h1>Key: {escape(title)}</h1>\n{keys}\n'
        f"<p class=from>Computed by the networks of the page. The screen: {escape(address)}</p></section>"
    )
    return whole(title, "worksheet.css", body)


def _sheet(stop: Stop) -> str:
    lesson, gives = stop.lesson, stop.gives
    number, parts = 0, [f"<h2>{escape(lesson.menu)}: {marked(lesson.claim)}</h2>"]
    parts += [f"<p class=about>{marked(gives.about)}</p>"] if gives.about else []
    parts.append(f"<ul class=do>{''.join(_task(thing.says) for thing in lesson.do)}</ul>")
    parts += [f"<ul class=question>{_task(thing.says)}</ul>{LINES}" for thing in lesson.exercises]
    parts += [_table(table, key=False) for table in gives.tables]
    for number, question in enumerate(gives.questions, 1):
        parts.append(f"<div class=question><p>{number}. {marked(question.asks)}</p>{_fields(question)}</div>")
    return f'<section id="{lesson.name}">{"".join(parts)}</section>'


def _task(says: str) -> str:
    return f"<li><label><input type=checkbox> {marked(says)}</label>"


def _fields(question: Question) -> str:
    """Boxes to tick, or lines to write on."""
    if not question.options:
        return LINES
    boxes = (f"<li><label><input type=checkbox> {escape(option)}</label>" for option in question.options)
    return f"<ul class=options>{''.join(boxes)}</ul>"


def _table(table: Table, key: bool) -> str:
    head = "".join(f"<th>{escape(title)}" for title in table.head)
    rows = "".join(f"<tr>{''.join(_field(one, key) for one in row)}" for row in table.rows)
    return f"<p>{marked(table.asks)}</p><table><thead><tr>{head}<tbody>{rows}</table>"


def _field(one: str | Blank, key: bool) -> str:
    if isinstance(one, str):
        return f"<td>{escape(one)}"
    return f"<td><b>{escape(one.right)}</b>" if key else "<td><input>"


def _key(stop: Stop) -> str:
    gives = stop.gives
    parts = [f"<h2>{escape(stop.lesson.menu)}</h2>"]
    parts += [f"<p class=about>{marked(gives.about)}</p>"] if gives.about else []
    parts += [f"<p>{marked(thing.says)} <i>{marked(thing.shows)}</i></p>" for thing in stop.lesson.exercises]
    parts += [
        _table(table, key=True) for table in gives.tables if any(isinstance(o, Blank) for r in table.rows for o in r)
    ]
    parts += [_told(number, question) for number, question in enumerate(gives.questions, 1)]
    return f'<section id="{stop.lesson.name}-key">{"".join(parts)}</section>'


def _told(number: int, question: Question) -> str:
    right = f"<b>{escape(question.right)}</b>{'' if question.right.endswith('.') else '.'} " if question.right else ""
    return f"<p>{number}. {right}{marked(question.says)}</p>"
