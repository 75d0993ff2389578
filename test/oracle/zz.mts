import { twoWays } from './federation.ts';
import { worldOf } from './world.ts';

const { shape, ...world } = worldOf(3);
const ways = await twoWays(world);
const q =
  '{ q0: missions(filter: {phase: REGISTRATION, includeCopies: true}, first: 1) { __typename ...F2 } } fragment F1 on Mission { __typename observerKind kind status } fragment F2 on MissionConnection { edges { node { id ...F1 } } sources { complete } }';
console.log(JSON.stringify(await ways.federated('findings', { query: q }), null, 0));
console.log(JSON.stringify(await ways.oracle('findings', { query: q }, 'descending')));

await ways.close();
