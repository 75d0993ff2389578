import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questions, type RunningGateway, startGateway } from '../src/index.ts';
import {
  covering,
  findingsDomain,
  registryDomains,
  startTestMember,
  type TestMember,
} from './test-member.ts';

const chromiumPath = '/usr/bin/chromium';

let registry: TestMember;
let ada: TestMember;
let gateway: RunningGateway;

beforeAll(async () => {
  registry = await startTestMember({ code: 'hub', domains: registryDomains });
  ada = await startTestMember({
    code: 'ada',
    domains: { findings: findingsDomain('ada', []) },
    records: covering('GE'),
  });
  gateway = await startGateway({
    federation: {
      registry: { code: 'hub', url: registry.url },
      members: [{ code: 'ada', url: ada.url, organizations: ['ada'] }],
    },
    port: 0,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
});

afterAll(async () => {
  await gateway.close();
  await registry.close();
  await ada.close();
});

describe('the pages', () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}${path}`, { headers: { accept: 'text/html', ...headers } });

  it('begin with the five questions', async () => {
    const page = await (await get('/')).text();
    for (const { name, title } of questions) {
      expect(page).toContain(`<a href="/graphql?question=${name}">${title}</a>`);
    }
  });

  it('are kept from loading anything from another server', async () => {
    const response = await get('/graphql');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'self';/);
    const references = [...(await response.text()).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url);
    expect(references).toEqual(['data:,', '/explorer/graphiql.css', '/explorer/graphiql.js']);
    for (const path of references.slice(1)) expect((await get(String(path))).status).toBe(200);
  });

  it('are not sent again to a browser that has them', async () => {
    const etag = (await get('/explorer/graphiql.css')).headers.get('etag') ?? '';
    expect((await get('/explorer/graphiql.css', { 'if-none-match': etag })).status).toBe(304);
  });

  it('that do not exist are not found, in the same form as every error', async () => {
    const response = await get('/nothing');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('/graphql') }],
    });
  });
});

describe.skipIf(!existsSync(chromiumPath))('the explorer in a browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });

  afterAll(async () => {
    await browser.close();
  });

  it('opens each question in a tab, asks nobody but the gateway, and shows the answer', async () => {
    const page = await browser.newPage();
    const foreign: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(gateway.url)) {
        foreign.push(request.url());
      }
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(gateway.url);
    await page.getByRole('link', { name: 'Protection' }).click();
    await page.locator('.graphiql-query-editor').getByText('Protection').first().waitFor();
    expect(await page.getByRole('tab').count()).toBe(questions.length);
    await page.getByRole('button', { name: /execute query/i }).click();
    await page.locator('.result-window').getByText('"newest"').waitFor();
    expect({ foreign, complaints }).toEqual({ foreign: [], complaints: [] });
    await page.close();
  });
});
