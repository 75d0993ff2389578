import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, parseInstant } from '../../src/time/iso.ts';
import { leastRaw, scaleOf } from '../../src/time/scale.ts';
import { zoneOf } from '../../src/time/zone.ts';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

const zones = [
  'UTC',
  'Europe/Moscow',
  'Europe/Berlin',
  'America/Asuncion',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
];
const units = ['instant', 'wall', 'day', 'second', 'millisecond', 'year'] as const;
const anyZone = fc.constantFrom(...zones);
const anyTime = fc.integer({ min: Date.UTC(1960, 0), max: Date.UTC(2050, 0) }).map((time) => time * 1000);

const at = (text: string) => parseInstant(text) ?? Number.NaN;

describe('A zone', () => {
  it.each([
    ['Europe/Moscow', '2021-09-19T10:00:00Z', '2021-09-19T07:00:00Z', 'three hours ahead'],
    ['Europe/Moscow', '2012-03-04T10:00:00Z', '2012-03-04T06:00:00Z', 'four hours ahead in 2012'],
    [
      'Europe/Berlin',
      '2021-10-31T02:30:00Z',
      '2021-10-31T00:30:00Z',
      'the first of the hour that clocks show twice',
    ],
    [
      'Europe/Berlin',
      '2021-03-28T02:30:00Z',
      '2021-03-28T01:00:00Z',
      'the moment at which clocks skip an hour',
    ],
    ['Asia/Kathmandu', '2021-01-01T05:45:00Z', '2021-01-01T00:00:00Z', 'offsets that are no whole hours'],
    [
      'Africa/Casablanca',
      '2019-05-20T12:00:00Z',
      '2019-05-20T12:00:00Z',
      'summer time suspended for Ramadan',
    ],
    ['Africa/Casablanca', '2019-07-20T12:00:00Z', '2019-07-20T11:00:00Z', 'and taken up again'],
  ])('%s: a clock at %s shows %s: %s', (zone, wall, instant) => {
    expect(formatInstant(zoneOf(zone).instantOf(at(wall)))).toBe(instant);
  });

  it('agrees with the platform on what clocks show', () => {
    fc.assert(
      fc.property(
        anyZone,
        fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2041, 0) - 1 }),
        (zone, time) => {
          const shown = new Intl.DateTimeFormat('sv', {
            timeZone: zone,
            dateStyle: 'short',
            timeStyle: 'medium',
          }).format(time);
          const second = Math.floor(time / 1000) * 1_000_000;
          expect(formatInstant(zoneOf(zone).wallOf(second)).slice(0, 19)).toBe(shown.replace(' ', 'T'));
        },
      ),
    );
  });

  it('is not taken for a name that does not exist', () => {
    expect(() => zoneOf('Europe/Nowhere')).toThrow(RangeError);
  });
});

describe('A scale', () => {
  const anyScale = fc.tuple(
    fc.constantFrom(...units),
    fc.constantFrom('instant' as const, 'date' as const),
    anyZone,
  );
  const per = {
    instant: 1,
    wall: 1,
    day: 86_400_000_000,
    second: 1_000_000,
    millisecond: 1000,
    year: 31_556_952_000_000,
  };
  const rawOf = (unit: (typeof units)[number], time: number) =>
    Math.floor(time / per[unit]) + (unit === 'year' ? 1970 : 0);

  it('never falls, so that the database sorts as the keys do', () => {
    fc.assert(
      fc.property(
        anyScale,
        anyTime,
        fc.integer({ min: 0, max: 4 * 3_600_000_000 }),
        ([unit, kind, zone], time, later) => {
          const { keyOf } = scaleOf(unit, kind, zone);
          expect(keyOf(rawOf(unit, time + later))).toBeGreaterThanOrEqual(keyOf(rawOf(unit, time)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('finds the first raw value of a key', () => {
    fc.assert(
      fc.property(anyScale, anyTime, ([unit, kind, zone], time) => {
        const { keyOf, lowest, highest } = scaleOf(unit, kind, zone);
        const key = kind === 'date' ? Math.floor(time / 86_400_000_000) : time;
        const raw = leastRaw(keyOf, key, lowest, highest);
        expect(keyOf(raw)).toBeGreaterThanOrEqual(key);
        expect(keyOf(raw - 1)).toBeLessThan(key);
      }),
      { numRuns: 300 },
    );
  });

  it('says truly where raw values never share a key', () => {
    fc.assert(
      fc.property(anyScale, anyTime, ([unit, kind, zone], time) => {
        const { keyOf, injective } = scaleOf(unit, kind, zone);
        const raw = rawOf(unit, time);
        if (injective) expect(keyOf(raw + 1)).toBeGreaterThan(keyOf(raw));
      }),
    );
  });

  it('holds years like 9999 for no time', () => {
    const { highest } = scaleOf('second', 'instant', 'UTC');
    expect(highest).toBe(Date.UTC(2200, 0) / 1000 - 1);
  });
});
