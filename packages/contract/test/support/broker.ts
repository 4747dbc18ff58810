import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import type { Pact } from '@ringback/contract'

/** A request that a client made to the stand-in. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

export interface BrokerDouble extends AsyncDisposable {
  readonly url: string
  readonly asked: readonly Asked[]
  /** What can-i-deploy is answered. */
  deployable: boolean | null
  /** Whether pacts are handed out as pending. */
  pending: boolean
}

const token = 'a-broker-token'

/**
 * A stand-in for the part of a Pact Broker's documented HTTP surface that the clients use. It keeps one pact per
 * consumer and provider, and what it is told; it has no logic of its own about pending and deployable.
 */
export async function startBrokerDouble(): Promise<BrokerDouble> {
  const asked: Asked[] = []
  const pacts = new Map<string, Pact>()
  const state = { deployable: true as boolean | null, pending: false }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(400).end(String(error))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: target = '/', headers } = request
    const hasBody = Number(headers['content-length'] ?? 0) > 0
    const body: unknown = hasBody ? await json(request) : null
    const path = decodeURIComponent(target.split('?')[0] ?? '')
    asked.push({ method, path: target, body })
    const send = (given: unknown, status = 200): void => {
      response.writeHead(status, { 'Content-Type': 'application/hal+json' })
      response.end(JSON.stringify(given))
    }
    if (headers.authorization !== `Bearer ${token}`) return send({ error: 'unauthorised' }, 401)
    if (path === '/') return send({ _links: index(url) })
    if (path === '/contracts/publish') {
      const { contracts } = body as { contracts: { consumerName: string; content: string }[] }
      for (const { consumerName, content } of contracts) {
        const text = Buffer.from(content, 'base64').toString()
        pacts.set(consumerName, JSON.parse(text) as Pact)
      }
      return send({ notices: [{ type: 'success', text: 'published' }], _embedded: {}, _links: {} })
    }
    if (path.endsWith('/for-verification')) {
      const rows = [...pacts.keys()].map((name) => ({
        shortDescription: 'latest from branch main',
        verificationProperties: {
          pending: state.pending,
          notices: [{ when: 'before_verification', text: 'wanted' }],
        },
        _links: { self: { href: `${url}/pacts/${name}`, name } },
      }))
      return send({ _embedded: { pacts: rows }, _links: { self: { href: `${url}${target}` } } })
    }
    const pact = pacts.get(path.split('/').at(-1) ?? '')
    if (path.startsWith('/pacts/') && pact !== undefined) {
      const interactions = pact.interactions.map((row, place) => ({ ...row, _id: `id-${place}` }))
      return send({
        ...pact,
        interactions,
        _links: {
          self: { href: `${url}${path}` },
          'pb:provider': { href: `${url}/pacticipants/${pact.provider.name}` },
          'pb:publish-verification-results': { href: `${url}/results` },
        },
      })
    }
    if (path === '/matrix') {
      const text =
        state.deployable === true
          ? 'All required verification results are published'
          : 'There is no verified pact'
      return send({
        summary: { deployable: state.deployable, reason: text, success: 1, failed: 0, unknown: 0 },
        notices: [{ type: 'info', text }],
        matrix: [],
      })
    }
    if (path === '/environments') {
      return send({
        _embedded: {
          environments: [{ uuid: 'u-1', name: 'production', displayName: 'Production', production: true }],
        },
      })
    }
    if (/^\/pacticipants\/[^/]+\/versions\/[^/]+$/.test(path)) {
      return send({
        number: '1',
        _links: { 'pb:record-deployment': [{ name: 'production', href: `${url}/deployed/u-1` }] },
      })
    }
    if (/^\/pacticipants\/[^/]+$/.test(path)) {
      const version = `${url}${path}/branches/{branch}/versions/{version}`
      return send({
        name: 'app',
        _links: {
          self: { href: `${url}${path}` },
          'pb:branch-version': { href: version, templated: true },
          'pb:version-tag': { href: `${url}${path}/versions/{version}/tags/{tag}`, templated: true },
        },
      })
    }
    return send({ uuid: 'u-2', _links: { self: { href: `${url}${target}` } } }, method === 'GET' ? 404 : 201)
  }

  return Object.assign(state, {
    url,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  })
}

export const brokerToken = token

function index(url: string): object {
  return {
    self: { href: url },
    'pb:publish-contracts': { href: `${url}/contracts/publish` },
    'pb:provider-pacts-for-verification': {
      href: `${url}/pacts/provider/{provider}/for-verification`,
      templated: true,
    },
    'pb:environments': { href: `${url}/environments` },
    'pb:pacticipants': { href: `${url}/pacticipants` },
    'pb:pacticipant': { href: `${url}/pacticipants/{pacticipant}`, templated: true },
    'pb:pacticipant-version': {
      href: `${url}/pacticipants/{pacticipant}/versions/{version}`,
      templated: true,
    },
  }
}
