// Reads and writes what a request says of the patient: age, back pain's onset, eGFR, problems, allergies.
import { asConcept, concept, list, name, object, prefetched } from './fhir.js';

const BACK = /\bback (pain|strain|spasm)|spasm of (the )?back|lumb|m54|279039007/i;
const LBP = { label: 'Low back pain', system: 'http://snomed.info/sct', code: '279039007' };
const EGFR = { label: 'eGFR', system: 'http://loinc.org', code: '62238-1' };
const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const ALLERGY_CLINICAL = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical';

/** Age in whole years on a day; null where the birth date is not whole. */
export function age(request, day) {
  const born = patient(request)?.birthDate;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(born ?? '') || !day) {
    return null;
  }
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}

/** Moves the year of birth, so that the age is this one; none takes the birth date away. */
export function setAge(request, day, years) {
  const record = object(request.prefetch);
  const current = object(record.patient);
  const born = /^\d{4}(-\d{2}-\d{2})$/.exec(current.birthDate ?? '')?.[1] ?? '-01-01';
  const year = Number(day.slice(0, 4)) - (years ?? 0) - (day.slice(4) < born ? 1 : 0);
  const changed = { ...current, resourceType: 'Patient', id: current.id ?? request.context?.patientId };
  if (years === null) {
    delete changed.birthDate;
  } else {
    const leaps = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
    changed.birthDate = `${String(year).padStart(4, '0')}${born === '-02-29' && !leaps ? '-03-01' : born}`;
  }
  request.prefetch = { ...record, patient: changed };
}

function patient(request) {
  return prefetched(request, 'patient')[0];
}

/** The condition that the back pain is recorded as: the first that says so. */
export function backPain(request) {
  return problems(request).find((one) => BACK.test(`${one.id} ${concept(one.code)} ${JSON.stringify(one.code)}`));
}

/** The day it began; an empty text where none is on record. */
export function onset(request) {
  return String(backPain(request)?.onsetDateTime ?? '').slice(0, 10);
}

/** Makes back pain begin on this day, as a problem of its own where there is none. */
export function setOnset(request, day) {
  let problem = backPain(request);
  if (!problem) {
    problem = addProblem(request, LBP);
  }
  delete problem.onsetDateTime;
  delete problem.onsetPeriod;
  if (day) {
    problem.onsetDateTime = day;
    if (String(problem.recordedDate ?? day) < day) {
      problem.recordedDate = day;
    }
  }
}

/** The newest eGFR; null where none is on record. */
export function egfr(request) {
  const isEgfr = (one) => JSON.stringify(object(one).code ?? {}).match(/egfr|glomerular|62238-1|98979-8|33914-3/i);
  const newest = prefetched(request, 'egfr')
    .filter(isEgfr)
    .sort((one, other) => String(other.effectiveDateTime).localeCompare(String(one.effectiveDateTime)))[0];
  const value = object(newest).valueQuantity?.value;
  return typeof value === 'number' ? value : null;
}

/** One eGFR, measured on the service's day; none takes all away. */
export function setEgfr(request, day, value) {
  const result = {
    resourceType: 'Observation',
    id: 'egfr',
    status: 'final',
    code: asConcept(EGFR),
    subject: subject(request),
    effectiveDateTime: day,
    valueQuantity: {
      value,
      unit: 'mL/min/1.73m2',
      system: 'http://unitsofmeasure.org',
      code: 'mL/min/{1.73_m2}',
    },
  };
  write(request, 'egfr', value === null ? [] : [result]);
}

export function problems(request) {
  return prefetched(request, 'conditions').filter((one) => one.resourceType === 'Condition');
}

export function allergies(request) {
  return prefetched(request, 'allergies').filter((one) => one.resourceType === 'AllergyIntolerance');
}

/** Adds an active problem and returns it. */
export function addProblem(request, choice) {
  const problem = {
    resourceType: 'Condition',
    id: freeId(problems(request), 'problem'),
    clinicalStatus: { coding: [{ system: CLINICAL, code: 'active' }] },
    code: asConcept(choice),
    subject: subject(request),
  };
  write(request, 'conditions', [...prefetched(request, 'conditions'), problem]);
  return problem;
}

/** Adds an active allergy. */
export function addAllergy(request, choice) {
  const allergy = {
    resourceType: 'AllergyIntolerance',
    id: freeId(allergies(request), 'allergy'),
    clinicalStatus: { coding: [{ system: ALLERGY_CLINICAL, code: 'active' }] },
    code: asConcept(choice),
    patient: subject(request),
  };
  write(request, 'allergies', [...prefetched(request, 'allergies'), allergy]);
}

/** Takes the entry of this position among those of its type away. */
export function remove(request, key, type, index) {
  const all = prefetched(request, key);
  const gone = all.filter((one) => one.resourceType === type)[index];
  write(request, key, all.filter((one) => one !== gone));
}

/** A problem or allergy in one line, with the status that keeps it from counting. */
export function line(resource) {
  const status = concept(resource.clinicalStatus);
  const refuted = concept(resource.verificationStatus);
  const said = [status === 'active' ? '' : status, ['refuted', 'entered-in-error'].includes(refuted) ? refuted : ''];
  const more = said.filter(Boolean).join(', ');
  return more ? `${name(resource)} (${more})` : name(resource);
}

function freeId(existing, prefix) {
  const taken = new Set(existing.map((one) => one.id));
  let n = 1;
  while (taken.has(`${prefix}-${n}`)) {
    n += 1;
  }
  return `${prefix}-${n}`;
}

function subject(request) {
  return { reference: `Patient/${object(request.context).patientId ?? ''}` };
}

/** A list as an EHR sends it: entries that are there already stay as they are. */
function write(request, key, wanted) {
  const record = object(request.prefetch);
  const old = object(record[key]);
  const entries = list(old.entry);
  const kept = (one) => entries.find((entry) => object(entry).resource === one);
  request.prefetch = {
    ...record,
    [key]: {
      ...(old.resourceType === 'Bundle' ? old : { resourceType: 'Bundle', type: 'searchset' }),
      total: wanted.length,
      entry: wanted.map((one) => kept(one) ?? { resource: one }),
    },
  };
}
