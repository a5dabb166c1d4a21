"""People at work over HTTP while the server is killed: each writes, and notes what was acknowledged."""

import http.client
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

PATIENCE = 20  # seconds for one answer


@dataclass
class Person:
    """Sends one form again and again, each time with words of its own, until told to stop.

    `told` are the words of what the server said yes to, `sent` all that were sent: what is in `sent` alone may be there
    or not, but whole.
    """

    port: int
    name: str
    address: str
    form: dict[str, object]
    words: str
    cookies: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    lost: int = 0
    most: int = 10_000
    answers: Counter = field(default_factory=Counter)

    def work(self, stop: threading.Event) -> None:
        for number in range(self.most):
            if stop.is_set():
                return
            self.send(f"{self.name}第{number}次")

    def send(self, words: str) -> bool:
        """Whether the server said yes. A connection that broke says neither."""
        given = self.form | {self.words: words}
        if words not in self.sent:
            self.sent.append(words)
        try:
            status = self.ask("POST", urlencode(given, doseq=True))
        except (OSError, http.client.HTTPException):
            self.lost += 1
            return False
        self.answers[status] += 1
        is_yes = status in (200, 302)  # a form that is asked again answers 422
        if is_yes:
            self.told.append(words)
        return is_yes

    def ask(self, method: str, body: str = "") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if method == "POST":
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            headers |= {"X-CSRFToken": self.cookies.get("csrftoken", "")}
        try:
            connection.request(method, self.address, body, headers)
            answer = connection.getresponse()
            answer.read()
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                self.cookies |= {key: morsel.value for key, morsel in SimpleCookie(cookie).items()}
            return answer.status
        finally:
            connection.close()


def work_together(people: list[Person], *, meanwhile: Callable[[], None]) -> None:
    """All at once, and `meanwhile` beside them; who still works when it is over finishes what was begun."""
    stop = threading.Event()
    threads = [threading.Thread(target=person.work, args=(stop,)) for person in people]
    for thread in threads:
        thread.start()
    try:
        meanwhile()
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE + 5)
