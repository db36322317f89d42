"""The film: packed for the browser, mounted on a page."""
