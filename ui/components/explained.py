"""The explanations of the terms that a page's text links to, shown by the page where a reader points at one."""

from ui import glossary
from ui.components.component import component


def terms() -> None:
    """Once a page; it shows nothing until a term is pointed at."""
    component("glossary")(
        key="glossary", data={glossary.address(term): f"{term}: {said}" for term, said in glossary.TERMS.items()}
    )
