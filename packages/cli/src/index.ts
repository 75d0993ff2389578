// The one command line.
export { run } from './run.ts';
