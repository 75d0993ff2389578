import type { InspectedTable } from '@observer-graph/source-sql';
import { type Candidate, computedCandidate, type Surroundings } from './candidate.ts';
import { hasWord, wordsOf } from './column-words.ts';
import {
  type Chain,
  chainsFrom,
  endOf,
  gathered,
  joinsAlong,
  labelOf,
  quoted,
  referencesOf,
} from './relations.ts';

const organizations =
  /ngos?$|organi[sz]ations?$|partners?$|coalition|association|organizaci|organizat|организац|організац|ორგანიზაც|shoqat|udru[zž]en|asocia/;
const elections =
  /elections?|events?$|rounds?$|contests?$|polls?$|выбор|вибор|არჩევნ|archevn|izbor|zgjedh|alegeri|elecci/;
const countries = /countr(y|ies)$|стран|країн|shtet|dr[zž]av|[tț][aă]r[iă]|ქვეყან|pa[ií]s/;
const forms =
  /forms?$|questionnaires?$|checklists?$|surveys?$|templates?$|анкет|формуляр|formular|pyetesor|upitnik/;
const themes = /categor|theme|topic|subject|violation types?|incident types?|катего|тема|kategori|tema/;

/** What tables that a table points to tell of its rows: who speaks, of which election, country and form. */
export function neighbourCandidates(table: InspectedTable, surroundings: Surroundings): Candidate[] {
  const { tables, dialect } = surroundings;
  const chains = chainsFrom(table, tables, 3);
  return [
    ...labelled('organization', organizations),
    ...labelled('elections', elections),
    ...countryCodes(),
    ...ofForm(),
    ...categories(table, surroundings),
  ];

  function first(pattern: RegExp, usable: (end: InspectedTable) => boolean): Chain | undefined {
    return (
      chains.find((chain) => hasWord(lastWord(endOf(chain)), pattern) && usable(endOf(chain))) ??
      chains.find((chain) => hasWord(allWords(endOf(chain)), pattern) && usable(endOf(chain)))
    );
  }

  function labelled(field: 'organization' | 'elections', pattern: RegExp): Candidate[] {
    const chain = first(pattern, (end) => labelOf(end, 'x', dialect) !== null);
    if (!chain) return [];
    const role = field === 'elections' ? 'election' : field;
    const sql = labelOf(endOf(chain), role, dialect) ?? '';
    const joins = joinsAlong(chain, role, dialect);
    return [
      computedCandidate(
        role,
        endOf(chain),
        { sql, alias: `${role}_name`, joins },
        { fills: field, late: true },
      ),
    ];
  }

  function countryCodes(): Candidate[] {
    const code = (end: InspectedTable) =>
      end.columns.find(
        ({ values }) =>
          values.length > 0 && values.every(({ text }) => text === null || /^[A-Z]{2}$/.test(text)),
      );
    const chain = first(countries, (end) => code(end) !== undefined);
    const column = chain && code(endOf(chain));
    if (!chain || !column) return [];
    const computed = {
      sql: `country.${quoted(column.name, dialect)}`,
      alias: 'country_code',
      joins: joinsAlong(chain, 'country', dialect),
    };
    return [computedCandidate('country', endOf(chain), computed, { fills: 'country', late: true })];
  }

  /** What a record has no words of its own for, its form may have. */
  function ofForm(): Candidate[] {
    const chain = first(forms, () => true);
    if (!chain) return [];
    const form = endOf(chain);
    const joins = joinsAlong(chain, 'form', dialect);
    const label = labelOf(form, 'form', dialect);
    const column = (pattern: RegExp, field: string): Candidate[] => {
      const found = form.columns.find(
        ({ name, type }) => (type === 'text' || type === 'enum') && hasWord(wordsOf(name).join(' '), pattern),
      );
      if (!found) return [];
      const computed = { sql: `form.${quoted(found.name, dialect)}`, alias: `form_${field}`, joins };
      return [computedCandidate(found.name, form, computed, { fills: field, late: true })];
    };
    return [
      ...(label === null
        ? []
        : [
            computedCandidate(
              'title',
              form,
              { sql: label, alias: 'form_title', joins },
              { fills: 'title', late: true },
            ),
          ]),
      ...column(/(form )?(type|kind|phase|stage)\b/, 'phases'),
      ...column(/(default )?(language|locale|lang)\b/, 'language'),
    ];
  }
}

/** Several categories of one row, where a table stands between. */
function categories(table: InspectedTable, { tables, dialect }: Surroundings): Candidate[] {
  for (const between of tables) {
    const references = referencesOf(between, tables);
    const here = references.find((reference) => reference.table === table);
    const there = references.find((reference) => hasWord(allWords(reference.table), themes));
    if (between === table || !here || !there || between.columns.length > 6) continue;
    const label = labelOf(there.table, 'c', dialect);
    if (label === null) continue;
    const from = `${quoted(between.name, dialect)} b JOIN ${quoted(there.table.name, dialect)} c ON c.${quoted(there.references, dialect)} = b.${quoted(there.column, dialect)} WHERE b.${quoted(here.column, dialect)} = t.${quoted(here.references, dialect)}`;
    const computed = {
      sql: gathered(label, from, label, dialect),
      alias: 'categories',
      joins: [],
      more: ['separator: "|"'],
    };
    return [computedCandidate('categories', there.table, computed, { fills: 'themes' })];
  }
  return [];
}

function lastWord({ name }: InspectedTable): string {
  return wordsOf(name).at(-1) ?? '';
}

function allWords({ name }: InspectedTable): string {
  return wordsOf(name.split('.').at(-1) ?? '').join(' ');
}
