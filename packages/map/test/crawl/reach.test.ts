import { expect, test } from 'vitest'
import { reachOf } from '../../src/crawl/reach.ts'
import { edgeWith, segmentWith } from '../support.ts'

const webhook = (
  kind: 'voice.incoming-pstn' | 'voice.redirect' | 'gather.action',
  path: string,
  status: number | null = 200,
) => ({
  kind,
  method: 'POST',
  url: `https://app.example.com${path}`,
  status,
  problem:
    status === 200
      ? null
      : ({ level: 'error', code: 'x', twilioCode: null, message: '', page: null } as const),
})

test('a path counts once for calls, and once for each thing that is asked of it', () => {
  const segment = segmentWith({
    webhooks: [
      webhook('voice.incoming-pstn', '/voice'),
      webhook('voice.redirect', '/voice?again=1'),
      webhook('gather.action', '/voice'),
      webhook('gather.action', '/menu', 500),
      webhook('gather.action', '/gone', null),
    ],
  })
  expect(reachOf({ edges: [edgeWith({ segment })], hangups: [] })).toEqual({ judged: 4, reachedPages: 2 })
})

test('what hanging up leads to counts as well', () => {
  const segment = segmentWith({ webhooks: [webhook('voice.incoming-pstn', '/voice')] })
  expect(reachOf({ edges: [], hangups: [{ at: 1, segment }] })).toEqual({ judged: 1, reachedPages: 1 })
})
