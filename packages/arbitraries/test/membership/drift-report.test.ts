import { driftCollector, plainWebhook, type ObservedWebhook } from '@ringback/arbitraries'
import { kinds } from '@ringback/catalog'
import { expect, it } from 'vitest'

function observed(at: number, extra: string): ObservedWebhook {
  const { kind, method, parameters } = plainWebhook('gather.action')
  const time = new Date(Date.UTC(2026, 0, 1, 0, 0, at)).toISOString()
  return { id: `e${at}`, at: time, kind, method, parameters: [...parameters, [extra, 'x']] }
}

it('keeps as many findings as its limit, and counts the rest', () => {
  const collector = driftCollector({ limit: 10 })
  for (let at = 0; at < 100; at += 1) collector.add(observed(at, `Unheard${at}`))
  for (let at = 100; at < 150; at += 1) collector.add(observed(at, 'Unheard0'))
  const { findings, leftOut, webhooks, differing } = collector.report()
  expect([findings.length, leftOut, webhooks, differing]).toEqual([10, 90, 150, 150])
  expect(findings[0]).toMatchObject({ parameter: 'Unheard0', webhooks: 51, example: 'e0' })
})

it.each(kinds.map(({ kind }) => kind))(
  'an unknown parameter of %s is drift, a plain webhook is not',
  (kind) => {
    const { method, parameters } = plainWebhook(kind)
    const webhook = { id: 'e1', at: '2026-01-01T00:00:00.000Z', kind, method, parameters }
    const carriesAny = kind === 'voice.incoming-client-app'
    const collector = driftCollector()
    collector.add(webhook)
    expect(collector.report().findings).toEqual([])
    collector.add({ ...webhook, parameters: [...parameters, ['UnheardOf', 'x']] })
    expect(collector.report().findings.map(({ reason }) => reason)).toEqual(
      carriesAny ? [] : ['unknown-parameter'],
    )
  },
)
