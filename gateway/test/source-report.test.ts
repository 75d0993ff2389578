import type { SourceStatus } from '@observer-graph/executor';
import { expect, it } from 'vitest';
import { SourceReport } from '../src/source-report.ts';

it('tells of each member once for a domain, with its worst state', () => {
  const report = new SourceReport();
  const status = (over: Partial<SourceStatus>): SourceStatus => ({
    member: 'golos',
    state: 'OK',
    latencyMs: 10,
    message: null,
    droppedFields: [],
    ...over,
  });
  report.add('findings', status({ droppedFields: ['Finding.tone'], state: 'PROJECTED' }));
  report.add('findings', status({ state: 'TIMEOUT', latencyMs: 5_000, message: 'golos: no answer' }));
  report.add('findings', status({ latencyMs: 12 }));
  report.add('findings', status({ member: 'ada', latencyMs: null, state: 'SKIPPED', message: 'failing' }));
  report.add('elections', status({ member: 'hub' }));
  expect(report.list()).toEqual([
    { ...status({ member: 'hub' }), domain: 'elections' },
    {
      ...status({ member: 'ada', latencyMs: null, state: 'SKIPPED', message: 'failing' }),
      domain: 'findings',
    },
    {
      domain: 'findings',
      member: 'golos',
      state: 'TIMEOUT',
      latencyMs: 5_000,
      message: 'golos: no answer',
      droppedFields: ['Finding.tone'],
    },
  ]);
});
