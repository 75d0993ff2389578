// What tests of subgraphs and members stand on.
export { execute, schemaOf } from './execute.ts';
export { type Asked, memorySource } from './memory-source.ts';
export { unresolvedFields } from './unresolved-fields.ts';
