/** A page of findings, for members; the hand-written server reads the variables alone. */
export const findings = `query Findings($first: Int, $after: String, $filter: FindingFilter) {
  findings(first: $first, after: $after, filter: $filter) {
    edges { cursor node {
      id title severity themes country { code } organization { id } elections { id } observedAt place { name }
    } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** The same columns as PostGraphile names them. */
export const reports = `query Reports($first: Int, $after: Cursor, $condition: ListedCondition) {
  allListeds(first: $first, after: $after, condition: $condition, orderBy: [OBSERVED_AT_DESC]) {
    edges { cursor node { rowId title sev theme country election observedAt station } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const summary = `{ findingSummary(by: [COUNTRY, THEME]) { total buckets { keys count } } }`;
