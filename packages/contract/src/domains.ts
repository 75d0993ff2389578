/** The domains that members serve: a domain is a subgraph, a folder and a path. */
export const domains = ['organizations', 'elections', 'findings', 'recommendations', 'assessments'] as const;
export type Domain = (typeof domains)[number];

/** The domains that the hub's registry alone serves: no field of them is ever merged from several members. */
export const registryDomains: readonly Domain[] = ['organizations', 'elections'];

/** The version of the contract; it rises when a field is added, and never falls. */
export const contractVersion = 1;
