import type { ContractNote } from '../pact/contract-note.ts'
import { tokenOf } from '../pact/digest.ts'
import type { PactFile, PactInteraction } from '../pact/pact.ts'
import { splitUrl } from '../pact/split-url.ts'
import { expectedAnswer } from './pact-response.ts'
import { pactRequest } from './pact-request.ts'
import type { PactOptions } from './build-options.ts'
import type { PlannedInteraction } from './planned-interaction.ts'

/** Planned interactions as pact files, ordered by name. */
export function pactFiles(planned: readonly PlannedInteraction[], options: PactOptions): readonly PactFile[] {
  const { provider, consumer = 'twilio', maxInteractions = 50 } = options
  const groups = Map.groupBy(planned, ({ kind, url }) => `${kind} ${splitUrl(url).path}`)
  const written = [...groups.values()].flatMap((members) => {
    const interactions = interactionsOf(members, options)
    const parts = Math.ceil(interactions.length / maxInteractions)
    return Array.from({ length: parts }, (_, part) => ({
      name: fileName(
        [consumer, provider, members[0]?.kind ?? '', splitUrl(members[0]?.url ?? '').path],
        part,
        parts,
      ),
      interactions: interactions.slice(part * maxInteractions, (part + 1) * maxInteractions),
    }))
  })
  return uniquelyNamed(written)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, interactions }) => ({
      name,
      pact: {
        consumer: { name: consumer },
        provider: { name: provider },
        interactions,
        metadata: { pactSpecification: { version: '4.0' } },
      },
    }))
}

function interactionsOf(
  members: readonly PlannedInteraction[],
  options: PactOptions,
): readonly PactInteraction[] {
  const taken = new Map<string, number>()
  return members.map((planned, index) => {
    const plain = `${planned.kind} ${planned.method} ${shortTarget(planned)}: ${planned.case}`
    const count = (taken.get(plain) ?? 0) + 1
    taken.set(plain, count)
    return interactionOf(planned, count === 1 ? plain : `${plain} (${count})`, index === 0, options)
  })
}

function interactionOf(
  planned: PlannedInteraction,
  description: string,
  isFirst: boolean,
  { free = ['wording', 'voice'], refusesForged = true }: PactOptions,
): PactInteraction {
  const { response, ...expected } = expectedAnswer(planned)
  const token = tokenOf(description)
  const note: ContractNote = {
    kind: planned.kind,
    target: splitUrl(planned.url).target,
    url: planned.url,
    ...expected,
    free: expected.expects === 'twiml' ? free : [],
    refusesForged: refusesForged && isFirst,
    ...(planned.recorded !== undefined && { recorded: planned.recorded }),
  }
  return {
    type: 'Synchronous/HTTP',
    key: token.slice(0, 8),
    description,
    pending: false,
    providerStates: [planned.state],
    request: pactRequest(planned, token),
    response,
    comments: { text: [], ringback: note },
  }
}

/** The target without the parameters that a GET has in it. */
function shortTarget({ method, url, parameters }: PlannedInteraction): string {
  const { path, query, target } = splitUrl(url)
  if (method !== 'GET') return target
  const names = new Set(parameters.map(([name]) => name))
  const own = query
    .split('&')
    .filter((pair) => pair !== '' && !names.has(decoded(pair.split('=', 1)[0] ?? '')))
  return own.length === 0 ? path : `${path}?${own.join('&')}`
}

function decoded(text: string): string {
  return new URLSearchParams(`name=${text}`).get('name') ?? text
}

function fileName(parts: readonly string[], part: number, of: number): string {
  const words = parts.map((text) =>
    text
      .split(/[^A-Za-z\d.]+/)
      .filter((word) => word !== '')
      .join('-')
      .toLowerCase(),
  )
  const number = of > 1 ? `-${String(part + 1).padStart(String(of).length, '0')}` : ''
  return `${words.filter((word) => word !== '').join('-')}${number}`
}

/** Paths that differ only in what a file name cannot hold get a number. */
function uniquelyNamed<Written extends { readonly name: string }>(
  files: readonly Written[],
): readonly (Written & { readonly name: string })[] {
  const taken = new Map<string, number>()
  return files.map((file) => {
    const count = (taken.get(file.name) ?? 0) + 1
    taken.set(file.name, count)
    return { ...file, name: `${file.name}${count === 1 ? '' : `_${count}`}.json` }
  })
}
