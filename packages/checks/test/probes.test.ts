import { isWebhookKind, kinds, type WebhookKind } from '@ringback/catalog'
import { probes, type ProbeFinding } from '@ringback/checks'
import { describe, expect, test } from 'vitest'
import { done, found, goodApp, isCallback, refused, type App } from './support/probe-app.ts'

const allKinds = kinds.map(({ kind }) => kind).filter(isWebhookKind)

/** What a probe finds in an app over some kinds. */
async function foundIn(
  name: string,
  tried: readonly WebhookKind[],
  app: App,
): Promise<readonly ProbeFinding[]> {
  return (await Promise.all(tried.map((kind) => found(name, kind, app)))).flat()
}

describe.each(probes)('the law of probes: $name', ({ name }) => {
  test('finds nothing in a good app, whatever the kind', async () => {
    expect(await foundIn(name, allKinds, goodApp)).toEqual([])
  })

  test('finds nothing in an app that is down', async () => {
    expect(await foundIn(name, allKinds, () => ({ status: 500, body: '' }))).toEqual([])
  })

  test('finds nothing in an app that answers at random', async () => {
    let count = 0
    const app: App = (received) => {
      count += 1
      if (!received.isSigned) return refused
      return isCallback(received) ? done : { body: `<Response><Say>${count}</Say></Response>` }
    }
    expect(await foundIn(name, allKinds, app)).toEqual([])
  })
})
