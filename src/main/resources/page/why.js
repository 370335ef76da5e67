// The explanation of the last call as a picture: what came in, what was made of it, what each rule said, what came out.
import { complaints } from './api.js';
import { badge, el, fill } from './dom.js';
import { list, object } from './fhir.js';
import { dataSection, draftsSection } from './why-data.js';
import { rulesSection, silences } from './why-rules.js';

/** Shows an explanation, or why there is none. */
export function showWhy(container, explanation) {
  if (explanation === null) {
    fill(container);
  } else if (explanation.status !== 200) {
    fill(container, noExplanation(explanation));
  } else {
    fill(container, picture(object(explanation.body)));
  }
}

function noExplanation(explanation) {
  const reasons = {
    401: 'Explanations are for operators: sign in as one.',
    403: 'Explanations are for operators, or for this machine alone while no client is registered.',
    404: 'This service gives no explanations.',
  };
  return el(
    'div',
    { class: 'note' },
    el('p', {}, `No explanation. ${reasons[explanation.status] ?? ''}`),
    el('ul', {}, complaints(explanation).map((text) => el('li', {}, text))),
  );
}

function picture(of) {
  const sections = [
    missingSection(of),
    rulesSection(list(of.rules), list(of.drafts), list(object(of.answer).cards)),
    draftsSection(list(of.drafts)),
    patientSection(of),
    dataSection(list(of.data)),
    drugsSection(list(of.drugs)),
    timesSection(list(of.times)),
  ];
  return [flow(of), conclusion(of), sections];
}

/** The way of a call through the service, each step with what it came to. */
function flow(of) {
  const data = list(of.data).filter((key) => key.needed);
  const here = data.filter((key) => ['given', 'empty', 'fetched'].includes(key.state));
  const drafts = list(of.drafts);
  const known = drafts.filter((draft) => draft.recognised);
  const outcomes = (...names) => list(of.rules).filter((rule) => names.includes(rule.outcome)).length;
  const cards = list(object(of.answer).cards).length;
  const pain = object(of.backPain).present;
  const steps = [
    ['data', 'Data in', `${here.length} of ${data.length} kinds at hand`, here.length === data.length ? 'good' : 'warn'],
    ['patient', 'Patient', `low back pain: ${pain}`, pain === 'unknown' ? 'warn' : 'plain'],
    drafts.length > 0 && [
      'drafts',
      'Orders',
      `${known.length} of ${drafts.length} recognised`,
      known.length === drafts.length ? 'good' : 'warn',
    ],
    [
      'rules',
      'Rules',
      `${outcomes('fired')} fired, ${outcomes('silent')} silent, ${outcomes('undecided', 'failed')} undecided`,
      outcomes('undecided', 'failed') > 0 ? 'warn' : 'good',
    ],
    ['cards', 'Answer', of.status === 200 ? `${cards} ${cards === 1 ? 'card' : 'cards'}` : `status ${of.status}`, of.status === 200 ? 'good' : 'warn'],
  ].filter(Boolean);
  return el(
    'ol',
    { class: 'flow', 'aria-label': 'The way of the call' },
    steps.map(([id, title, said, kind]) =>
      el(
        'li',
        { class: kind },
        id === 'cards' ? el('strong', {}, title) : el('a', { href: `#why-${id}` }, title),
        el('span', { class: 'small' }, said),
      ),
    ),
  );
}

/** What an integrator asks first: why did nobody speak? */
function conclusion(of) {
  const cards = list(object(of.answer).cards);
  if (of.status !== 200 || cards.length > 0) {
    return null;
  }
  const reasons = silences(list(of.rules));
  return el(
    'section',
    { class: 'conclusion', 'aria-labelledby': 'why-none' },
    el('h3', { id: 'why-none' }, 'Why there is no card'),
    list(of.drafts)
      .filter((draft) => draft.why)
      .map((draft) => el('p', {}, el('strong', { class: 'name' }, draft.label), `: ${draft.why}`)),
    object(of.patient).why && el('p', {}, of.patient.why),
    reasons.length > 0 && el('ul', {}, reasons.map(([why, titles]) => el('li', {}, why, ' ', el('span', { class: 'small' }, titles.join(' · '))))),
  );
}

function missingSection(of) {
  const lacks = new Map();
  list(of.rules).forEach((rule) =>
    [...list(rule.lacks), ...list(rule.open)].forEach((key) => lacks.set(key, [...(lacks.get(key) ?? []), rule.title])),
  );
  const failed = list(of.data).filter((key) => key.needed && ['failed', 'absent', 'in part'].includes(key.state));
  return section(
    'missing',
    'What was missing',
    lacks.size === 0 && failed.length === 0
      ? el('p', {}, 'Nothing that a rule wanted.')
      : el(
          'ul',
          {},
          [...lacks].map(([key, titles]) => el('li', {}, el('code', {}, key), ', wanted by: ', [...new Set(titles)].join(' · '))),
          failed
            .filter((key) => !lacks.has(key.key))
            .map((key) => el('li', {}, el('code', {}, key.key), ` is ${key.state}. No rule needed it to decide.`)),
        ),
  );
}

function patientSection({ patient, backPain, episode }) {
  const who = object(patient);
  const pain = object(backPain);
  const course = object(episode);
  const rows = [
    ['Age', who.age === null || who.age === undefined ? 'not known' : typeof who.age === 'number' ? `${who.age} years` : who.age],
    ['Left out of all rules', [who.excluded, who.why && `: ${who.why}`]],
    ['Low back pain', [pain.present, pain.by && `, ${pain.by}`, pain.entry && `: ${pain.entry}`, pain.why && `. ${pain.why}`]],
    list(pain.open).length > 0 && ['Could still tell', pain.open.join(', ')],
    ['Episode', [course.said ?? 'none', course.start && ` (${course.start})`]],
    ['Chronic', course.chronic],
    course.byRecording && ['Onset', 'only the day it was written down is known'],
  ];
  return section(
    'patient',
    'Patient and back pain',
    el('dl', {}, rows.filter(Boolean).map(([term, said]) => [el('dt', {}, term), el('dd', { class: 'name' }, said)])),
  );
}

function drugsSection(drugs) {
  const offers = [...new Set(drugs.map((drug) => drug.offer))];
  return section(
    'drugs',
    'Drugs that could be offered',
    drugs.length === 0 && el('p', {}, 'None was looked at.'),
    offers.map((offer) => {
      const these = drugs.filter((drug) => drug.offer === offer);
      return [
        el('h4', { class: 'name' }, offer),
        el(
          'ul',
          { class: 'plain-list' },
          these.map((drug) =>
            el(
              'li',
              {},
              badge(drug.allowed ? 'may be offered' : 'withheld', drug.allowed ? 'good' : 'bad'),
              ' ',
              el('strong', {}, drug.drug),
              list(drug.why).length > 0 && `: ${drug.why.join('; ')}`,
            ),
          ),
        ),
      ];
    }),
  );
}

function timesSection(times) {
  const longest = Math.max(0.001, ...times.map((time) => time.milliseconds));
  return section(
    'times',
    'Where the time went',
    el(
      'ul',
      { class: 'times' },
      times.map((time) =>
        el(
          'li',
          {},
          el('span', {}, time.step),
          el('meter', { min: 0, max: longest, value: time.milliseconds, 'aria-label': time.step }, `${time.milliseconds} ms`),
          el('span', { class: 'number' }, `${time.milliseconds} ms`),
        ),
      ),
    ),
  );
}

function section(id, title, ...content) {
  return el('section', { 'aria-labelledby': `why-${id}` }, el('h3', { id: `why-${id}`, tabindex: -1 }, title), content);
}
