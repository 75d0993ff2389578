// A whole federation to try: with invented data, or with real ones where they are there.
export { demoCommand } from './command.ts';
export type { RunningFederation, RunningMember } from './federation.ts';
export { type RealOptions, startReal } from './real/start-real.ts';
export { type DemoOptions, startDemo } from './start-demo.ts';
