import { readFileSync } from 'node:fs';

/** A question that the contract exists to answer, as one request. */
export interface Question {
  /** Its name in URLs. */
  readonly name: string;
  readonly title: string;
  readonly asks: string;
  readonly query: string;
}

export const questions: readonly Question[] = [
  {
    name: 'needs-assessment',
    title: 'Needs assessment',
    asks: 'What did earlier observers, of either kind, find and recommend for this country, and in which documents?',
    query: textOf('needs-assessment'),
  },
  {
    name: 'follow-up',
    title: 'Follow-up',
    asks: 'Who recommended what to this country, and who says, and when, how far it is carried out?',
    query: textOf('follow-up'),
  },
  {
    name: 'convergence',
    title: 'Convergence',
    asks: 'By theme and phase, what did citizen and international observers each find in one election?',
    query: textOf('convergence'),
  },
  {
    name: 'protection',
    title: 'Protection',
    asks: 'Which attacks and restrictions on observers were there, everywhere, newest first?',
    query: textOf('protection'),
  },
  {
    name: 'co-ordination',
    title: 'Co-ordination',
    asks: 'Who observes this election, which phases and areas, and what does nobody cover?',
    query: textOf('co-ordination'),
  },
];

function textOf(name: string): string {
  return readFileSync(new URL(`questions/${name}.graphql`, import.meta.url), 'utf8');
}
