// A table that is wider than its frame can be moved: only then the frame has a name, and the keyboard reaches it.
"use strict";
const seen = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const moves = target.scrollWidth > target.clientWidth;
    for (const [name, value] of [["role", "group"], ["tabindex", "0"], ["aria-label", target.dataset.name]])
      if (moves) target.setAttribute(name, value);
      else target.removeAttribute(name);
  }
});
for (const frame of document.querySelectorAll(".table-frame")) {
  seen.observe(frame);
  seen.observe(frame.querySelector("table")); // letters that become larger change the table, not its frame
}
