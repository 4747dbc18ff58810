import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodeForm, isWebhookKind, kindRow, valueOf, type Parameters } from '@ringback/catalog'
import type { Exchange } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'

const folder = join(import.meta.dirname, '../../../../fixtures/webhooks')

interface CapturedWebhook {
  readonly kind: string
  readonly method: string
  readonly parameters: Parameters | Readonly<Record<string, string>>
  readonly customParameters?: readonly string[]
}

/** The captured webhooks of `fixtures/webhooks` as exchanges, a second apart, each with the name of its file as id. */
export function capturedExchanges(): readonly Exchange[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return files.toSorted().map((file, at) => {
    // The files are this repository's own, with the fields their README lists.
    const webhook = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CapturedWebhook
    return exchangeOf(file.replace('.json', ''), at, webhook)
  })
}

function exchangeOf(
  id: string,
  at: number,
  { kind, method, customParameters, ...rest }: CapturedWebhook,
): Exchange {
  if (!isWebhookKind(kind)) throw new Error(`${id} has the unknown kind ${kind}`)
  const given = Array.isArray(rest.parameters) ? rest.parameters : Object.entries(rest.parameters)
  const parameters = given as Parameters
  const isCustom = (name: string): boolean => customParameters?.includes(name) ?? false
  // What an app asks for stands in the query string of its URL, unless the kind carries it among its own parameters.
  const carries = kindRow(kind).parameters.some(({ name }) => name === '*custom*')
  const own = carries ? [] : parameters.filter(([name]) => isCustom(name))
  const sent = parameters.filter((each) => !own.includes(each))
  const query = encodeForm(method === 'GET' ? [...own, ...sent] : own)
  const callSid = valueOf(parameters, 'CallSid') ?? ''
  return {
    id,
    kind,
    callSid: callSid === '' ? null : callSid,
    parentCallSid: null,
    startedAt: new Date(Date.UTC(2026, 0, 2, 3, 0, at)).toISOString(),
    durationMs: 1,
    request: {
      method,
      url: `https://phone.example.com/twilio${query === '' ? '' : `?${query}`}`,
      headers: [],
      body: { text: method === 'GET' ? '' : encodeForm(sent) },
    },
    response: { status: 200, headers: [], body: { text: '<Response/>' } },
    signature: 'unchecked',
    problem: null,
    provenance: { recorder: 'import', version: '0', source: 'fixtures/webhooks' },
  }
}

/** Writes exchanges into a folder, as they are. */
export async function recordInto(directory: string, exchanges: readonly Exchange[]): Promise<void> {
  const store = await openDirectoryStore({ directory })
  for (const exchange of exchanges) await store.append(exchange)
  await store.close()
}
