"""One machine at which several people sit down in turn, and work on a case through its pages as they are offered to them."""

from typing import Any
from urllib.parse import urlsplit

from shouwang.access.models import User
from shouwang.registry.models import File
from tests.browser.test_pages_in_the_browser import enter

SOON = "domcontentloaded"
IS_SELECT = "one => one.tagName === 'SELECT'"
UNANSWERED = """
() => [...new Set([...document.querySelectorAll('form input[type=radio][name^=q_]')].map(one => one.name))]
  .filter(name => !document.querySelector(`input[name="${name}"]:checked`))
"""


class Desk:
    """The browser, the accounts, and the case (from the moment on at which there is one)."""

    def __init__(self, page: Any, users: dict[str, User]) -> None:
        self.page = page
        self.case: File | None = None
        self._users = users
        self._cookies: dict[str, Any] = {}
        self._who = ""

    def begin_day(self) -> None:
        """Another day: everybody has to log in anew."""
        self._cookies, self._who = {}, ""
        self.page.context.clear_cookies()
        self.page.goto("about:blank")

    def sit(self, who: str) -> None:
        """Somebody else takes the chair; whoever was here before today is still logged in. Nobody: a citizen."""
        if who == self._who:
            return
        context = self.page.context
        self._cookies[self._who] = context.cookies()
        context.clear_cookies()
        self.page.goto("about:blank")
        if who in self._cookies:
            context.add_cookies(self._cookies[who])
        elif who:
            enter(self.page, self._users[who])
        self._who = who

    def read(self, address: str) -> str:
        """What the page says."""
        assert self.page.goto(address, wait_until=SOON).status == 200, (self._who, address)
        return self.page.locator("main").inner_text()

    def act(self, event: str, **fields: Any) -> None:
        """The case's own page offers the step; its form is filled with what is asked, and sent."""
        if urlsplit(self.page.url).path != f"/cases/{self.case.pk}/":  # a step leads back there
            self.read(f"/cases/{self.case.pk}/")
        self._do_what_is_offered(event, fields)

    def act_from_home(self, event: str, **fields: Any) -> None:
        """Whoever sees nothing of the case is asked for one step at home."""
        assert self.case.number in self.read("/")
        self._do_what_is_offered(event, fields)

    def _do_what_is_offered(self, event: str, fields: dict[str, Any]) -> None:
        offered = self.page.locator(f"main a[href*='/{self.case.pk}/do/{event}/']")
        assert offered.count(), f"{event} is not offered to {self._who}"
        self.read(offered.first.get_attribute("href"))
        for name, value in fields.items():
            self._fill(name, value)
        for name in self.page.evaluate(UNANSWERED):
            self.page.locator(f"form [name='{name}']").first.check()
        self.send()
        assert f"/do/{event}/" not in self.page.url, self.page.locator("main").inner_text()

    def send(self) -> None:
        with self.page.expect_navigation(wait_until=SOON):
            self.page.locator("main form[method=post] button.btn-primary").last.click()

    def _fill(self, name: str, value: Any) -> None:
        field = self.page.locator(f"main form [name={name}]").first
        if field.get_attribute("type") in ("radio", "checkbox"):
            for answer in value if isinstance(value, tuple) else (value,):
                self._tick(name, answer)
        elif field.evaluate(IS_SELECT):
            field.select_option(value)
        else:
            field.fill(value)

    def _tick(self, name: str, answer: str | bool) -> None:
        """A box by its key or by the words that stand beside it; True: the only box."""
        boxes = self.page.locator(f"main form [name={name}]")
        if answer is True:
            boxes.check()
        elif (own := boxes.and_(self.page.locator(f"[value='{answer}']"))).count():
            own.check()
        else:
            self.page.locator(f"main form .field-{name}").get_by_label(answer, exact=True).check()
