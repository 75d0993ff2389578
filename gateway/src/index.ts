// The endpoint: one graph over all members of a federation.
export { answerPlugin } from './answer-plugin.ts';
export { clientCodes } from './client-error.ts';
export { createDirectory } from './directory.ts';
export { domainExecutors } from './domain-executors.ts';
export {
  checkFederation,
  type Federation,
  FederationFileError,
  type FederationInput,
  parseFederation,
} from './federation-file.ts';
export { type Log, stderrLog } from './log.ts';
export { type Question, questions } from './questions.ts';
export { type GatewayOptions, type RunningGateway, startGateway } from './start-gateway.ts';
export { type SupergraphGatewayOptions, startSupergraphGateway } from './start-supergraph-gateway.ts';
export { shownErrors } from './whole-answer.ts';
