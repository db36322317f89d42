"""A list of Streamlit's that a test opens: one that has just opened closes again where the page still scrolls."""

from playwright.sync_api import Locator, TimeoutError

OPTION = "[role=listbox] [role=option]"  # those of the browser's own lists, such as a film's speed, are options too


def open_list(control: Locator) -> Locator:
    """The choices of a combobox, once they stay open."""
    control.scroll_into_view_if_needed()
    options = control.page.locator(OPTION)
    for _ in range(4):
        control.click()
        try:
            options.first.wait_for(timeout=5_000)
        except TimeoutError:
            continue
        control.page.wait_for_timeout(300)
        if options.first.is_visible():
            break
    return options
