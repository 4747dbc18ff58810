import { buildPacts, ContractError, provePact, type PactFile, type Route } from '@ringback/contract'
import { describe, expect, test } from 'vitest'

const odd = { Digits: null, SpeechResult: 'Größe + 100 % & 東京', UnstableSpeechResult: '' }

describe('a consumer test', () => {
  const routes: readonly Route[] = [
    { kind: 'gather.action', url: '/menu?attempt=1' },
    { kind: 'gather.action', url: '/menu?attempt=1', method: 'GET', parameters: odd },
    { kind: 'recording.record-verb', url: '/recorded' },
  ]

  test("proves every interaction against Pact's mock server", async () => {
    for (const file of buildPacts({ provider: 'app', routes })) {
      const { proven, failures } = await provePact(file)
      expect(failures).toEqual([])
      expect(proven).toEqual(file.pact.interactions.map(({ description }) => description))
    }
  })

  test('fails for a pact that Twilio does not keep to', async () => {
    const [file] = buildPacts({
      provider: 'app',
      routes: [{ kind: 'gather.action', url: '/menu', cases: 'plain' }],
    })
    const wrong = JSON.parse(JSON.stringify(file).replaceAll('[A-Za-z0-9+/]{27}=', 'never')) as PactFile
    const { failures } = await provePact(wrong)
    expect(failures).toEqual([expect.stringMatching(/X-Twilio-Signature/i)])
  })
})

test('a pact of another tool cannot be proved', async () => {
  const [file] = buildPacts({
    provider: 'app',
    routes: [{ kind: 'gather.action', url: '/menu', cases: 'plain' }],
  })
  const foreign = JSON.parse(JSON.stringify(file).replaceAll('"ringback":', '"other":')) as PactFile
  await expect(provePact(foreign)).rejects.toThrow(ContractError)
})
