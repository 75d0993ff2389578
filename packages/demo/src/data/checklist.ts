// A checklist typed as one wide table per election, like that of a Kosovo coalition: a column per question, PO for yes,
// JO for no, nothing where it was not answered. Every irregularity that is ticked is a finding.
import { aPerson, aPhone, hiddenMarker } from './markers.ts';
import { type Random, randomFrom } from './random.ts';
import type { SqliteRow, Table } from './sqlite.ts';
import { somewhere } from './world.ts';

/** The columns of the irregularities, with the chance that one is ticked. */
const irregularities: Readonly<Record<string, number>> = {
  PA01x1: 0.05,
  PA02Fot: 0.025,
  PA03M1F: 0.01,
  PA04PPD: 0.02,
  PA05DHU: 0.012,
  PA06PRP: 0.035,
  PA07M1P: 0.28,
  PA08MBV: 0.01,
  PA09VJK: 0.03,
  PA13INC: 0.02,
};

const missing = ['P05Lla', 'P05Ngj', 'P05Lis', 'P05Flv', 'P05Vul', 'P05Kut', 'P05Lib', 'P05Kab'];
const elections = [
  { table: 'lokale_2013', stations: 330, day: '2013-11-03' },
  { table: 'qendrore_2017', stations: 360, day: '2017-06-11' },
  { table: 'qendrore_2021', stations: 430, day: '2021-02-14' },
] as const;

export function checklistTables(): readonly Table[] {
  const random = randomFrom('checklist');
  const wide = elections.map(({ table, stations, day }): Table => {
    const rows = Array.from({ length: stations }, (_, index) => station(random, index + 1, day));
    const columns = Object.keys(rows[0] ?? {})
      .filter((column) => column !== 'ID')
      .map((column) => `"${column}" text`);
    return {
      name: table,
      create: `CREATE TABLE ${table} ("ID" integer PRIMARY KEY, ${columns.join(', ')})`,
      rows,
    };
  });
  const totals = wide.flatMap(({ name, rows }) =>
    Object.keys(irregularities).map((column) => ({
      tabela: name,
      kolona: column,
      raste: rows.filter((row) => row[column] === 'PO').length,
      gjithsej: rows.filter((row) => row[column] === 'PO' || row[column] === 'JO').length,
    })),
  );
  return [
    ...wide,
    {
      name: 'permbledhja',
      create:
        'CREATE TABLE permbledhja (tabela text NOT NULL, kolona text NOT NULL, raste integer NOT NULL, gjithsej integer NOT NULL, PRIMARY KEY (tabela, kolona))',
      rows: totals,
    },
  ];
}

function station(random: Random, id: number, day: string): SqliteRow {
  const { region, town } = somewhere(random, 'XK');
  const incident = random.chance(irregularities['PA13INC'] ?? 0);
  const yes = (chance: number): string =>
    random.weighted([
      ['PO', chance],
      ['JO', 1 - chance],
      ['', 0.02],
    ]);
  const publish = random.weighted([
    ['PO', 94],
    ['JO', 4],
    ['', 2],
  ]);
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  return {
    ID: id,
    EmriV: aPerson(random),
    NrV: String(random.between(1, 1500)),
    NrQV: `${random.between(100, 3900)}${random.pick(['A', 'B', 'C', 'D', 'E', 'd', 'e'])}`,
    NRVV: `${String(random.between(1, 12)).padStart(2, '0')}${random.pick(['R', 'D'])}`,
    Komuna: region.name,
    EQV: town,
    P01KA: random.pick(['6:00 - 7:00', '5:00 - 6:00']),
    ...Object.fromEntries(missing.map((column) => [column, random.chance(0.02) ? 'TRUE' : 'FALSE'])),
    PV03UVL: random.weighted([
      ['Gjithmonë', 8],
      ['Nganjëherë', 2],
      ['Aspak', 1],
    ]),
    ...Object.fromEntries(
      Object.entries(irregularities)
        .filter(([column]) => column !== 'PA13INC')
        .map(([column, chance]) => [column, yes(chance)]),
    ),
    PA13INC: incident ? 'PO' : 'JO',
    IncOra: incident ? `${random.between(8, 18)}:${random.pick(['00', '15', '30', '45'])}` : '',
    IncTxt: incident
      ? `${random.pick(['Mosmarrëveshje mes komisionerëve për listën e votuesve.', 'Një grup votuesish u ankua se vendvotimi u hap me vonesë.', 'Debat i ashpër mes përfaqësuesve të subjekteve politike; ndërhyri policia.', 'Ndërprerje e energjisë elektrike; votimi vazhdoi me dritë emergjente.'])}${publish === 'PO' ? '' : ` [${hiddenMarker}]`}`
      : '',
    IncDeshm1: incident ? aPerson(random) : '',
    ID1Kon: incident ? aPhone(random) : '',
    Publikohet: publish,
    Time: `${month}/${(dayOfMonth ?? 1) + random.between(1, 12)}/${year}`,
  };
}
