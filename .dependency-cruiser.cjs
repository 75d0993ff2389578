// The way imports may point, as the architecture draws it. Each rule says what to do instead.
const parts = '(gateway|test|packages/[^/]+|subgraphs/[^/]+)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two modules that need each other are one, or need a third: move what both use into a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-deep-imports',
      comment:
        'Import a package by its name. What its index.ts does not export is its own business; if others need it, export it there.',
      severity: 'error',
      from: { path: `^${parts}/` },
      to: {
        path: `^${parts}/`,
        pathNot: ['^$1/', '/src/index\\.ts$', '/test/index\\.ts$', '/src/generated/'],
      },
    },
    {
      name: 'not-by-relative-path',
      comment: 'Import another package by its name, and name it in package.json.',
      severity: 'error',
      from: { path: `^${parts}/` },
      to: {
        path: `^${parts}/`,
        pathNot: '^$1/',
        dependencyTypes: ['local'],
        dependencyTypesNot: ['aliased'],
      },
    },
    {
      name: 'resolvable',
      comment:
        'The import leads nowhere: name the package in package.json and install, or import its index instead of a file inside it.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'subgraphs-apart',
      comment: "Subgraphs meet in GraphQL, by @key: refer to the other's entity by its key.",
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'subgraphs-know-a-source-only',
      comment:
        'A subgraph is resolvers over a Source: put what it needs behind packages/source or packages/contract.',
      severity: 'error',
      from: { path: '^subgraphs/' },
      to: { path: '^(gateway|test|packages)/', pathNot: '^packages/(contract|executor|source)/' },
    },
    {
      name: 'packages-below',
      comment:
        'Only cli, demo, registry and member know what stands above the other packages: turn the need around with a function or an interface that they pass in.',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/(cli|demo|registry|member)/' },
      to: { path: '^(gateway|subgraphs|test|packages/(cli|demo|registry|member))/' },
    },
    {
      name: 'member-below',
      comment: 'A member knows no gateway, registry, demonstration or command line: they know it.',
      severity: 'error',
      from: { path: '^packages/member/' },
      to: { path: '^(gateway|test|packages/(cli|demo|registry))/' },
    },
    {
      name: 'registry-below',
      comment: 'The registry is a member like any other: it knows packages/member and nothing above.',
      severity: 'error',
      from: { path: '^packages/registry/' },
      to: { path: '^(gateway|test|subgraphs|packages/(cli|demo))/' },
    },
    {
      name: 'demo-below',
      comment: 'The demonstration is started by the command line, not the other way round.',
      severity: 'error',
      from: { path: '^packages/demo/' },
      to: { path: '^(test|packages/cli)/' },
    },
    {
      name: 'gateway-knows-no-member',
      comment:
        'The gateway knows members by their URLs alone: what it needs to know of them belongs into their card.',
      severity: 'error',
      from: { path: '^gateway/' },
      to: {
        path: '^(test|subgraphs|packages)/',
        pathNot: '^packages/(contract|executor|plan-executor|scatter)/',
      },
    },
    {
      name: 'sql-in-source-sql',
      comment: 'Members are read through a Source: write the query in packages/source-sql.',
      severity: 'error',
      from: { path: `^${parts}/src/`, pathNot: '^packages/source-sql/' },
      to: { path: 'node_modules/kysely/' },
    },
    {
      name: 'database-drivers',
      comment:
        'Only the registry and the demonstration write databases of their own; all else is read through packages/source-sql.',
      severity: 'error',
      from: { path: `^${parts}/src/`, pathNot: '^packages/(source-sql|registry|demo)/' },
      to: { path: 'node_modules/(pg|mysql2|libsql)/' },
    },
    {
      name: 'engine-without-io',
      comment:
        'The scatter, the plan executor and the contract decide; they read and send nothing. Pass in a function, as an Executor is.',
      severity: 'error',
      from: {
        path: '^packages/(scatter|plan-executor|contract)/src/',
        pathNot: '^packages/contract/src/generate[-a-z]*\\.ts$',
      },
      to: {
        path: [
          '^(node:)?(fs|fs/promises|http|https|http2|net|tls|child_process)$',
          'node_modules/(undici|@apollo/server|@apollo/gateway)/',
        ],
      },
    },
    {
      name: 'http-in-its-place',
      comment:
        'Requests to others go through httpExecutor of packages/executor, or the gateway asking for a card.',
      severity: 'error',
      from: { path: '^(packages|subgraphs)/[^/]+/src/', pathNot: '^packages/(executor)/' },
      to: { path: 'node_modules/undici/' },
    },
    {
      name: 'src-knows-no-test',
      comment: 'Move what both use into src.',
      severity: 'error',
      from: { path: '/src/' },
      to: { path: ['^gateway/test/', '^(packages|subgraphs)/[^/]+/test/', '^test/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
