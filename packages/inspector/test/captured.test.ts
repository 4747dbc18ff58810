import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { isWebhookKind } from '@ringback/catalog'
import { startInspector, type Inspector } from '@ringback/inspector'
import type { Exchange } from '@ringback/recording'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CallView } from '../src/model/call-view.ts'
import { done, readable } from './acts/asking.ts'
import { exchangeOf, folderWith, twimlAnswer } from './recordings.ts'

interface Captured {
  readonly id: string
  readonly kind: string
  readonly method: string
  readonly parameters: Readonly<Record<string, string>>
  readonly customParameters?: readonly string[]
}

const folder = new URL('../../../fixtures/webhooks/', import.meta.url)
const captured = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  // The files have this form (fixtures/webhooks/README.md).
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Captured)

function exchangeWith({ kind, method, parameters }: Captured, at: number): Exchange {
  const form = new URLSearchParams(parameters).toString()
  const isGet = method === 'GET'
  return exchangeOf(at, 0, {
    kind: isWebhookKind(kind) ? kind : null,
    request: {
      method,
      url: `https://app.example.com/voice${isGet ? `?${form}` : ''}`,
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: { text: isGet ? '' : form },
    },
    response: twimlAnswer('<Response/>'),
  })
}

function the(found: Captured | undefined): Captured {
  if (found === undefined) throw new Error('There is no such webhook.')
  return found
}

let inspector: Inspector
let directory: string

beforeAll(async () => {
  directory = folderWith(captured.map(exchangeWith))
  inspector = await startInspector({ directory, version: '1' })
})
afterAll(async () => {
  await inspector.close()
  rmSync(directory, { recursive: true })
})

it.each(captured.map(({ id }, at) => [id, at] as const))(
  '%s is shown as it was captured',
  async (_id, at) => {
    const { parameters, customParameters = [] } = the(captured[at])
    const id = `${String(at).padStart(6, '0')}-000`
    await readable(inspector, `/api/calls/${id}`)
    const { exchanges } = await done<CallView>(inspector, `/api/calls/${id}`, { method: 'GET' })
    const shown = exchanges[0]?.parameters ?? []
    const sent = shown.filter(({ state }) => state !== 'absent')
    expect(sent.map(({ name, value }) => [name, value])).toEqual(Object.entries(parameters))
    expect(sent.filter(({ state, explanation }) => state === 'known' && !explanation)).toEqual([])
    const custom = sent.filter(({ name }) => customParameters.includes(name))
    expect(custom.filter(({ state }) => state !== 'unknown')).toEqual([])
    const absent = shown.filter(({ state }) => state === 'absent').map(({ name }) => name)
    expect(absent.filter((name) => name in parameters)).toEqual([])
  },
)
