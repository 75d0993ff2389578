// The hub's own member: opened, filled from files, exported, served.
export { registryCommand } from './command.ts';
export { RegistryError, type RegistryErrorCode } from './errors.ts';
export { describeImport, type ImportOptions, type ImportReport } from './import-files.ts';
export type { KindCounts } from './plan-import.ts';
export { openRegistry, type Registry, type RegistryOptions } from './registry.ts';
export { type ServedRegistry, type ServeRegistryOptions, serveRegistry } from './serve.ts';
