"""A notebook of what stands on a page, which needs NumPy alone: a run, or one step."""

from ui.take.handout import Reading, Step
from ui.take.notebook_cells import file, text
from ui.take.run_notebook import of_run
from ui.take.step_notebook import of_step


def notebook(of: Reading | Step | None, title: str, about: str, address: str) -> str:
    """The file; ValueError where there is nothing that it can be written of."""
    if of is None:
        raise ValueError("this page has no network that a notebook can read")
    first = text(f"# {title}\n\n{about}\n\nIt needs NumPy and nothing else. The screen it was made from: `{address}`")
    return file([first, *(of_step(of) if isinstance(of, Step) else of_run(of))])
