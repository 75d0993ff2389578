/** The words of one of the contract's enums, and what others call the same. */
export interface Vocabulary {
  /** The enum, for example `Theme`. */
  readonly enum: string;
  readonly about: string;
  /** The public vocabularies that `matches` speaks of, by a short name. */
  readonly sources: Readonly<Record<string, { readonly title: string; readonly url: string }>>;
  /** By the enum's values, in its order. */
  readonly terms: Readonly<Record<string, Term>>;
}

export interface Term {
  /** For people, in English. */
  readonly label: string;
  /** One sentence or two; also the description of the enum's value. */
  readonly definition: string;
  /** By source, its own words that land here. Others may say more or less than the term does. */
  readonly matches: Readonly<Record<string, readonly string[]>>;
}

/** The instruments that records cite most. The list is open: a record may cite any other. */
export interface CommitmentVocabulary {
  readonly about: string;
  /** By the name that `Commitment.instrument` has. */
  readonly instruments: Readonly<Record<string, Instrument>>;
}

export interface Instrument {
  readonly title: string;
  /** Where its text can be read. */
  readonly source: string;
  /** What it says, by `Commitment.provision`. */
  readonly provisions: Readonly<Record<string, string>>;
}
