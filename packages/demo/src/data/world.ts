import type { Random } from './random.ts';

/** A region of a country, with towns in it. */
export interface Region {
  /** ISO 3166-2, or null where there is none. */
  readonly iso: string | null;
  readonly name: string;
  readonly towns: readonly string[];
  readonly latitude: number;
  readonly longitude: number;
}

/** The regions that the demo's observers work in. Nobody goes to Racha (GE-RL) or Guria (GE-GU): that shows. */
export const regions: Readonly<Record<string, readonly Region[]>> = {
  GE: [
    {
      iso: 'GE-TB',
      name: 'Tbilisi',
      towns: ['Gldani', 'Isani', 'Samgori', 'Vake', 'Nadzaladevi'],
      latitude: 41.72,
      longitude: 44.79,
    },
    {
      iso: 'GE-AJ',
      name: 'Adjara',
      towns: ['Batumi', 'Kobuleti', 'Khulo'],
      latitude: 41.64,
      longitude: 41.64,
    },
    {
      iso: 'GE-IM',
      name: 'Imereti',
      towns: ['Kutaisi', 'Zestaponi', 'Samtredia'],
      latitude: 42.27,
      longitude: 42.7,
    },
    {
      iso: 'GE-KA',
      name: 'Kakheti',
      towns: ['Telavi', 'Gurjaani', 'Sagarejo'],
      latitude: 41.92,
      longitude: 45.47,
    },
    {
      iso: 'GE-KK',
      name: 'Kvemo Kartli',
      towns: ['Rustavi', 'Marneuli', 'Bolnisi'],
      latitude: 41.55,
      longitude: 44.99,
    },
    {
      iso: 'GE-SZ',
      name: 'Samegrelo-Zemo Svaneti',
      towns: ['Zugdidi', 'Poti', 'Mestia'],
      latitude: 42.51,
      longitude: 41.87,
    },
    {
      iso: 'GE-SK',
      name: 'Shida Kartli',
      towns: ['Gori', 'Kareli', 'Khashuri'],
      latitude: 41.98,
      longitude: 44.11,
    },
    {
      iso: 'GE-SJ',
      name: 'Samtskhe-Javakheti',
      towns: ['Akhaltsikhe', 'Akhalkalaki'],
      latitude: 41.64,
      longitude: 42.98,
    },
  ],
  MD: [
    {
      iso: 'MD-CU',
      name: 'Chișinău',
      towns: ['Botanica', 'Ciocana', 'Rîșcani'],
      latitude: 47.01,
      longitude: 28.86,
    },
    { iso: 'MD-BA', name: 'Bălți', towns: ['Bălți'], latitude: 47.76, longitude: 27.93 },
    { iso: 'MD-GA', name: 'Găgăuzia', towns: ['Comrat', 'Ceadîr-Lunga'], latitude: 46.3, longitude: 28.66 },
    { iso: 'MD-OR', name: 'Orhei', towns: ['Orhei', 'Peresecina'], latitude: 47.38, longitude: 28.82 },
  ],
  AM: [
    {
      iso: 'AM-ER',
      name: 'Yerevan',
      towns: ['Kentron', 'Shengavit', 'Arabkir'],
      latitude: 40.18,
      longitude: 44.51,
    },
    { iso: 'AM-SH', name: 'Shirak', towns: ['Gyumri', 'Artik'], latitude: 40.79, longitude: 43.85 },
    { iso: 'AM-LO', name: 'Lori', towns: ['Vanadzor', 'Spitak'], latitude: 40.81, longitude: 44.49 },
  ],
  KE: [
    {
      iso: 'KE-30',
      name: 'Nairobi',
      towns: ['Kibra', 'Mathare', 'Embakasi'],
      latitude: -1.29,
      longitude: 36.82,
    },
    { iso: 'KE-17', name: 'Kisumu', towns: ['Kisumu Central', 'Nyando'], latitude: -0.09, longitude: 34.77 },
    { iso: 'KE-28', name: 'Mombasa', towns: ['Likoni', 'Kisauni'], latitude: -4.04, longitude: 39.67 },
    {
      iso: 'KE-31',
      name: 'Nakuru',
      towns: ['Nakuru Town East', 'Naivasha'],
      latitude: -0.3,
      longitude: 36.07,
    },
    { iso: 'KE-44', name: 'Uasin Gishu', towns: ['Eldoret', 'Turbo'], latitude: 0.52, longitude: 35.27 },
  ],
  UA: [
    { iso: 'UA-30', name: 'Київ', towns: ['Дарниця', 'Поділ', 'Оболонь'], latitude: 50.45, longitude: 30.52 },
    {
      iso: 'UA-63',
      name: 'Харківська область',
      towns: ['Харків', 'Чугуїв'],
      latitude: 49.99,
      longitude: 36.23,
    },
    { iso: 'UA-51', name: 'Одеська область', towns: ['Одеса', 'Ізмаїл'], latitude: 46.48, longitude: 30.72 },
    { iso: 'UA-46', name: 'Львівська область', towns: ['Львів', 'Стрий'], latitude: 49.84, longitude: 24.03 },
  ],
  XK: [
    {
      iso: null,
      name: 'Prishtinë',
      towns: ['Sh.F. Elena Gjika', 'Gjimnazi Sami Frashëri', 'Fakulteti Filologjik'],
      latitude: 42.66,
      longitude: 21.16,
    },
    {
      iso: null,
      name: 'Prizren',
      towns: ['Sh.F. Emin Duraku', 'Sh.F. Motrat Qiriazi'],
      latitude: 42.21,
      longitude: 20.74,
    },
    {
      iso: null,
      name: 'Gjakovë',
      towns: ['Sh.F. Mustafa Bakija', 'Shkolla e Mesme Hysni Zajmi'],
      latitude: 42.38,
      longitude: 20.43,
    },
    {
      iso: null,
      name: 'Ferizaj',
      towns: ['Sh.F. Gjon Sereçi', 'Sh.F. Tefik Çanga'],
      latitude: 42.37,
      longitude: 21.15,
    },
    {
      iso: null,
      name: 'Mitrovicë',
      towns: ['Sh.F. Bedri Gjinaj', 'Sh.F. Meto Bajraktari'],
      latitude: 42.89,
      longitude: 20.87,
    },
    {
      iso: null,
      name: 'Gjilan',
      towns: ['Sh.F. Abaz Ajeti', 'Sh.F. Thimi Mitko'],
      latitude: 42.46,
      longitude: 21.47,
    },
  ],
};

/** Where something happened: a region of the country, a town in it and a polling station. */
export function somewhere(
  random: Random,
  country: string,
): { readonly region: Region; readonly town: string; readonly station: string } {
  const region = random.pick(regions[country] ?? []);
  const station =
    country === 'GE'
      ? `${random.between(1, 73)}.${String(random.between(1, 110)).padStart(2, '0')}`
      : String(random.between(1, 1200));
  return { region, town: random.pick(region.towns), station };
}

/** Days to add to a day written as ISO 8601; negative is before. */
export function daysFrom(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** A time of day as `HH:MM` between two hours; observers round to five minutes, so that many reports share a time. */
export function timeBetween(random: Random, from: number, until: number): string {
  return `${String(random.between(from, until)).padStart(2, '0')}:${String(5 * random.between(0, 11)).padStart(2, '0')}`;
}
