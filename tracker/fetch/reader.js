// What a reader of the page sees, as `look` and `take`: open shadow roots and frames of the same origin included. Runs in a
// world of its own, where the page's scripts have changed nothing; walks with lists of its own, so that no depth ends it.
(() => {
  const LONGEST = 2000000; // letters looked at
  const COPIED = 300000; // nodes; the largest policies have some ten thousand

  // A frame that a reader sees and that belongs to the page's own site: others cannot be looked into.
  const inside = (frame) => {
    if (frame.localName !== "iframe" || frame.clientHeight < 10 || frame.clientWidth < 10) return null;
    if (!frame.checkVisibility({ visibilityProperty: true })) return null;
    const shown = frame.contentDocument;
    return shown && shown.body && shown.body.childNodes.length ? shown : null;
  };

  // The documents and shadow roots of the page, from the outside in.
  const roots = () => {
    const found = [document];
    for (let at = 0; at < found.length && found.length < 5000; at++) {
      for (const element of found[at].querySelectorAll("*")) {
        if (element.shadowRoot) found.push(element.shadowRoot);
        const shown = inside(element);
        if (shown) found.push(shown);
      }
    }
    return found;
  };

  // [whether the page has been read to its end, how many letters it shows, a sum that changes with them]
  const look = () => {
    let letters = 0, sum = 0;
    for (const root of roots()) {
      const parts = root.nodeType === Node.DOCUMENT_NODE ? [root.body] : root.children;
      for (const part of parts) {
        const text = (part && part.innerText ? part.innerText : "").replace(/[0-9]+/g, "");
        letters += text.trim().length;
        for (let at = 0; at < text.length && at < LONGEST; at++) sum = (sum * 31 + text.charCodeAt(at)) | 0;
      }
    }
    return [document.readyState !== "loading", letters, sum];
  };

  // The nodes that stand below one: a shadow root in place of its host's own, what was put into a slot in place of the slot.
  const below = (node) => {
    if (node.shadowRoot) return node.shadowRoot.childNodes;
    if (node.localName === "slot" && node.assignedNodes) {
      const put = node.assignedNodes({ flatten: true });
      return put.length ? put : node.childNodes;
    }
    return node.childNodes;
  };

  // The page as markup, or null where it is longer than `most`. Copied into a document where nothing runs or loads.
  const take = (most) => {
    const still = document.implementation.createHTMLDocument("");
    const top = still.importNode(document.documentElement, false);
    const open = [[document.documentElement, top]];
    let copied = 0;
    while (open.length) {
      const [from, to] = open.pop();
      for (const node of below(from)) {
        if (++copied > COPIED) return null;
        const shown = node.nodeType === Node.ELEMENT_NODE ? inside(node) : null;
        const whole = node.localName === "template";
        const copy = shown ? still.createElement("div") : still.importNode(node, whole);
        to.appendChild(copy);
        if (shown) open.push([shown.body, copy]);
        else if (!whole) open.push([node, copy]);
      }
    }
    const html = top.outerHTML;
    return html.length > most ? null : html;
  };

  return { look, take };
})()
