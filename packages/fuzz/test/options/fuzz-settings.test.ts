import { RingbackError } from '@ringback/common'
import { fuzz, type FuzzOptions } from '@ringback/fuzz'
import { expect, test } from 'vitest'
import { readFuzzOptions } from '../../src/options/fuzz-settings.ts'

const authToken = 'token'

test('URLs become absolute, and the rest has defaults', () => {
  const routes = [{ kind: 'voice.fallback', url: '/fallback' }] as const
  expect(readFuzzOptions({ authToken, app: '3000', statusCallback: '/status', routes })).toMatchObject({
    voiceUrl: 'http://localhost:3000/voice',
    statusCallback: 'http://localhost:3000/status',
    routes: [{ kind: 'voice.fallback', url: 'http://localhost:3000/fallback' }],
    method: 'POST',
    runs: 500,
    seed: 0,
    concurrency: 8,
    recordings: [],
  })
})

test('all problems are told at once', async () => {
  const options: FuzzOptions = {
    authToken: '',
    runs: -1,
    seed: 0.5,
    concurrency: 0,
    maxTimeMs: 0,
    checks: ['signature', 'no-such-check'],
  }
  const error = await fuzz(options)
    .next()
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(RingbackError)
  expect(error).toMatchObject({ code: 'fuzz-options' })
  const { message } = error as RingbackError // Just asserted.
  for (const name of [
    'voiceUrl /voice',
    'authToken',
    'runs',
    'seed',
    'concurrency',
    'maxTimeMs',
    'no-such-check',
  ]) {
    expect(message).toContain(name)
  }
  expect(message).not.toContain('signature')
})
