"""Browser contexts that are used again: what the browser has fetched and compiled stays, what a page stored is gone."""

from playwright.sync_api import Browser, BrowserContext, Page

STORED = "local_storage,indexeddb,cookies,service_workers"


class Contexts:
    """Contexts of one browser, one in use at a time for each set of options; `close` ends them all."""

    def __init__(self, browser: Browser):
        self.browser = browser
        self._idle: dict[str, list[BrowserContext]] = {}
        self._options: dict[BrowserContext, str] = {}

    def take(self, **options) -> BrowserContext:
        """One with these options of Playwright's `new_context`, as good as new."""
        key = repr(sorted(options.items()))
        idle = self._idle.setdefault(key, [])
        context = idle.pop() if idle else self.browser.new_context(**options)
        self._options[context] = key
        return context

    def give_back(self, context: BrowserContext, page: Page) -> None:
        """Forgets what was stored at the page's address, and closes every tab."""
        origin = page.evaluate("location.origin")
        if origin.startswith("http"):
            told = context.new_cdp_session(page)
            told.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": STORED})
        context.clear_cookies()
        context.clear_permissions()
        for tab in context.pages:
            tab.close()
        self._idle[self._options.pop(context)].append(context)

    def close(self) -> None:
        for contexts in self._idle.values():
            for context in contexts:
                context.close()
        self._idle.clear()
