// A few codes to choose from; all of them are in the shipped tables, and anything else can be written in words.

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const SNOMED = 'http://snomed.info/sct';
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const LOINC = 'http://loinc.org';

const of = (system) => ([code, label]) => ({ system, code, label });

export const drugs = [
  ['1049621', 'Oxycodone 5 mg tablet'],
  ['835603', 'Tramadol 50 mg tablet'],
  ['857002', 'Hydrocodone 5 mg / acetaminophen 325 mg tablet'],
  ['198014', 'Naproxen 500 mg tablet'],
  ['197805', 'Ibuprofen 400 mg tablet'],
  ['834022', 'Ketorolac 10 mg tablet'],
  ['198440', 'Acetaminophen 500 mg tablet'],
  ['828320', 'Cyclobenzaprine 5 mg tablet'],
  ['197446', 'Carisoprodol 350 mg tablet'],
  ['197943', 'Methocarbamol 500 mg tablet'],
  ['313413', 'Tizanidine 4 mg tablet'],
  ['197391', 'Baclofen 10 mg tablet'],
  ['197591', 'Diazepam 5 mg tablet'],
  ['310431', 'Gabapentin 300 mg capsule'],
].map(of(RXNORM));

export const services = [
  { system: LOINC, code: '24970-6', label: 'XR lumbar spine AP and lateral' },
  { system: LOINC, code: '30679-5', label: 'MR lumbar spine without contrast' },
  { system: SNOMED, code: '444831000124102', label: 'Referral for physical therapy' },
  { label: 'Bed rest for 3 days' },
  { label: 'Massage therapy' },
  { label: 'Exercise therapy, group program' },
];

export const problems = [
  ['279039007', 'Low back pain'],
  ['203095000', 'Spasm of back muscles'],
  ['431857002', 'Chronic kidney disease stage 4'],
  ['13200003', 'Peptic ulcer'],
  ['84114007', 'Heart failure'],
  ['233916004', 'Heart block'],
  ['77386006', 'Pregnancy'],
  ['254837009', 'Malignant neoplasm of breast'],
  ['192970008', 'Cauda equina syndrome'],
  ['64859006', 'Osteoporosis'],
  ['59621000', 'Essential hypertension'],
].map(of(SNOMED));

export const allergies = [
  ['7258', 'Naproxen'],
  ['5640', 'Ibuprofen'],
  ['161', 'Acetaminophen'],
  ['21949', 'Cyclobenzaprine'],
  ['7804', 'Oxycodone'],
].map(of(RXNORM));

export const reasons = [
  { system: SNOMED, code: '279039007', label: 'Low back pain' },
  { system: ICD, code: 'M25.569', label: 'Knee pain' },
  { system: ICD, code: 'G89.18', label: 'Pain after surgery' },
];

/** The choice of these words, or the words alone. */
export function chosen(choices, words) {
  const wanted = words.trim();
  return choices.find((one) => one.label.toLowerCase() === wanted.toLowerCase()) ?? { label: wanted };
}
