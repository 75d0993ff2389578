import { startSupergraphGateway } from '@observer-graph/gateway';

const [, , supergraphFile, sharing] = process.argv;
const { url } = await startSupergraphGateway({
  supergraphFile: supergraphFile as string,
  port: 0,
  sharing: sharing === 'sharing',
});
process.once('SIGTERM', () => process.exit());
console.log(`${new URL(url).port}/graphql`);
