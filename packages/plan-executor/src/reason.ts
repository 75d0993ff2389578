/** Why something is missing of the data: a subgraph has no such entity, or there is an error that tells it. */
export type Reason = 'none' | 'told';
