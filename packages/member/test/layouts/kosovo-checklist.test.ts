import { describeLayout, type Rows } from './describe-layout.ts';
import type { Row } from './layout-database.ts';
import { instantOf, listed, present } from './oracle.ts';
import type { Served } from './served.ts';

const irregularities: Readonly<Record<string, readonly [sq: string, en: string, theme: string]>> = {
  PA01x1: ['Tentim për të votuar më shumë se një herë', 'Attempt to vote more than once', 'BALLOT_FRAUD'],
  PA02Fot: ['Fotografim i fletëvotimit', 'Ballot photographed', 'BALLOT_SECRECY'],
  PA03M1F: ['Më shumë se një fletëvotim në kuti', 'More than one ballot put into the box', 'BALLOT_FRAUD'],
  PA04PPD: ['Persona të paautorizuar në vendvotim', 'Unauthorised persons in the station', 'VOTING'],
  PA05DHU: [
    'Dhunë apo kërcënime në vendvotim',
    'Violence or threats in the station',
    'VIOLENCE_INTIMIDATION',
  ],
  PA06PRP: ['Propagandë politike brenda vendvotimit', 'Political propaganda in the station', 'CAMPAIGN'],
  PA07M1P: [
    'Më shumë se një person prapa kabinës',
    'More than one person behind the booth',
    'BALLOT_SECRECY',
  ],
  PA08MBV: ['Vendvotimi u mbyll përkohësisht', 'Station closed for a time', 'VOTING'],
  PA09VJK: ['Votim jashtë kabinave', 'Voting outside the booths', 'BALLOT_SECRECY'],
};
const codes = Object.keys(irregularities);
const days = ['2013-11-03', '2013-12-01'];
const seen = ['ID', 'NrQV', 'NRVV', 'Komuna', 'EQV', 'KmnInc', 'IncOra'];

describeLayout({
  example: 'kosovo-checklist',
  dialect: 'sqlite',
  code: 'vezhguesit',
  variable: 'KOSOVO_DATABASE',
  shown: { raundi_1: seen, raundi_2: seen },
  used: { raundi_1: ['IncVet', ...codes], raundi_2: ['IncVet', ...codes] },
  expected: (rows) => ({ Finding: [...ticked(rows), ...totals(rows), ...incidents(rows)] }),
  hidden: (rows) => {
    const ids = new Set([...ticked(rows), ...incidents(rows)].map(({ id }) => id));
    return rounds(rows)
      .flatMap(({ round, ID }) => [
        ...codes.map((code) => `vezhguesit:finding:irregularities:${round},${ID},${code}`),
        `vezhguesit:finding:incidents:${round},${ID}`,
      ])
      .filter((id) => !ids.has(id));
  },
});

const common: Served = {
  member: 'vezhguesit',
  organization: 'vezhguesit',
  observerKind: 'CITIZEN',
  country: 'XK',
  holding: 'ORIGINAL',
  state: 'CURRENT',
  language: 'sq',
  reportedBy: 'OBSERVER',
  elections: ['XK-2013-11-03-local'],
};

function ticked(rows: Rows): Served[] {
  return rounds(rows).flatMap((row) =>
    codes
      .filter((code) => answer(row[code]) === 'PO')
      .map((code) => ({
        ...common,
        id: `vezhguesit:finding:irregularities:${row['round']},${row['ID']},${code}`,
        kind: 'OBSERVATION',
        ...wordsOf(code),
        tone: 'NEGATIVE',
        ...dayOf(row),
        place: placeOf(row),
        visibility: code === 'PA05DHU' ? 'OWNER' : 'NETWORK',
      }))
      .map(present),
  );
}

function totals(rows: Rows): Served[] {
  return [1, 2].flatMap((round) =>
    codes.flatMap((code) => {
      const answers = rounds(rows)
        .filter((row) => row['round'] === round)
        .map((row) => answer(row[code]))
        .filter((given) => given === 'PO' || given === 'JO');
      if (answers.length === 0) return [];
      return [
        {
          ...common,
          id: `vezhguesit:finding:totals:${round},${code}`,
          kind: 'ASSESSMENT',
          ...wordsOf(code),
          ...dayOf({ round }),
          base: { cases: answers.filter((given) => given === 'PO').length, of: answers.length },
          visibility: 'PUBLIC',
        },
      ];
    }),
  );
}

function incidents(rows: Rows): Served[] {
  return rounds(rows)
    .filter(({ KmnInc }) => KmnInc !== null)
    .map((row) => {
      const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(row['IncOra'] ?? '') ?? [];
      return present({
        ...common,
        id: `vezhguesit:finding:incidents:${row['round']},${row['ID']}`,
        kind: 'INCIDENT',
        title: 'Incident në vendvotim',
        severity: row['IncVet'] === 'PO' ? 'HIGH' : null,
        observedAt: instantOf(
          `${days[row['round'] - 1]} ${(hour ?? '0').padStart(2, '0')}:${minute ?? '00'}:00`,
          1,
        ),
        observedAtPrecision: hour ? 'EXACT' : 'DAY',
        place: { path: [row['KmnInc']] },
        visibility: 'PARTNERS',
      });
    });
}

function rounds(rows: Rows): Row[] {
  return [1, 2].flatMap((round) => (rows[`raundi_${round}`] ?? []).map((row): Row => ({ ...row, round })));
}

function answer(cell: string | null): string {
  return (cell ?? '').trim().toUpperCase();
}

function wordsOf(code: string): Row {
  const [title, english, theme] = irregularities[code] ?? [];
  return {
    title,
    translations: [{ language: 'en', title: english, official: true }],
    themes: [theme],
    phases: ['ELECTION_DAY'],
  };
}

/** In Kosovo winter begins before both rounds: an hour ahead of UTC. */
function dayOf({ round }: Row): Row {
  const instant = instantOf(`${days[round - 1]} 00:00:00`, 1);
  return { observedAt: instant, observedAtPrecision: 'DAY', updatedAt: instant };
}

function placeOf({ NrQV, NRVV, Komuna, EQV }: Row): Row | null {
  const path = listed([Komuna === 'N/A' ? null : Komuna, EQV]);
  return NrQV || path ? present({ name: NrQV ? `${NrQV}/${NRVV}` : null, path }) : null;
}
