import {
  parseElectionId,
  parseRecordId,
  type RecordField,
  recordId,
  recordType,
} from '@observer-graph/contract';
import { withArticle } from './choice.ts';
import type { Context } from './context.ts';
import { suggestion } from './did-you-mean.ts';
import { sectionOf } from './sections.ts';
import type { YamlNode } from './yaml-node.ts';

/** Whether a field refers to records that members own, so that local keys are possible. */
export function refersToOwned(field: RecordField): boolean {
  return field.kind === 'reference' && recordType(field.type).owned;
}

/**
 * The key of what a constant or mapped value refers to, with local keys made into ids.
 *
 * @param source the source of this file that has the local key, where the field names one
 * @returns undefined where it is wrong, after a problem was told
 */
export function referenceKey(
  field: RecordField,
  node: YamlNode,
  text: string,
  context: Context,
  source?: YamlNode,
): string | undefined {
  if (refersToOwned(field)) return ownedId(field, node, text, context, source);
  const mistake = naturalKeyMistake(field.type, text);
  if (mistake === null) return text;
  node.problem(`'${text}' ${mistake}`);
  return undefined;
}

/** Whether a text is the key of something shared, and so hardly the name of a column. */
export function looksLikeKey(type: string, text: string): boolean {
  return type === 'Country' ? /^[A-Z]{2}$/.test(text) : type === 'Election' && parseElectionId(text) !== null;
}

function naturalKeyMistake(type: string, text: string): string | null {
  if (type === 'Country') {
    return /^[A-Z]{2}$/.test(text)
      ? null
      : `is not a country code: two capital letters (ISO 3166-1, and XK, EU)${
          /^[a-z]{2}$/i.test(text) ? `, here ${text.toUpperCase()}` : ''
        }.`;
  }
  if (type === 'Election') {
    return parseElectionId(text)
      ? null
      : 'is not an election id: <country>-<date first called for>-<kind>[-<area>], for example GE-2024-10-26-parliamentary.';
  }
  // Endorsements, the one natural key that is no slug, are never referred to.
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)
    ? null
    : `is not the id of ${withArticle(type)}: lower-case letters, digits and hyphens, for example golos.`;
}

function ownedId(
  field: RecordField,
  node: YamlNode,
  text: string,
  context: Context,
  source: YamlNode | undefined,
): string | undefined {
  const { slug } = recordType(field.type);
  const id = parseRecordId(text);
  if (id?.slug === slug) return text;
  if (id) {
    node.problem(`'${text}' is the id of a ${id.slug}, and ${field.name} refers to a ${slug}.`);
    return undefined;
  }
  const named = referredSource(field, node, context, source);
  if (named === undefined) return undefined;
  if (named !== null) return recordId(context.member, slug, named, [text]);
  node.problem(
    `'${text}' is not the id of a ${slug} (<member>:${slug}:<source>:<key>), and this file has no ${sectionOf(recordType(field.type))} that a local key could be of.`,
  );
  return undefined;
}

/**
 * The source that a reference's local keys are of: the one named, or the only one.
 *
 * @returns null where there is none, so that only full ids are possible; undefined after a problem was told
 */
export function referredSource(
  field: RecordField,
  node: YamlNode,
  context: Context,
  source: YamlNode | undefined,
): string | null | undefined {
  const section = sectionOf(recordType(field.type));
  const candidates = context.sources.get(field.type) ?? [];
  const names = candidates.map(({ name }) => name);
  const wanted = source?.text ?? null;
  if (source && wanted !== null && !names.includes(wanted)) {
    source.problem(
      names.length === 0
        ? `'${wanted}' is no source: this file has no ${section}.`
        : `'${wanted}' is not a source of ${section}${suggestion(wanted, names)}`,
    );
    return undefined;
  }
  if (wanted === null && candidates.length > 1) {
    node.problem(
      `local keys of several sources are possible; name one of them with 'source' (${names.join(', ')}). Full ids stay what they are.`,
    );
    return undefined;
  }
  const chosen = candidates.find(({ name }) => name === wanted) ?? candidates[0];
  if (!chosen) return null;
  if (chosen.keyColumns > 1) {
    node.problem(
      `the key of ${section}.${chosen.name} has ${chosen.keyColumns} columns, so one value cannot be its local key; make the full id in a SELECT.`,
    );
    return undefined;
  }
  return chosen.name;
}
