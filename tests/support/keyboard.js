// What the Tab key must reach, and how it looks when it is reached: `keyboard.names`, `keyboard.look()`.
(() => {
  const CONTROLS = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
  const usable = (element) =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true });
  const controls = [...document.querySelectorAll(CONTROLS)].filter(usable);
  const name = (element) =>
    element && element !== document.body
      ? `<${element.localName}> "${(element.ariaLabel || element.textContent).trim().replace(/\s+/g, " ").slice(0, 40)}"`
      : "nothing";

  // What a ring can be made of, beside nothing at all.
  const ring = (element) => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0 ? "" : style.outline;
    return [outline, style.boxShadow === "none" ? "" : style.boxShadow].join("|");
  };
  const atRest = new Map(controls.map((element) => [element, ring(element)]));

  // The middle of each line of the control must be in sight and on top.
  const isInSight = (element) =>
    [...element.getClientRects()].some((box) => {
      const [across, down] = [box.left + box.width / 2, box.top + box.height / 2];
      const top = document.elementFromPoint(across, down);
      return top && (element.contains(top) || top.contains(element));
    });

  const look = () => {
    const element = document.activeElement;
    const faults = [];
    const now = ring(element);
    if (now === "|" || now === atRest.get(element)) faults.push("the focus does not show");
    if (!isInSight(element)) faults.push("it is covered or out of sight");
    return { number: controls.indexOf(element), name: name(element), faults };
  };
  window.keyboard = { names: controls.map(name), look };
})();
