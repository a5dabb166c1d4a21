/* What needs a script: filters that send themselves, printing, choices of all rows, asking once more, drawing charts. */
(function () {
  "use strict";

  function each(selector, act) { document.querySelectorAll(selector).forEach(act); }

  function prepare() {
    document.documentElement.classList.add("has-script");
    each("[data-print]", function (button) { button.addEventListener("click", function () { window.print(); }); });
    each("[data-all]", function (box) {
      box.addEventListener("change", function () {
        each("input[type=checkbox][name='" + box.dataset.all + "']", function (one) { one.checked = box.checked; });
      });
    });
  }

  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-autosubmit]");
    if (form && event.target.matches("select, input[type=date], input[type=checkbox]")) { form.requestSubmit(); }
  });

  document.addEventListener("submit", function (event) {
    var question = event.target.dataset.ask;
    if (question && !window.confirm(question)) { event.preventDefault(); return; }
    if (event.target.method === "get") {
      event.target.querySelectorAll("select, input").forEach(function (one) { if (!one.value) { one.disabled = true; } });
    }
  });

  window.addEventListener("pageshow", function () { each("form [disabled]:not([data-off])", function (one) { one.disabled = false; }); });

  document.addEventListener("htmx:responseError", function (event) {
    var place = event.detail.target;
    if (place) { place.textContent = place.dataset.trouble || "⚠ " + event.detail.xhr.status; }
  });

  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", prepare); } else { prepare(); }
})();
