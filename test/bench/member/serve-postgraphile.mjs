// PostGraphile 5 on the same table. It stands in no lock file of ours: BENCH_POSTGRAPHILE is a folder where it was installed,
// `npm install --prefix $BENCH_POSTGRAPHILE postgraphile@5.1.5 graphql@16 pg@8`.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// It asks for Node 22, and of that needs this alone.
Promise.withResolvers ??= () => {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};

const require = createRequire(join(process.env.BENCH_POSTGRAPHILE, 'package.json'));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { postgraphile } = await load('postgraphile');
const { grafserv } = await load('postgraphile/grafserv/node');
const { makePgService } = await load('postgraphile/adaptors/pg');
const { PostGraphileAmberPreset } = await load('postgraphile/presets/amber');

const service = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString: process.argv[3], schemas: ['public'] })],
  grafserv: { watch: false, graphqlPath: '/graphql' },
  grafast: { explain: false },
});
const server = createServer();
await service.createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ cpu: user + system, stall: 0 });
  });
  process.on('disconnect', () => process.exit());
  process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` });
});
