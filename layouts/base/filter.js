{
  // Narrows the programme to what is chosen. Without this script the form stays hidden, and all sessions are shown.
  const form = document.querySelector(".filter");
  const output = form.querySelector("output");
  const choices = [...form.querySelectorAll("select")];
  const sessions = [...document.querySelectorAll(".session")];
  const days = [...document.querySelectorAll(".day")];
  let announced = output.textContent;

  const values = (session, choice) => session.dataset[choice.name].split(" ");
  const fits = (session, except) =>
    choices.every((choice) => choice === except || !choice.value || values(session, choice).includes(choice.value));

  // What would leave nothing, beside what is chosen in the other lists, cannot be chosen.
  const offer = (choice) => {
    const left = new Set(sessions.filter((session) => fits(session, choice)).flatMap((session) => values(session, choice)));
    for (const option of choice.options) option.disabled = option.value !== "" && !left.has(option.value);
  };

  const show = () => {
    for (const session of sessions) session.classList.toggle("left-out", !fits(session));
    choices.forEach(offer);
    for (const day of days) day.classList.toggle("left-out", !day.querySelector(".session:not(.left-out)"));
    const shown = sessions.filter((session) => !session.classList.contains("left-out")).length;
    const text = output.dataset.text.replace("{shown}", shown);
    // Said aloud only when it changes.
    if (text !== announced) output.textContent = announced = text;
    form.classList.toggle("narrowed", choices.some((choice) => choice.value));
  };

  // A link to a session that is left out brings back the whole programme.
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest(".left-out")) return;
    form.reset();
    requestAnimationFrame(() => target.scrollIntoView());
  };

  form.addEventListener("change", show);
  form.addEventListener("reset", () => requestAnimationFrame(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", follow);
  addEventListener("pageshow", show);
  form.hidden = false;
}
