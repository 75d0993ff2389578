// What tests of those stand on who speak with members of other versions.
export { refusalsOf, subgraphWithout } from './older-version.ts';
