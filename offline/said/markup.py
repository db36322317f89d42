"""Markdown of a page as elements in data, which the browser builds one by one: nothing is ever read as HTML."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from offline.said.formulas import formula

Element = list  # [tag, attributes, child, …]; a child is an element or a text
FORMULA = re.compile(r"\$(?!\s)((?:[^$\\]|\\.)+?)(?<!\s)\$(?!\d)")
DIRECTIVE = re.compile(r":([a-z-]+)\[")
ICON = re.compile(r":material/[a-z_0-9]+: ?")
NAMED = {"small": "small"}  # other directives colour what is inside them: it stands there as it is


def _directive(state: StateInline, silent: bool) -> bool:
    """`:small[…]`, and its like."""
    found = DIRECTIVE.match(state.src, state.pos)
    end = state.md.helpers.parseLinkLabel(state, found.end() - 1) if found else -1
    if not found or end < 0:
        return False
    if not silent:
        tag, most = NAMED.get(found[1], "span"), state.posMax
        state.push("directive_open", tag, 1)
        state.pos, state.posMax = found.end(), end
        state.md.inline.tokenize(state)
        state.push("directive_close", tag, -1)
        state.posMax = most
    state.pos = end + 1
    return True


def _formula(state: StateInline, silent: bool) -> bool:
    """`$…$`, in LaTeX."""
    found = FORMULA.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        state.push("formula", "math", 0).content = found[1]
    state.pos = found.end()
    return True


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": False}).enable(["table", "strikethrough"])
    reader.inline.ruler.before("emphasis", "directive", _directive)
    reader.inline.ruler.before("escape", "formula", _formula)
    reader.inline.ruler.at("text", _text)
    return reader


def _text(state: StateInline, silent: bool) -> bool:
    """Plain text up to the next sign that may be markup; a colon is one, unlike in markdown-it."""
    found = re.compile(r"[^\n!#$%&*+\-:<=>@\[\\\]^_`{}~]+").match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.pending += found[0]
    state.pos = found.end()
    return True


READER = _reader()


def elements(text: str, link: Callable[[str], str | None]) -> list[Element]:
    """The blocks of a text; `link` gives the address that a link has here, None where it leads nowhere."""
    return _nested(READER.parse(ICON.sub("", text)), link)


def phrase(text: str, link: Callable[[str], str | None] = lambda address: None) -> list:
    """One line, without a paragraph around it."""
    return _nested(READER.parseInline(ICON.sub("", text))[0].children or (), link)


def table(rows: Any) -> Element:
    """The rows of a data frame, under the names of their columns."""
    head = ["tr", {}, *(["th", {"scope": "col"}, str(name)] for name in rows.columns)]
    body = [["tr", {}, *(["td", {}, str(value)] for value in row)] for row in rows.itertuples(index=False)]
    return ["div", {"class": "table"}, ["table", {}, ["thead", {}, head], ["tbody", {}, *body]]]


def _nested(tokens: Sequence[Token] | Iterable[Token], link: Callable[[str], str | None]) -> list:
    root: list = ["div", {}]
    open_ones = [root]
    for token in tokens:
        if token.type == "inline":
            open_ones[-1].extend(_nested(token.children or (), link))
        elif token.nesting == 1:
            made = [token.tag, _attributes(token, link)]
            if token.type == "link_open" and "href" not in made[1]:
                made[0] = "span"
            if not token.hidden:
                open_ones[-1].append(made)
            open_ones.append(open_ones[-1] if token.hidden else made)
        elif token.nesting == -1:
            open_ones.pop()
        elif (leaf := _leaf(token)) is not None:
            open_ones[-1].append(leaf)
    return _joined(root[2:])


def _leaf(token: Token) -> Any:
    if token.type in ("text", "html_inline", "html_block"):
        return token.content or None
    if token.type == "softbreak":
        return " "
    if token.type in ("fence", "code_block"):
        return ["pre", {}, ["code", {}, token.content]]
    if token.type == "formula":
        return formula(token.content)
    if token.type == "code_inline":
        return ["code", {}, token.content]
    if token.tag in ("br", "hr"):
        return [token.tag, {}]
    raise ValueError(f"a text with “{token.type}” cannot be written for a page without a server")


def _attributes(token: Token, link: Callable[[str], str | None]) -> dict[str, str]:
    if token.type == "link_open":
        address = link(str(token.attrs.get("href", "")))
        return {} if address is None else {"href": address}
    return {name: str(value) for name, value in token.attrs.items() if name in ("start", "style")}


def _joined(children: list) -> list:
    """Texts that follow one another as one."""
    found: list = []
    for child in children:
        if isinstance(child, str) and found and isinstance(found[-1], str):
            found[-1] += child
        else:
            found.append(_joined_element(child))
    return found


def _joined_element(child: Any) -> Any:
    return child if isinstance(child, str) or child[0] == "math" else [child[0], child[1], *_joined(child[2:])]
