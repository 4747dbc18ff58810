import { ContractError } from '../contract-error.ts'
import type { PactFile } from '../pact/pact.ts'
import { isPact } from '../verify/load-pacts.ts'
import type { BrokerSource } from './broker-source.ts'

export const defaultSelectors = [{ mainBranch: true }, { deployedOrReleased: true }] as const

const relation = 'pb:provider-pacts-for-verification'

/** The pacts that a broker wants to have verified. Throws a `ContractError` when it does not say. */
export async function fetchPacts(source: BrokerSource): Promise<readonly PactFile[]> {
  const index = await fromBroker(source, source.brokerUrl)
  const link = hrefIn(index, relation)
  if (link === undefined) {
    throw new ContractError(
      'not-a-broker',
      `${source.brokerUrl} is not a Pact Broker: its index has no link ${relation}.`,
    )
  }
  const wanted = await fromBroker(
    source,
    link.replaceAll('{provider}', encodeURIComponent(source.provider)),
    {
      consumerVersionSelectors: source.selectors ?? defaultSelectors,
      includePendingStatus: source.enablePending ?? false,
      ...(source.includeWipPactsSince !== undefined && { includeWipPactsSince: source.includeWipPactsSince }),
      ...(source.providerVersionBranch !== undefined && {
        providerVersionBranch: source.providerVersionBranch,
      }),
    },
  )
  const rows = field(field(wanted, '_embedded'), 'pacts')
  const links = (Array.isArray(rows) ? rows : []).flatMap((row: unknown) => hrefIn(row, 'self') ?? [])
  return Promise.all(
    links.map(async (url) => {
      const pact = await fromBroker(source, url)
      if (!isPact(pact)) throw new ContractError('not-a-pact', `The broker has no pact at ${url}.`)
      return { name: url, pact }
    }),
  )
}

async function fromBroker(source: BrokerSource, url: string, body?: unknown): Promise<unknown> {
  const { token, username, password = '' } = source
  const authorization =
    token !== undefined
      ? `Bearer ${token}`
      : username !== undefined
        ? `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
        : undefined
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Accept: 'application/hal+json, application/json',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(authorization !== undefined && { Authorization: authorization }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    throw new ContractError('no-broker-answer', `Cannot reach the broker ${source.brokerUrl}: ${cause}.`)
  })
  if (answer.status === 401 || answer.status === 403) {
    throw new ContractError(
      'broker-access-denied',
      `The broker ${source.brokerUrl} answers HTTP ${answer.status}.`,
      { remedy: 'Pass --broker-token (PACT_BROKER_TOKEN), or --broker-username and --broker-password.' },
    )
  }
  if (!answer.ok)
    throw new ContractError('no-broker-answer', `The broker answers HTTP ${answer.status} to ${url}.`)
  return answer.json().catch(() => {
    throw new ContractError('no-broker-answer', `The answer of the broker at ${url} is not JSON.`)
  })
}

function hrefIn(document: unknown, name: string): string | undefined {
  const href = field(field(field(document, '_links'), name), 'href')
  return typeof href === 'string' ? href : undefined
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
