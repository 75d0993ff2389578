/** `sources` as a member fills it for itself: it answers, or the field is an error. A hub puts its own in its place. */
export function ownSources(member: string) {
  return {
    complete: true,
    pruned: 0,
    asOf: null,
    members: [{ member, state: 'OK', latencyMs: null, message: null, droppedFields: [] }],
  };
}
