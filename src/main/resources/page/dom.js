// Elements are made here and nowhere else: texts become text nodes, so that nothing that anybody wrote becomes markup.

/**
 * An element.
 *
 * @param {string} name
 * @param {object} attributes left out where null, undefined or false; a function is a listener, `on` before its event's name
 * @param {...(Node|string|number|null|undefined|false|Array)} children
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

function nodes(children) {
  return children
    .flat(Infinity)
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : document.createTextNode(String(child))));
}

/** Puts these children in place of what an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
}

/** A word with a colour that says the same: never the colour alone. */
export function badge(word, kind) {
  return el('span', { class: `badge ${kind}` }, word);
}

/** A link to elsewhere, or the text alone where the address is none that may be followed. */
export function link(url, ...children) {
  return isWeb(url)
    ? el('a', { href: url, rel: 'noopener noreferrer', target: '_blank' }, ...children)
    : el('span', {}, ...children);
}

/** Whether an address is one of the web. */
export function isWeb(url) {
  try {
    return ['https:', 'http:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}

let made = 0;

/** An id that nothing else on the page has. */
export function newId(prefix) {
  made += 1;
  return `${prefix}-${made}`;
}
