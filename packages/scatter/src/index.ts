// One question to many members: plan, route, send, verify, merge, report.
export type { Hub, ScatterMember } from './member.ts';
export { createPassThrough, type PassThroughOptions } from './pass-through.ts';
export { createScatter, type ScatterLimits, type ScatterOptions } from './scatter.ts';
