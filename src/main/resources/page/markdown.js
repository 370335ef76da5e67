// The detail of a card as an EHR renders it. What markdown-it makes is the only HTML that is not made element by element;
// it passes no HTML on, and no address that is not of the web.
import { isWeb } from './dom.js';

let renderer = null;

function make() {
  const made = globalThis.markdownit({ html: false, linkify: false, typographer: false });
  // An image would be asked for elsewhere, and headings of a card are none of the page.
  made.disable(['image', 'heading', 'lheading']);
  made.validateLink = isWeb;
  const open = (tokens, index, options, env, self) => {
    tokens[index].attrSet('rel', 'noopener noreferrer');
    tokens[index].attrSet('target', '_blank');
    return self.renderToken(tokens, index, options);
  };
  // Cells are aligned by a style, which the page's policy keeps out.
  const cell = (tokens, index, options, env, self) => {
    tokens[index].attrs = null;
    return self.renderToken(tokens, index, options);
  };
  Object.assign(made.renderer.rules, { link_open: open, th_open: cell, td_open: cell });
  return made;
}

/** The nodes of a Markdown text. */
export function markdown(text) {
  if (!globalThis.markdownit) {
    const plain = document.createElement('p');
    plain.textContent = text;
    return [plain];
  }
  renderer ??= make();
  const parsed = new DOMParser().parseFromString(renderer.render(String(text)), 'text/html');
  return [...parsed.body.childNodes].map((node) => document.importNode(node, true));
}
