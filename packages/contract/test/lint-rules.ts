import { readdirSync, readFileSync } from 'node:fs';

export interface Rule {
  /** The sentence as it stands in the code. */
  readonly rule: string;
  /** Sentences that it makes. */
  readonly says: RegExp;
}

const folder = new URL('../src/lint/', import.meta.url);

/**
 * The rules of the linter, read from its code: every sentence that it can say, every reason that it gives for a form, and
 * every field that it wants of an owned record.
 */
export function rulesOfLinter(): Rule[] {
  const rules = readdirSync(folder).flatMap((file) => {
    const code = readFileSync(new URL(file, folder), 'utf8');
    return [
      // Of what GraphQL itself says of a source there is no more than a place: it is no rule of ours.
      ...templatesIn(code).filter(
        (template) => /[a-z]{2,}/.test(withoutValues(template)) && template.endsWith('.'),
      ),
      ...textsAfter(code, 'why: ').map((why) => `because ${why}.`),
    ];
  });
  const wanted = /const ownedFields[^{]*= \{([^}]*)\}/.exec(
    readFileSync(new URL('entities.ts', folder), 'utf8'),
  );
  const fields = [...(wanted?.[1] ?? '').matchAll(/(\w+): '([^']+)'/g)];
  return [...new Set([...rules, ...fields.map(([, name, type]) => `and so needs ${name}: ${type}.`)])].map(
    (rule) => ({
      rule,
      says: new RegExp(partsOf(rule).map(escaped).join('.+')),
    }),
  );
}

/** The template literals that do not stand in another. */
function templatesIn(code: string): string[] {
  const templates: string[] = [];
  for (let at = code.indexOf('`'); at >= 0; at = code.indexOf('`', at)) {
    const end = endOfTemplate(code, at);
    // In comments they are names.
    const line = code.slice(code.lastIndexOf('\n', at) + 1, at);
    if (!/^\s*(\/\/|\/?\*)/.test(line)) templates.push(code.slice(at + 1, end));
    at = end + 1;
  }
  return templates;
}

function endOfTemplate(code: string, start: number): number {
  let at = start + 1;
  while (code[at] !== '`') at = code.startsWith('${', at) ? endOfValue(code, at) + 1 : at + 1;
  return at;
}

/** Where the `}` of a `${` stands. */
function endOfValue(code: string, start: number): number {
  let at = start + 2;
  while (code[at] !== '}') {
    if (code[at] === '`') at = endOfTemplate(code, at);
    else if (code[at] === '{') at = endOfValue(code, at - 1);
    at += 1;
  }
  return at;
}

/** The texts between the values. */
function partsOf(template: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = template.indexOf('${'); at >= 0; at = template.indexOf('${', from)) {
    parts.push(template.slice(from, at));
    from = endOfValue(template, at) + 1;
  }
  return [...parts, template.slice(from)];
}

const withoutValues = (template: string) => partsOf(template).join('');

function textsAfter(code: string, mark: string): string[] {
  return [...code.matchAll(new RegExp(`${mark}'([^']+)'`, 'g'))].map(([, text]) => text as string);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
