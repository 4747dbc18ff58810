import type { Recording } from '@ringback/recording'
import { expect, test } from 'vitest'
import { oneRecording } from '../../src/findings/one-recording.ts'
import { recordingsPhase } from '../../src/phases/recordings.ts'
import { appOf, changed, plainOf, runOn, twiml } from '../support.ts'

/** A recorded call of another host, whose caller is in Berlin. */
async function recorded(): Promise<Recording> {
  const { run } = runOn(appOf(() => twiml('')))
  const sent = await run.app.send({
    kind: 'voice.incoming-pstn',
    method: 'POST',
    url: 'https://phone.example.com/voice?lang=de',
    parameters: changed(plainOf(), { FromCity: 'BERLIN' }),
  })
  return oneRecording(sent.exchanges())
}

const elsewhere = (recording: Recording): Recording => ({
  ...recording,
  exchanges: recording.exchanges.map((exchange) => ({
    ...exchange,
    request: { ...exchange.request, url: 'https://recorded.example.net/voice?lang=de' },
  })),
})

test('recorded webhooks are sent to the same path of the app, in new calls', async () => {
  const asked: string[] = []
  const app = appOf(({ path, get }) => {
    asked.push(`${path} ${get('FromCity')}`)
    return twiml('')
  })
  const { run, events } = runOn(app, { recordings: [elsewhere(await recorded())] })
  await recordingsPhase(run)
  expect(asked).toEqual(['/voice?lang=de BERLIN'])
  expect(events.map(({ type }) => type)).toEqual(['route'])
})

test('what Twilio did not sign is left out', async () => {
  const recording = await recorded()
  const unsigned = {
    ...recording,
    exchanges: recording.exchanges.map((exchange) => ({ ...exchange, signature: 'invalid' as const })),
  }
  const { run } = runOn(
    appOf(() => twiml('')),
    { recordings: [unsigned] },
  )
  await recordingsPhase(run)
  expect(run.tally.requests).toBe(0)
})
