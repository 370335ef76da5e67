// What each rule said, those that spoke first, each silent one with its reason.
import { badge, el } from './dom.js';
import { list } from './fhir.js';

const ORDER = ['fired', 'undecided', 'failed', 'taken back', 'snoozed', 'shadow', 'silent', 'not evaluated', 'off'];
const KINDS = { fired: 'good', undecided: 'warn', failed: 'bad', silent: 'plain' };

/**
 * The rules of a call.
 *
 * @param {Array} rules as explained
 * @param {Array} drafts whose labels stand for their ids
 * @param {Array} cards that say what a rule found in words
 */
export function rulesSection(rules, drafts, cards) {
  const asked = rules.filter((rule) => rule.outcome !== 'not evaluated');
  const others = rules.filter((rule) => rule.outcome === 'not evaluated');
  const sorted = [...asked].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  const words = { labels: new Map(drafts.map((draft) => [draft.order, draft.label])), cards };
  return el(
    'section',
    { 'aria-labelledby': 'why-rules' },
    el('h3', { id: 'why-rules', tabindex: -1 }, 'Rules'),
    el('ul', { class: 'rules' }, sorted.map((rule) => ruleItem(rule, words))),
    others.length > 0 && el('p', { class: 'small' }, 'Not evaluated: ', others.map((rule) => rule.title).join(' · '), '.'),
  );
}

function ruleItem(rule, words) {
  const wanted = [...list(rule.lacks), ...list(rule.open)];
  return el(
    'li',
    { class: rule.outcome.replaceAll(' ', '-') },
    el(
      'h4',
      {},
      badge(rule.outcome, KINDS[rule.outcome] ?? 'plain'),
      ' ',
      el('a', { href: `guideline.html#${rule.rule}` }, rule.title),
    ),
    list(rule.findings).map((finding) => el('p', {}, found(rule, finding, words), about(finding.about, words))),
    list(rule.reasons).map((reason) => el('p', {}, reason.why, about(reason.about && [reason.about], words))),
    wanted.length > 0 && el('p', {}, 'Lacks: ', wanted.map((key) => [el('code', {}, key), ' '])),
    rule.mode !== 'on' && el('p', { class: 'small' }, `Mode ${rule.mode}.`),
  );
}

/** By the card that says it; a finding that is not shown has none. */
function found(rule, finding, { cards }) {
  const card = cards.find((one) => one?.source?.topic?.code === rule.rule);
  return `${finding.indicator}: ${finding.summary ?? card?.summary ?? finding.text}`;
}

/** Which orders it is about, where there are several to tell apart. */
function about(orders, { labels }) {
  const named = list(orders).map((order) => labels.get(order) ?? order);
  return named.length > 0 && labels.size !== 1 && el('span', { class: 'small name' }, named.join(', '));
}

/** The reasons of silence, each once, with the titles of the rules that gave it. */
export function silences(rules) {
  const reasons = new Map();
  for (const rule of rules.filter((one) => ['silent', 'undecided', 'snoozed', 'shadow', 'taken back'].includes(one.outcome))) {
    for (const { why } of list(rule.reasons)) {
      reasons.set(why, [...new Set([...(reasons.get(why) ?? []), rule.title])]);
    }
  }
  return [...reasons];
}
