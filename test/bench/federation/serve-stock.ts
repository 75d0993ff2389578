import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { serveApollo } from './front.ts';

const gateway = new ApolloGateway({ supergraphSdl: readFileSync(process.argv[2] as string, 'utf8') });
await serveApollo(new ApolloServer({ gateway }));
