import { describe, expect, it } from 'vitest';
import { domains, models, recordType, recordTypes } from '../src/index.ts';

describe('models', () => {
  it('have the record types of every domain, in the order of the domains', () => {
    expect(domains.map((domain) => [domain, [...(models.get(domain)?.records.keys() ?? [])]])).toEqual([
      ['organizations', ['Organization', 'Declaration', 'Endorsement']],
      ['elections', ['Country', 'Election']],
      ['findings', ['Finding', 'Mission', 'Document', 'Practice']],
      ['recommendations', ['Recommendation']],
      ['assessments', ['Assessment']],
    ]);
  });

  it('tell who owns a record, and its key', () => {
    const told = [...recordTypes.values()].map(({ name, owned, key }) => [name, owned, key]);
    expect(told).toContainEqual(['Finding', true, 'id']);
    expect(told).toContainEqual(['Country', false, 'code']);
  });

  it('tell what a field is', () => {
    const { fields } = recordType('Finding');
    expect(fields.get('severity')).toEqual({
      name: 'severity',
      type: 'Severity',
      list: false,
      required: false,
      kind: 'enum',
      values: ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'],
    });
    expect(fields.get('elections')).toEqual({
      name: 'elections',
      type: 'Election',
      list: true,
      required: false,
      kind: 'reference',
      key: 'id',
    });
    expect(fields.get('commitments')?.fields?.get('instrument')?.required).toBe(true);
    expect(fields.get('base')?.fields?.get('cases')?.kind).toBe('integer');
    expect(fields.get('observedAt')?.kind).toBe('instant');
  });

  it('leave out of a record what others hold or a resolver makes', () => {
    expect(recordType('Mission').fields.has('findings')).toBe(false);
    expect(recordType('Election').fields.has('phase')).toBe(false);
  });

  it('relate entities to the records of a domain', () => {
    expect(models.get('assessments')?.related).toContainEqual({
      entity: 'Recommendation',
      field: 'progress',
      record: 'Assessment',
      by: 'recommendation',
    });
  });
});

describe('recordType', () => {
  it('names the record types that there are, where it is asked for another', () => {
    expect(() => recordType('Ghost')).toThrow(
      /"Ghost" is no record type; there are Organization, .*Assessment/,
    );
  });
});
