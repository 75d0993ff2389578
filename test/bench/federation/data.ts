// The shape and size of the public federation benchmark's data: its query answers 84 kB.
export interface User {
  readonly id: string;
  readonly name: string;
  readonly username: string;
}

export interface Product {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
  readonly inStock: boolean;
}

export interface Review {
  readonly id: string;
  readonly body: string;
  readonly authorId: string;
  readonly upc: string;
}

const names = [
  'Uri Goldshtein',
  'Dotan Simha',
  'Kamil Kisiela',
  'Arda Tanrikulu',
  'Gil Gardosh',
  'Laurin Quast',
];

export const users: readonly User[] = names.map((name, index) => ({
  id: String(index + 1),
  name,
  username: name.toLowerCase().replace(' ', ''),
}));

const things = ['Table', 'Couch', 'Glass', 'Chair', 'TV', 'Lamp', 'Grill', 'Fridge', 'Sofa'];

export const products: readonly Product[] = things.map((name, index) => ({
  upc: String(index + 1),
  name,
  price: [899, 1299, 15, 499, 1299, 6999, 3999, 100_000, 9999][index] ?? 0,
  weight: [100, 1000, 20, 100, 1000, 300, 2000, 6000, 800][index] ?? 0,
  inStock: index % 3 !== 1,
}));

const bodies = [
  'Love it!',
  'Prefer something else.',
  'Could be better.',
  'Too expensive.',
  'Bought it for my office and it is great, delivery took a while.',
];

// Who reviewed what, unevenly as in life: two hold a third of the reviews.
const reviewed = Array.from({ length: 25 }, (_, index) => [
  String(index % 3 === 0 ? 1 + (index % 2) : 1 + (index % 6)),
  String(1 + ((index * 7) % 9)),
]) as [string, string][];

export const reviews: readonly Review[] = reviewed.map(([authorId, upc], index) => ({
  id: String(index + 1),
  body: bodies[index % bodies.length] as string,
  authorId,
  upc,
}));
