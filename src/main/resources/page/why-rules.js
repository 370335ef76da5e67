// What each rule said, those that spoke first, each silent one with its reason.
import { badge, el } from './dom.js';
import { list } from './fhir.js';

const ORDER = ['fired', 'undecided', 'failed', 'taken back', 'snoozed', 'shadow', 'silent', 'not evaluated', 'off'];
const KINDS = { fired: 'good', undecided: 'warn', failed: 'bad', silent: 'plain' };

export function rulesSection(rules) {
  const sorted = [...rules].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  return el(
    'section',
    { 'aria-labelledby': 'why-rules' },
    el('h3', { id: 'why-rules', tabindex: -1 }, 'Rules'),
    el('ul', { class: 'rules' }, sorted.map(ruleItem)),
  );
}

function ruleItem(rule) {
  const wanted = [...list(rule.lacks), ...list(rule.open)];
  return el(
    'li',
    { class: rule.outcome.replaceAll(' ', '-') },
    el('h4', {}, badge(rule.outcome, KINDS[rule.outcome] ?? 'plain'), ' ', rule.title),
    list(rule.findings).map((finding) =>
      el('p', {}, `${finding.indicator}: ${finding.summary ?? finding.text}`, about(finding.about)),
    ),
    list(rule.reasons).map((reason) => el('p', {}, reason.why, about(reason.about && [reason.about]))),
    wanted.length > 0 && el('p', {}, 'Lacks: ', wanted.map((key) => [el('code', {}, key), ' '])),
    el('p', { class: 'small' }, el('a', { href: `guideline.html#${rule.rule}` }, rule.rule), rule.mode === 'on' ? '' : `, mode ${rule.mode}`),
  );
}

function about(orders) {
  return list(orders).length > 0 && el('span', { class: 'small name' }, orders.join(', '));
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
