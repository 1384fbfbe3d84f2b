// What a reader loses on a page as it stands: returns a list of sentences, empty when nothing is lost.
// "Lost" is text or a picture beyond the sides of the page, text cut off by a box, and text under a picture or other text.
() => {
  const faults = new Set();
  const pageWidth = document.documentElement.clientWidth;
  const SLACK = 1; // px: rounding of fractional positions

  const name = (element) => {
    const id = element.id ? `#${element.id}` : "";
    const classes = [...element.classList].map((one) => `.${one}`).join("");
    return `<${element.localName}${id}${classes}>`;
  };
  const quote = (text) => `"${text.trim().replace(/\s+/g, " ").slice(0, 60)}"`;
  const clips = (value) => value === "hidden" || value === "clip";
  const scrolls = (value) => value === "auto" || value === "scroll";
  const ancestors = (element) => {
    const chain = [];
    for (let one = element; one && one !== document.body; one = one.parentElement) chain.push(one);
    return chain;
  };
  // The content area of a font reaches beyond the letters: only the middle of a line counts, else every tight
  // heading would overlap its neighbours.
  const middle = (box) => {
    const slice = box.height / 6;
    return { left: box.left, right: box.right, top: box.top + slice, bottom: box.bottom - slice };
  };
  // Hidden from sight on purpose, for screen readers: a box of a pixel or so, or a place left of or above the page.
  const isHiddenOnPurpose = (chain, box) =>
    box.right + window.scrollX <= 0 || box.bottom + window.scrollY <= 0 ||
    chain.some((one) => {
      const outer = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      return (outer.width <= 2 || outer.height <= 2) && (clips(style.overflowX) || clips(style.overflowY));
    });

  const checkSides = (box, chain, what) => {
    const beyond = box.left < -SLACK || box.right > pageWidth + SLACK;
    if (beyond && !chain.some((one) => scrolls(getComputedStyle(one).overflowX))) {
      faults.add(`${what} sticks out of the page (${Math.round(box.left)} to ${Math.round(box.right)} of ${pageWidth} px)`);
    }
  };
  const checkCuts = (box, chain, what) => {
    for (const one of chain) {
      const style = getComputedStyle(one);
      const outer = one.getBoundingClientRect();
      const cutAcross = clips(style.overflowX) && (box.left < outer.left - SLACK || box.right > outer.right + SLACK);
      const cutDown = clips(style.overflowY) && (box.top < outer.top - SLACK || box.bottom > outer.bottom + SLACK);
      if (cutAcross || cutDown) faults.add(`${what} is cut off by ${name(one)}`);
    }
  };

  // A picture or a coloured box painted over a line hides it, unless it is one around the text: asked at three places.
  const hides = (element) => {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    const coloured = backgroundImage !== "none" || !/^transparent$|, 0\)$/.test(backgroundColor);
    return coloured || element.closest("img, svg, video, canvas");
  };
  const checkCovers = (box, chain, what) => {
    if (chain.some((one) => scrolls(getComputedStyle(one).overflowY))) return;
    window.scrollTo(0, box.top - window.innerHeight / 2);
    for (const part of [0.1, 0.5, 0.9]) {
      const across = box.left + part * (box.right - box.left);
      const top = document.elementFromPoint(across, (box.top + box.bottom) / 2 - window.scrollY);
      const apart = top && !top.contains(chain[0]) && !chain[0].contains(top);
      if (apart && hides(top)) faults.add(`${what} lies under ${name(top.closest("svg") ?? top)}`);
    }
  };

  const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const block = (element) =>
    ancestors(element).find((one) => !getComputedStyle(one).display.startsWith("inline")) ?? document.body;
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || !parent || parent.closest("script, style, noscript, svg") || !visible(parent)) continue;
    const chain = ancestors(parent);
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const whole of range.getClientRects()) {
      if (whole.width < 1 || isHiddenOnPurpose(chain, whole)) continue;
      const box = middle(whole);
      checkSides(box, chain, `${quote(node.data)} in ${name(parent)}`);
      checkCuts(box, chain, `${quote(node.data)} in ${name(parent)}`);
      lines.push({ box, chain, block: block(parent), text: node.data });
    }
  }
  for (const picture of document.querySelectorAll("img, svg, video, table, input, button, select")) {
    const box = picture.getBoundingClientRect();
    if (visible(picture) && box.width > 0) checkSides(box, ancestors(picture), name(picture));
  }

  lines.sort((one, other) => one.box.top - other.box.top);
  lines.forEach((one, place) => {
    for (const other of lines.slice(place + 1)) {
      if (other.box.top >= one.box.bottom - SLACK) break;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      if (across > SLACK && one.block !== other.block) {
        faults.add(`${quote(one.text)} and ${quote(other.text)} lie on each other`);
      }
    }
  });
  for (const line of lines) checkCovers(line.box, line.chain, `${quote(line.text)} in ${name(line.chain[0])}`);
  window.scrollTo(0, 0);
  return [...faults];
}
