// What came in: each key and what became of it, each entry and what accounted for it, each draft and as what it is known.
import { badge, el } from './dom.js';
import { list } from './fhir.js';

const KINDS = { given: 'good', fetched: 'good', empty: 'good', 'in part': 'warn', absent: 'warn', failed: 'bad' };
const SAID = { empty: 'none on record' };
const SYSTEMS = [
  [/rxnorm/, 'RxNorm'],
  [/snomed/, 'SNOMED CT'],
  [/icd-10/, 'ICD-10-CM'],
  [/loinc/, 'LOINC'],
  [/atc/i, 'ATC'],
];

export function dataSection(data) {
  return el(
    'section',
    { 'aria-labelledby': 'why-data' },
    el('h3', { id: 'why-data', tabindex: -1 }, 'Data in'),
    el('ul', { class: 'keys' }, data.filter((key) => key.needed || key.entries.length > 0).map(keyItem)),
    unused(data),
  );
}

function unused(data) {
  const keys = data.filter((key) => !key.needed && key.entries.length === 0).map((key) => key.key);
  return keys.length > 0 && el('p', { class: 'small' }, `No rule of this hook looks at: ${keys.join(', ')}.`);
}

function keyItem(key) {
  const time = key.milliseconds === null || key.milliseconds === undefined ? '' : ` in ${key.milliseconds} ms`;
  return el(
    'li',
    {},
    el('h4', {}, el('code', {}, key.key), ' ', badge((SAID[key.state] ?? key.state) + time, KINDS[key.state] ?? 'plain')),
    key.needed && !key.opened && el('p', { class: 'small' }, 'No rule opened it in this call.'),
    key.why && el('p', {}, key.why),
    list(key.entries).length > 0 && el('ul', { class: 'plain-list' }, key.entries.map(entryItem)),
    key.more > 0 && el('p', { class: 'small' }, `And ${key.more} more, not listed.`),
  );
}

function entryItem(entry) {
  const meaning = list(entry.meaning).join(', ');
  return el(
    'li',
    {},
    el('strong', { class: 'name' }, entry.label),
    entry.status && el('span', { class: 'quiet' }, ` (${entry.status})`),
    ' ',
    badge(entry.accounted ? 'accounted for' : 'not known', entry.accounted ? 'good' : 'bad'),
    meaning && el('span', { class: 'name' }, ` ${meaning}`),
    entry.why && el('p', { class: 'small' }, entry.why),
    rows(entry.by, entry.label),
  );
}

export function draftsSection(drafts) {
  return (
    drafts.length > 0 &&
    el(
      'section',
      { 'aria-labelledby': 'why-drafts' },
      el('h3', { id: 'why-drafts', tabindex: -1 }, 'Orders, and as what they are known'),
      el('ul', { class: 'plain-list' }, drafts.map(draftItem)),
    )
  );
}

function draftItem(draft) {
  const pain = draft.backPain;
  return el(
    'li',
    {},
    el('strong', { class: 'name' }, draft.label),
    ' ',
    badge(draft.recognised ? 'recognised' : 'not recognised', draft.recognised ? 'good' : 'bad'),
    draft.recognised && !draft.known && [' ', badge('no rule judges it', 'plain')],
    ' ',
    badge(draft.selected ? 'selected' : 'not selected', draft.selected ? 'plain' : 'warn'),
    list(draft.as).length > 0 && el('p', {}, `Taken for: ${draft.as.join('; ')}`),
    list(draft.reasons).length > 0 && el('p', { class: 'name' }, `Ordered for: ${draft.reasons.join('; ')}`),
    pain && el('p', {}, `For low back pain: ${[pain.present, pain.by, pain.why].filter(Boolean).join(', ')}`),
    draft.why && el('p', { class: 'because' }, draft.why),
    rows(draft.by, draft.label),
  );
}

/** The rows of tables that matched, folded: for who audits, not for who reads. */
function rows(by, of) {
  return (
    list(by).length > 0 &&
    el(
      'details',
      { class: 'rows' },
      el('summary', {}, 'By which rows of which tables', el('span', { class: 'hidden-text' }, ` ${of} is known`)),
      el(
        'ul',
        {},
        by.map((row) =>
          el(
            'li',
            {},
            el('code', {}, row.table),
            ': ',
            row.code ? [systemName(row.system), ' ', el('code', {}, row.code)] : ['the word “', el('span', { class: 'name' }, row.word), '”'],
            ` means ${row.means}`,
          ),
        ),
      ),
    )
  );
}

function systemName(system) {
  return SYSTEMS.find(([pattern]) => pattern.test(system))?.[1] ?? system;
}
