/* Only a help: a file that is too large is said so before it is sent, and a second tap does not send again. */
(function () {
  "use strict";

  function leaveOutLarge(input, most, words) {
    var old = input.parentNode.querySelector(".report-too-large");
    if (old) { old.remove(); }
    var kept = new DataTransfer(), large = [];
    Array.prototype.forEach.call(input.files, function (file) {
      if (file.size > most) { large.push(file.name); } else { kept.items.add(file); }
    });
    if (!large.length) { return; }
    input.files = kept.files;
    var said = document.createElement("p");
    said.className = "report-too-large";
    said.setAttribute("role", "alert");
    said.textContent = large.join(", ") + ": " + words;
    input.insertAdjacentElement("afterend", said);
  }

  document.querySelectorAll("form[data-report]").forEach(function (form) {
    form.addEventListener("change", function (event) {
      if (event.target.type === "file") { leaveOutLarge(event.target, form.dataset.most * 1048576, form.dataset.mostWords); }
    });
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      form.querySelectorAll("button").forEach(function (button) { button.setAttribute("aria-busy", "true"); });
    });
    window.addEventListener("pageshow", function () { delete form.dataset.sent; });
  });
})();
