import type { Random } from './random.ts';

/**
 * Stands in every record that the public must not see: withheld, under embargo, withdrawn. Whoever finds it in a public
 * answer has found a leak.
 */
export const hiddenMarker = 'INTERNAL-7F3A';

const people = [
  'Zurabashvili-Test',
  'Munteanescu-Test',
  'Wanjirukamau-Test',
  'Krasnoshtanenko-Test',
  'Hoxhajberisha-Test',
  'Mkrtumyan-Test',
];

/** Telephone numbers of the witnesses begin like this; no link file names their columns. */
export const privatePhone = '+995 555 0';

/** Ends the invented surnames of witnesses and observers, so that they can be searched for. */
export const privateName = '-Test';

export const aPerson = (random: Random): string => random.pick(people);
export const aPhone = (random: Random): string =>
  `${privatePhone}${random.between(0, 9)} ${random.between(10, 99)} ${random.between(10, 99)}`;
