// The samples of two public trackers of recommendations, in the table that the trackers' pages suggest: lists inside a
// cell, a year instead of a date.
import { join } from 'node:path';
import { writeDatabase } from '../data/sqlite.ts';
import type { Countries } from './countries.ts';
import { jsonOf } from './data-source.ts';

interface Sample {
  readonly source: string;
  readonly source_id?: string;
  readonly source_ref?: string;
  readonly country: string;
  readonly organization: string;
  readonly year: number | null;
  readonly election_type?: string;
  readonly thematic_area: string;
  readonly subtopic?: string;
  readonly text: string;
  readonly action_required?: readonly string[];
  readonly priority?: string | null;
  readonly responsible?: readonly string[];
  readonly implementation_status: string | null;
}

export function loadTracker(dataSource: string, directory: string, countries: Countries): string {
  const samples = jsonOf<Readonly<Record<'epde' | 'ace', readonly Sample[]>>>(
    dataSource,
    'recommendations_sample/recommendations_sample.json',
  );
  const file = join(directory, 'trackers.sqlite');
  const rows = [
    ...samples.epde.map((sample) => ['epde', sample] as const),
    ...samples.ace.map((sample) => ['ace', sample] as const),
  ].map(([tracker, sample], index) => ({
    id: index + 1,
    tracker,
    reference: sample.source_ref ?? null,
    page: sample.source,
    country: sample.country,
    country_code: countries.ofName(sample.country),
    organization: sample.organization,
    year: sample.year,
    election_type: sample.election_type ?? null,
    primary_area: sample.thematic_area,
    primary_subtopic: sample.subtopic ?? null,
    text: sample.text,
    action_required: sample.action_required?.join(';') ?? null,
    priority: sample.priority ?? null,
    responsible: sample.responsible?.join(';') ?? null,
    implementation_status: sample.implementation_status,
  }));
  writeDatabase(file, [
    {
      name: 'recommendation',
      create:
        'CREATE TABLE recommendation (id integer PRIMARY KEY, tracker text NOT NULL, reference text, page text NOT NULL, country text NOT NULL, country_code text, organization text NOT NULL, year integer, election_type text, primary_area text, primary_subtopic text, text text NOT NULL, action_required text, priority text, responsible text, implementation_status text)',
      rows,
    },
  ]);
  return file;
}
